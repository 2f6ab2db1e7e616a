//! The durable queue: work enqueued in the transaction of what asked for it, done at least once, never lost.
//!
//! A worker leases a job for a while; if it dies, the lease runs out and another takes the job up. A job therefore does its
//! work in one transaction of its own together with [`finish`], or tolerates being done twice. After the last attempt a job is
//! dead: it stays, visible, until someone retries it.

mod queue;
mod schedule;
mod worker;

pub use queue::{Failure, Job, enqueue, finish, is_waiting, keep, pending, postpone, retry_dead};
pub use schedule::{Schedule, enqueue_due, next_run};
pub use worker::{Outcome, Runner, run_due, settle, work};

/// What can go wrong in the queue itself.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// A schedule's expression cannot be read.
    #[error("the schedule {0} cannot be read: {1}")]
    Schedule(&'static str, String),
    /// The lease ran out and another worker has the job: what this one did in the same transaction is undone.
    #[error("another worker has taken the job up")]
    Lost,
    /// A payload cannot be written as JSON.
    #[error("the payload cannot be written: {0}")]
    Payload(#[from] serde_json::Error),
}
