//! Workers: lease, run, take out or put back.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use database::{Clock, Database, Entropy, Moment};
use futures_util::FutureExt;
use futures_util::future::join_all;

use crate::queue::{fail, lease};
use crate::{Error, Failure, Job, Schedule, enqueue_due, finish};

/// How long an idle worker waits before it looks again.
const IDLE: Duration = Duration::from_millis(500);
/// Jobs leased and run at a time: a relay that answers slowly holds up one letter and not the others.
const BATCH: i64 = 16;

/// What became of a job that its runner took.
#[derive(Debug)]
pub enum Outcome {
    /// Done; the worker takes it out of the queue.
    Done,
    /// Done, and already taken out in the transaction that did it.
    Finished,
    /// Begun: what goes on beside the queue keeps the lease ([`keep`](crate::keep)) and ends with [`settle`].
    UnderWay,
}

/// Knows how to do every kind of job.
pub trait Runner: Send + Sync {
    /// Does one job.
    fn run(&self, job: &Job, moment: Moment) -> impl Future<Output = Result<Outcome, Failure>> + Send;
}

/// Runs what is due now and gives how many jobs it took; zero means that nothing more is due.
pub async fn run_due(database: &Database, runner: &impl Runner, moment: &Moment) -> Result<usize, Error> {
    let now = moment.now;
    let (jobs, taken) = database.write(move |transaction| lease(transaction, now, BATCH)).await?;
    let settled = join_all(jobs.into_iter().map(|job| run_one(database, runner, job, moment))).await;
    settled.into_iter().collect::<Result<(), Error>>()?;
    Ok(taken)
}

/// Runs one job to its end; a panic is a failure like another, and that of this job only.
async fn run_one(database: &Database, runner: &impl Runner, job: Job, moment: &Moment) -> Result<(), Error> {
    // What a panicking job leaves half-way lies in its own future, which is dropped here, or in a story, which is undone.
    let outcome = AssertUnwindSafe(runner.run(&job, moment.clone())).catch_unwind().await;
    let outcome = outcome.unwrap_or_else(|_| Err(Failure::Retry("the job panicked; the log says where".to_owned())));
    match settle(database, job, outcome, moment.clone()).await {
        Err(Error::Lost) => {
            tracing::warn!("a job took longer than its lease; another worker has it");
            Ok(())
        }
        settled => settled,
    }
}

/// What becomes of a job that was run: it leaves the queue, or goes back to it.
pub async fn settle(
    database: &Database,
    job: Job,
    outcome: Result<Outcome, Failure>,
    moment: Moment,
) -> Result<(), Error> {
    match outcome {
        Ok(Outcome::Finished | Outcome::UnderWay) => Ok(()),
        Ok(Outcome::Done) => database.write(move |transaction| finish(transaction, &job)).await,
        Err(failure) => {
            tracing::warn!(kind = job.kind, attempts = job.attempts, ?failure, "a job failed");
            database.write(move |transaction| fail(transaction, &job, &failure, &moment)).await
        }
    }
}

/// Works until the process ends: enqueues what the schedules ask for, and does what is due.
pub async fn work(
    database: Database,
    runner: impl Runner,
    schedules: &'static [Schedule],
    clock: Clock,
    entropy: Entropy,
) {
    loop {
        let moment = Moment::new(clock.now(), entropy.clone());
        match round(&database, &runner, schedules, &moment).await {
            Ok(0) => tokio::time::sleep(IDLE).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "the queue cannot be read");
                tokio::time::sleep(IDLE * 10).await;
            }
        }
    }
}

async fn round(
    database: &Database,
    runner: &impl Runner,
    schedules: &'static [Schedule],
    moment: &Moment,
) -> Result<usize, Error> {
    let scheduled = moment.clone();
    database.write(move |transaction| enqueue_due(transaction, &scheduled, schedules)).await?;
    run_due(database, runner, moment).await
}
