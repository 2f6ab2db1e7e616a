//! Data that were put back from a backup: what was disposed of since is disposed of again before anybody reads them.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use journal::Entry;

use crate::Error;

/// Marks data that were just put back as being as of an instant.
pub fn mark_restored(transaction: &Transaction<'_>, as_of: Timestamp) -> Result<(), Error> {
    transaction.execute(sql!("UPDATE installation SET restored_as_of = $1"), params![as_of])?;
    Ok(())
}

/// The instant that the data are as of, while they wait to be disposed of again; none for data that were never put back.
pub fn restored_as_of(reader: &Reader<'_>) -> Result<Option<Timestamp>, Error> {
    let at: Option<Option<Timestamp>> = reader.optional(sql!("SELECT restored_as_of FROM installation"), params![])?;
    Ok(at.flatten())
}

/// Ends it once nothing is left to dispose of; the journal keeps that these data were put back, and as of when.
pub fn settle_restored(transaction: &Transaction<'_>, moment: &Moment) -> Result<(), Error> {
    let Some(as_of) = restored_as_of(transaction)? else { return Ok(()) };
    transaction.execute(sql!("UPDATE installation SET restored_as_of = NULL"), params![])?;
    journal::append(transaction, moment, Entry::new("backup.restored").with("as_of", as_of.to_string()))?;
    Ok(())
}
