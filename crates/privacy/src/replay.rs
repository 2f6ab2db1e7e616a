//! Disposal again, of what came back from a backup.

use std::collections::BTreeMap;

use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use vault::{DestroyedKey, Vault};

use crate::{Engine, Error, Reason, dispose};

/// People and categories in one story.
const MOST: usize = 200;
/// A story that had begun before the data were copied may have ended after.
const LONGEST_STORY: SignedDuration = SignedDuration::from_mins(5);

/// Disposes again of what was disposed of after the data that are open now were copied: its keys are gone, its rows came back. One
/// batch; how many people and categories, zero when nothing is left to do.
pub fn replay(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    restored_as_of: Option<Timestamp>,
) -> Result<u64, Error> {
    let (mut replayed, mut rows) = (0, 0);
    for key in remains(transaction, vault, restored_as_of)?.into_iter().take(MOST) {
        rows += dispose(transaction, vault, moment, engine, (key.subject, &key.category), Reason::Erasure)?.total();
        replayed += 1;
    }
    // A key whose rows went one by one leaves nothing to dispose of: only its tombstone was missing.
    if rows > 0 {
        journal::append(transaction, moment, Entry::new("disposal.replayed").with("rows", rows))?;
    }
    Ok(replayed)
}

/// The destroyed keys of which the data that are open now do not know that they were: those without a key, and, in data that were put
/// back as of an instant, those of people who came back and have a new key, for it sealed nothing that is this old.
pub fn remains(
    reader: &Reader<'_>,
    vault: &Vault,
    restored_as_of: Option<Timestamp>,
) -> Result<Vec<DestroyedKey>, Error> {
    let settled: Vec<(Uuid, String, Timestamp)> =
        reader.all(sql!("SELECT subject_id, category, disposed_at FROM tombstones"), params![])?;
    let settled: BTreeMap<(Uuid, String), Timestamp> =
        settled.into_iter().map(|(subject, category, at)| ((subject, category), at)).collect();
    let since = restored_as_of.map(|at| at.saturating_sub(LONGEST_STORY).unwrap_or(at));
    let is_remains = |key: &DestroyedKey| {
        let is_known = settled.get(&(key.subject, key.category.clone())).is_some_and(|at| *at >= key.at);
        !is_known && (!key.is_made_anew || since.is_some_and(|since| key.at >= since))
    };
    Ok(vault.destroyed()?.into_iter().filter(is_remains).collect())
}
