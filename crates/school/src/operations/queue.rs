//! What waits, what failed and comes back, and what is dead until somebody has read why.

use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::Timestamp;
use journal::Entry;
use vault::Vault;

use crate::Error;
use crate::access::{Access, Administration};

/// How many dead jobs a page shows.
const MOST_DEAD: i64 = 200;

/// The queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// What waits, by kind.
    pub kinds: Vec<KindOfWork>,
    /// What is dead, the newest first.
    pub dead: Vec<DeadJob>,
}

/// What waits of a kind.
#[derive(Clone, Debug)]
pub struct KindOfWork {
    /// Its code, such as `mail.letter`.
    pub kind: String,
    /// How many wait.
    pub waiting: i64,
    /// How many of them failed before.
    pub failing: i64,
    /// Since when the oldest should have been done; later than now when nothing is late.
    pub due_at: Timestamp,
    /// Why one of them failed last.
    pub error: Option<String>,
}

/// A job that nothing tries any more.
#[derive(Clone, Debug)]
pub struct DeadJob {
    /// Which.
    pub id: Uuid,
    /// Its code.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was given up.
    pub dead_at: Timestamp,
    /// Why; without a personal value.
    pub error: String,
}

/// Reads the queue, in two queries.
pub fn queue(reader: &Reader<'_>, _: Access<Administration>) -> Result<Queue, Error> {
    let kinds: Vec<(String, i64, i64, Timestamp, Option<String>)> = reader.all(
        sql!(
            "SELECT kind, COUNT(*), COUNT(CASE WHEN last_error IS NOT NULL THEN 1 END), MIN(due_at), MAX(last_error)
             FROM jobs WHERE dead_at IS NULL GROUP BY kind ORDER BY kind"
        ),
        params![],
    )?;
    let dead: Vec<(Uuid, String, i64, Timestamp, Option<String>)> = reader.all(
        sql!(
            "SELECT id, kind, attempts, dead_at, last_error FROM jobs WHERE dead_at IS NOT NULL
             ORDER BY dead_at DESC, id LIMIT $1"
        ),
        params![MOST_DEAD],
    )?;
    let kinds = kinds.into_iter().map(|(kind, waiting, failing, due_at, error)| KindOfWork {
        kind,
        waiting,
        failing,
        due_at,
        error,
    });
    let dead = dead.into_iter().map(|(id, kind, attempts, dead_at, error)| DeadJob {
        id,
        kind,
        attempts,
        dead_at,
        error: error.unwrap_or_default(),
    });
    Ok(Queue { kinds: kinds.collect(), dead: dead.collect() })
}

/// Gives a dead job another round of attempts.
pub fn retry(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (access, id): (Access<Administration>, Uuid),
) -> Result<(), Error> {
    if !jobs::retry_dead(transaction, moment.now, id)? {
        return Err(Error::NotFound);
    }
    note(transaction, vault, moment, (access, id, "job.retried"))
}

/// Takes a dead job out of the queue for good.
pub fn discard(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (access, id): (Access<Administration>, Uuid),
) -> Result<(), Error> {
    let gone = transaction.execute(sql!("DELETE FROM jobs WHERE id = $1 AND dead_at IS NOT NULL"), params![id])?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    note(transaction, vault, moment, (access, id, "job.discarded"))
}

fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (access, id, kind): (Access<Administration>, Uuid, &'static str),
) -> Result<(), Error> {
    let entry = Entry::new(kind).by(vault.pseudonym(access.person().uuid())?).with("job", id.to_string());
    journal::append(transaction, moment, entry)?;
    Ok(())
}
