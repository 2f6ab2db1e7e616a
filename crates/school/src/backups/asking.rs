//! A backup that an administrator asks for, and when the next ones come.

use database::{Moment, Reader, Transaction};
use jiff::Timestamp;
use journal::Entry;
use vault::Vault;

use super::{DRILL_JOB, MAKE_JOB};
use crate::Error;
use crate::access::{Access, Administration};

/// What is to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Whether one is in the queue or being made now.
    pub is_under_way: bool,
    /// When the next one comes by itself; none before the schedules were begun.
    pub next_backup: Option<Timestamp>,
    /// When the next drill does.
    pub next_drill: Option<Timestamp>,
}

/// What is to come.
pub fn awaited(reader: &Reader<'_>) -> Result<Awaited, Error> {
    Ok(Awaited {
        is_under_way: jobs::is_waiting(reader, MAKE_JOB)?,
        next_backup: jobs::next_run(reader, MAKE_JOB)?,
        next_drill: jobs::next_run(reader, DRILL_JOB)?,
    })
}

/// Puts a backup in the queue for whoever runs the school, unless one waits there already.
pub fn ask(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    administrator: Access<Administration>,
) -> Result<(), Error> {
    if jobs::is_waiting(transaction, MAKE_JOB)? {
        return Ok(());
    }
    jobs::enqueue(transaction, moment, MAKE_JOB, &serde_json::json!({}), moment.now)?;
    let entry = Entry::new("backup.asked").by(vault.pseudonym(administrator.person().uuid())?);
    journal::append(transaction, moment, entry)?;
    Ok(())
}
