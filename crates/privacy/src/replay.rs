//! Disposal again, of what came back from a backup.

use std::collections::BTreeSet;

use database::{Moment, Transaction, Uuid, params, sql};
use journal::Entry;
use vault::Vault;

use crate::{Engine, Error, Reason, dispose};

/// People and categories in one story.
const MOST: usize = 200;

/// Disposes again of what was disposed of after the data that is open now was copied: its keys are gone, its rows came back. One
/// batch; how many people and categories, zero when nothing is left to do.
pub fn replay(transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, engine: &Engine) -> Result<u64, Error> {
    let known: Vec<(Uuid, String)> = transaction.all(sql!("SELECT subject_id, category FROM tombstones"), params![])?;
    let known: BTreeSet<(Uuid, String)> = known.into_iter().collect();
    let (mut replayed, mut rows) = (0, 0);
    for (subject, category) in vault.destroyed()?.into_iter().filter(|pair| !known.contains(pair)).take(MOST) {
        rows += dispose(transaction, vault, moment, engine, (subject, &category), Reason::Erasure)?.total();
        replayed += 1;
    }
    // A key whose rows went one by one leaves nothing to dispose of: only its tombstone was missing.
    if rows > 0 {
        journal::append(transaction, moment, Entry::new("disposal.replayed").with("rows", rows))?;
    }
    Ok(replayed)
}
