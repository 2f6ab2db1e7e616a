//! Work that takes longer than a job should: it goes on beside the queue, keeps its job's lease, and ends it as any other.

use std::time::Duration;

use anyhow::Result;
use archive::Progress;
use jobs::{Failure, Job, Outcome};
use school::School;

use crate::backups;
use crate::runner::Worker;

/// Well below the lease of a job: one beat may be missed.
const BEAT: Duration = Duration::from_mins(1);

impl Worker {
    /// Makes the backup that the settings ask for, beside the queue.
    pub(crate) fn back_up(&self, job: &Job) -> Outcome {
        let worker = self.clone();
        self.aside(job, async move { worker.make_backup().await.map(drop) })
    }

    /// Tries out the newest backup, beside the queue.
    pub(crate) fn drill(&self, job: &Job) -> Outcome {
        let worker = self.clone();
        self.aside(job, async move { worker.make_drill().await })
    }

    /// Makes the backup that the settings ask for; nothing when they ask for none.
    pub async fn make_backup(&self) -> Result<Option<backups::Made>> {
        let (Some(into), Some(_)) = (&self.backups.to, &self.backups.recipient) else { return Ok(None) };
        let made = backups::make(&self.backups, into, &Progress::default()).await?;
        tracing::info!(rows = made.rows, bytes = made.bytes, "a backup was made");
        Ok(Some(made))
    }

    /// Tries out the newest backup; nothing when this machine is not trusted with what opens it. What it finds is evidence, and no
    /// failure of the job.
    pub async fn make_drill(&self) -> Result<()> {
        let (Some(from), Some(identity)) = (&self.backups.to, &self.backups.drill_identity) else { return Ok(()) };
        let drilled = backups::drill(&self.backups, &self.log_key, (from, identity), &Progress::default()).await?;
        for finding in drilled.findings.iter().filter(|finding| !finding.held) {
            tracing::error!(backup = drilled.name, finding = finding.code, "the drill of a backup failed");
        }
        Ok(())
    }

    fn aside(&self, job: &Job, work: impl Future<Output = Result<()>> + Send + 'static) -> Outcome {
        let (school, job) = (self.school.clone(), job.clone());
        tokio::spawn(async move {
            let outcome = tokio::select! {
                outcome = work => outcome,
                never = keep_lease(&school, &job) => match never {},
            };
            let outcome = outcome.map(|()| Outcome::Done).map_err(|error| Failure::Retry(format!("{error:#}")));
            if let Err(error) = jobs::settle(&school.database, job, outcome, school.moment()).await {
                tracing::warn!(%error, "a long job ended after its lease");
            }
        });
        Outcome::UnderWay
    }
}

/// Keeps a job's lease for as long as it is asked to.
async fn keep_lease(school: &School, job: &Job) -> std::convert::Infallible {
    let mut beat = tokio::time::interval(BEAT);
    loop {
        beat.tick().await;
        let job = job.clone();
        let kept = school.write(move |transaction, _, moment| Ok(jobs::keep(transaction, &job, moment.now)?));
        if let Err(error) = kept.await {
            tracing::warn!(%error, "the lease of a long job was not kept");
        }
    }
}
