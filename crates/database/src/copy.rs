//! A whole database as of one instant, copied into a file while others write to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::OpenFlags;
use rusqlite::backup::{Backup, StepResult};

use crate::transaction::Connection;
use crate::{Error, Reader};

/// How long to wait for another process that holds the whole file, before saying so.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many rows each table has.
pub type Rows = BTreeMap<String, u64>;

/// Where `pg_dump` and `pg_restore` are found.
#[derive(Clone, Debug, Default)]
pub struct Programs {
    /// Their folder; none for the search path.
    pub folder: Option<PathBuf>,
}

/// Copies a SQLite file, in one read transaction: those who write go on, and what they write meanwhile is not in the copy.
pub(crate) fn sqlite(from: &Path, into: &Path) -> Result<Rows, Error> {
    let source = rusqlite::Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.busy_timeout(PATIENCE)?;
    let mut copy = rusqlite::Connection::open(into)?;
    // A copy that a power cut took half of is thrown away whole.
    copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    let step = Backup::new(&source, &mut copy)?.step(-1)?;
    if step != StepResult::Done {
        return Err(Error::Locked);
    }
    drop(copy);
    rows_of(into)
}

/// Counts what a file holds, and asks the engine whether every page and index of it is in order.
pub fn examine_file(path: &Path) -> Result<Rows, Error> {
    let connection = rusqlite::Connection::open(path)?;
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(Error::Unavailable(format!("{}: {found}", path.display())));
    }
    drop(connection);
    rows_of(path)
}

fn rows_of(path: &Path) -> Result<Rows, Error> {
    let connection = rusqlite::Connection::open(path)?;
    let rows = Reader::new(Connection::Sqlite(&connection)).rows()?;
    // The last to close leaves one file, without a write-ahead log beside it.
    drop(connection);
    Ok(rows)
}
