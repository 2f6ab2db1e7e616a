//! Receipts (B04): what a person keeps to prove that something was erased, checked anywhere without us.

use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::Timestamp;

use crate::{Error, hexadecimal};

/// What is known of a receipt's address.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// When it was made.
    pub made_at: Timestamp,
    /// The proof; none before the journal's next checkpoint, within a minute.
    pub proof: Option<String>,
}

/// Makes the receipt of a journal entry and gives its code.
pub(crate) fn make(transaction: &Transaction<'_>, moment: &Moment, entry: Uuid) -> Result<String, Error> {
    let code = hexadecimal(&moment.entropy.bytes::<16>());
    transaction.execute(
        sql!("INSERT INTO receipts (code, entry_id, made_at) VALUES ($1, $2, $3)"),
        params![&code, entry, moment.now],
    )?;
    Ok(code)
}

/// The receipt of this code, with its proof against the newest checkpoint; `key` is the journal's public key.
pub fn receipt(reader: &Reader<'_>, key: &str, code: &str) -> Result<Receipt, Error> {
    let row: Option<(Uuid, Timestamp)> =
        reader.optional(sql!("SELECT entry_id, made_at FROM receipts WHERE code = $1"), params![code])?;
    let (entry, made_at) = row.ok_or(Error::NotFound)?;
    Ok(Receipt { made_at, proof: journal::prove(reader, key, entry)? })
}
