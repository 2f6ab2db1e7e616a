//! Workers: lease, run, take out or put back.

use std::future::Future;
use std::time::Duration;

use database::{Clock, Database, Entropy, Moment};

use crate::queue::{fail, lease};
use crate::{Error, Failure, Job, Schedule, enqueue_due, finish};

/// How long an idle worker waits before it looks again.
const IDLE: Duration = Duration::from_millis(500);
/// Jobs leased at a time.
const BATCH: i64 = 16;

/// What became of a job that its runner took.
#[derive(Debug)]
pub enum Outcome {
    /// Done; the worker takes it out of the queue.
    Done,
    /// Done, and already taken out in the transaction that did it.
    Finished,
}

/// Knows how to do every kind of job.
pub trait Runner: Send + Sync {
    /// Does one job.
    fn run(&self, job: &Job, moment: Moment) -> impl Future<Output = Result<Outcome, Failure>> + Send;
}

/// Runs what is due now and gives how many jobs it took; zero means that nothing more is due.
pub async fn run_due(database: &Database, runner: &impl Runner, moment: &Moment) -> Result<usize, Error> {
    let now = moment.now;
    let jobs = database.write(move |transaction| lease(transaction, now, BATCH)).await?;
    let taken = jobs.len();
    for job in jobs {
        let outcome = runner.run(&job, moment.clone()).await;
        settle(database, job, outcome, moment.clone()).await?;
    }
    Ok(taken)
}

async fn settle(database: &Database, job: Job, outcome: Result<Outcome, Failure>, moment: Moment) -> Result<(), Error> {
    match outcome {
        Ok(Outcome::Finished) => Ok(()),
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
