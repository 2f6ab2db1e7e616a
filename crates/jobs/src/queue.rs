//! The queue's table.

use database::{Moment, Reader, Transaction, Uuid, params, skip_locked, sql};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::Error;

/// How long a worker may hold a job before another takes it up.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// Attempts before a job is dead: with the delays below, about a day and a half.
const MOST_ATTEMPTS: i64 = 12;

/// A job a worker holds.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its identifier.
    pub id: Uuid,
    /// What it is: a stable code such as `mail.confirmation`.
    pub kind: String,
    /// JSON with identifiers and codes; never a personal value.
    pub payload: String,
    /// How many times it was begun, this time included.
    pub attempts: i64,
}

/// Why a job could not be done.
#[derive(Debug)]
pub enum Failure {
    /// It may go better later.
    Retry(String),
    /// It never will.
    Dead(String),
}

/// Puts a job in the queue, in the caller's transaction, to be done at `due` or soon after.
pub fn enqueue(
    transaction: &Transaction<'_>,
    moment: &Moment,
    kind: &str,
    payload: &impl Serialize,
    due: Timestamp,
) -> Result<(), Error> {
    transaction.execute(
        sql!("INSERT INTO jobs (id, kind, payload, due_at, enqueued_at) VALUES ($1, $2, $3, $4, $5)"),
        params![moment.identifier(), kind, serde_json::to_string(payload)?, due, moment.now],
    )?;
    Ok(())
}

/// Leases up to `limit` jobs that are due and that nobody holds, and gives them with the number of those it took.
///
/// A job that was begun as often as allowed and never came to an end took its process with it each time: it is dead.
pub(crate) fn lease(transaction: &Transaction<'_>, now: Timestamp, limit: i64) -> Result<(Vec<Job>, usize), Error> {
    let until = now.saturating_add(LEASE).unwrap_or(now);
    let rows: Vec<(Uuid, String, String, i64)> = transaction.all(
        skip_locked!(
            transaction,
            "UPDATE jobs SET leased_until = $2, attempts = attempts + 1 WHERE id IN (
               SELECT id FROM jobs WHERE due_at <= $1 AND dead_at IS NULL AND (leased_until IS NULL OR leased_until <= $1)
               ORDER BY due_at LIMIT $3",
            ") RETURNING id, kind, payload, attempts"
        ),
        params![now, until, limit],
    )?;
    let taken = rows.len();
    let mut jobs = Vec::with_capacity(taken);
    for (id, kind, payload, attempts) in rows {
        if attempts > MOST_ATTEMPTS {
            bury(transaction, id, now)?;
        } else {
            jobs.push(Job { id, kind, payload, attempts });
        }
    }
    Ok((jobs, taken))
}

fn bury(transaction: &Transaction<'_>, id: Uuid, now: Timestamp) -> Result<(), Error> {
    transaction.execute(
        sql!("UPDATE jobs SET leased_until = NULL, dead_at = $2, last_error = $3 WHERE id = $1"),
        params![id, now, "each time, the worker ended before the job did"],
    )?;
    Ok(())
}

/// Takes a done job out of the queue. A job that changes rows calls this in the transaction that changes them: when its lease has
/// run out and another worker has it, this is an error and those changes are undone.
pub fn finish(transaction: &Transaction<'_>, job: &Job) -> Result<(), Error> {
    // The number of attempts tells one lease from the next.
    let ended = transaction.execute(
        sql!("DELETE FROM jobs WHERE id = $1 AND attempts = $2 AND dead_at IS NULL"),
        params![job.id, job.attempts],
    )?;
    if ended == 1 { Ok(()) } else { Err(Error::Lost) }
}

/// Puts a job back until an instant, with what it is to know then: it did not fail, and this was no attempt.
pub fn postpone(
    transaction: &Transaction<'_>,
    job: &Job,
    payload: &impl Serialize,
    due: Timestamp,
) -> Result<(), Error> {
    let postponed = transaction.execute(
        sql!(
            "UPDATE jobs SET leased_until = NULL, payload = $3, due_at = $4, attempts = attempts - 1
             WHERE id = $1 AND attempts = $2 AND dead_at IS NULL"
        ),
        params![job.id, job.attempts, serde_json::to_string(payload)?, due],
    )?;
    if postponed == 1 { Ok(()) } else { Err(Error::Lost) }
}

/// Puts a failed job back, later each time, or declares it dead. `reason` holds no personal value.
pub(crate) fn fail(transaction: &Transaction<'_>, job: &Job, failure: &Failure, moment: &Moment) -> Result<(), Error> {
    let (reason, dead) = match failure {
        Failure::Retry(reason) => (reason, job.attempts >= MOST_ATTEMPTS),
        Failure::Dead(reason) => (reason, true),
    };
    transaction.execute(
        sql!(
            "UPDATE jobs SET leased_until = NULL, last_error = $2, due_at = $3, dead_at = $4
             WHERE id = $1 AND attempts = $5 AND dead_at IS NULL"
        ),
        params![job.id, reason, next_attempt(moment, job.attempts), dead.then_some(moment.now), job.attempts],
    )?;
    Ok(())
}

/// Doubles from ten seconds to six hours, with up to a quarter more so that failed jobs do not come back all at once.
fn next_attempt(moment: &Moment, attempts: i64) -> Timestamp {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(12);
    let seconds = (10_i64 << doublings).min(6 * 3_600);
    let jitter = (moment.entropy.number() % 256) as i64 * seconds / 1_024;
    moment.now.saturating_add(SignedDuration::from_secs(seconds + jitter)).unwrap_or(moment.now)
}

/// How many jobs wait, and how many are dead.
pub fn pending(reader: &Reader<'_>) -> Result<(u64, u64), Error> {
    let (waiting, dead): (i64, i64) = reader.one(
        sql!("SELECT COUNT(*) FILTER (WHERE dead_at IS NULL), COUNT(*) FILTER (WHERE dead_at IS NOT NULL) FROM jobs"),
        params![],
    )?;
    Ok((waiting as u64, dead as u64))
}

/// Whether a job of a kind waits or is being done.
pub fn is_waiting(reader: &Reader<'_>, kind: &str) -> Result<bool, Error> {
    let one: Option<i64> =
        reader.optional(sql!("SELECT 1 FROM jobs WHERE kind = $1 AND dead_at IS NULL LIMIT 1"), params![kind])?;
    Ok(one.is_some())
}

/// Keeps the lease of a job that takes longer than one: its worker calls this every minute or so. [`Error::Lost`] when another worker
/// has it.
pub fn keep(transaction: &Transaction<'_>, job: &Job, now: Timestamp) -> Result<(), Error> {
    let kept = transaction.execute(
        sql!("UPDATE jobs SET leased_until = $3 WHERE id = $1 AND attempts = $2 AND dead_at IS NULL"),
        params![job.id, job.attempts, now.saturating_add(LEASE).unwrap_or(now)],
    )?;
    if kept == 1 { Ok(()) } else { Err(Error::Lost) }
}

/// Gives a dead job another round of attempts.
pub fn retry_dead(transaction: &Transaction<'_>, now: Timestamp, id: Uuid) -> Result<bool, Error> {
    let changed = transaction.execute(
        sql!("UPDATE jobs SET dead_at = NULL, attempts = 0, due_at = $2 WHERE id = $1 AND dead_at IS NOT NULL"),
        params![id, now],
    )?;
    Ok(changed == 1)
}
