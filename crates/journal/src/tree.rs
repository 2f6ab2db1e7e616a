//! The Merkle tree over the entries.

use database::dialect::one_at_a_time;
use database::{Moment, Reader, Transaction, Uuid, params, sql};
use tlog_tiles::tlog::{self, Hash, HashReader, stored_hash_count, stored_hashes};

use crate::Error;
use crate::checkpoint::{self, LogKey};

/// Any number that nothing else in the program locks.
const LOCK: i64 = 6_962_210;
/// Entries placed by one transaction, so that none is long.
const MOST_ENTRIES_A_TRANSACTION: i64 = 1_000;

/// Gives the entries that have none yet their place in the tree, and signs a checkpoint when there were any. Answers how
/// many it placed; call again while it gives the maximum.
pub fn seal(transaction: &Transaction<'_>, moment: &Moment, key: &LogKey) -> Result<u64, Error> {
    one_at_a_time(transaction, LOCK)?;
    let new: Vec<(Uuid, Vec<u8>)> = transaction.all(
        sql!("SELECT id, content_hash FROM journal_entries WHERE leaf_index IS NULL ORDER BY id LIMIT $1"),
        params![MOST_ENTRIES_A_TRANSACTION],
    )?;
    if new.is_empty() {
        return Ok(0);
    }
    let mut size = size(transaction)?;
    for (id, content) in &new {
        place(transaction, size, *id, content)?;
        size += 1;
    }
    sign(transaction, moment, key, size)?;
    Ok(new.len() as u64)
}

fn place(transaction: &Transaction<'_>, index: u64, id: Uuid, content: &[u8]) -> Result<(), Error> {
    let hashes = stored_hashes(index, content, &StoredTree(transaction)).map_err(broken)?;
    let first = stored_hash_count(index);
    for (offset, hash) in (0_i64..).zip(&hashes) {
        transaction.execute(
            sql!("INSERT INTO journal_hashes (position, hash) VALUES ($1, $2)"),
            params![first as i64 + offset, hash.0],
        )?;
    }
    transaction.execute(sql!("UPDATE journal_entries SET leaf_index = $2 WHERE id = $1"), params![id, index as i64])?;
    Ok(())
}

fn sign(transaction: &Transaction<'_>, moment: &Moment, key: &LogKey, size: u64) -> Result<(), Error> {
    let root = root(transaction, size)?;
    let note = checkpoint::sign(key, size, root)?;
    transaction.execute(
        sql!("INSERT INTO journal_checkpoints (tree_size, root, note, signed_at) VALUES ($1, $2, $3, $4)"),
        params![size as i64, root.0, note, moment.now],
    )?;
    Ok(())
}

/// How many entries stand in the tree.
pub fn size(reader: &Reader<'_>) -> Result<u64, Error> {
    let size: i64 = reader.one(sql!("SELECT COALESCE(MAX(tree_size), 0) FROM journal_checkpoints"), params![])?;
    Ok(size as u64)
}

/// The root of the tree's first `size` entries, from the stored hashes.
pub(crate) fn root(reader: &Reader<'_>, size: u64) -> Result<Hash, Error> {
    tlog::tree_hash(size, &StoredTree(reader)).map_err(broken)
}

pub(crate) fn broken(error: tlog::Error) -> Error {
    Error::Altered(format!("the tree cannot be read ({error:?})"))
}

pub(crate) struct StoredTree<'r, 'c>(pub(crate) &'r Reader<'c>);

impl HashReader for StoredTree<'_, '_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog::Error> {
        indexes
            .iter()
            .map(|index| {
                let hash: Vec<u8> = self
                    .0
                    .one(sql!("SELECT hash FROM journal_hashes WHERE position = $1"), params![*index as i64])
                    .map_err(|_| tlog::Error::IndexesNotInTree)?;
                Ok(Hash(hash.try_into().map_err(|_| tlog::Error::IndexesNotInTree)?))
            })
            .collect()
    }
}
