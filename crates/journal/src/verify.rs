//! Verification of the whole journal: every entry against its hash, every checkpoint against the entries before it.

use database::{Reader, Uuid, params, sql};
use tlog_tiles::tlog::{Hash, node_hash, record_hash, stored_hash_count};

use crate::checkpoint::{self, LogKey};
use crate::entry::Stored;
use crate::{Error, tree};

/// Entries read at a time, so that memory stays flat however long the journal is.
const PAGE: i64 = 2_000;

/// What a verification found; it only exists when nothing was altered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Entries in the tree.
    pub entries: u64,
    /// Signed checkpoints, each of which agrees with the entries before it.
    pub checkpoints: u64,
    /// Entries written since the last checkpoint, not yet in the tree.
    pub waiting: u64,
}

/// Checks the whole journal; with `since`, also that it extends that older checkpoint.
pub fn verify(reader: &Reader<'_>, key: &LogKey, since: Option<&str>) -> Result<Report, Error> {
    let mut expected: Vec<(u64, Hash)> = Vec::new();
    let signed: Vec<(i64, Vec<u8>, String)> =
        reader.all(sql!("SELECT tree_size, root, note FROM journal_checkpoints ORDER BY tree_size"), params![])?;
    for (size, root, note) in signed {
        let vouched = checkpoint::read(key, &note).map_err(|error| Error::Altered(error.to_string()))?;
        if vouched.0 != size as u64 || vouched.1.0.as_slice() != root {
            return Err(Error::Altered(format!("the checkpoint of {size} entries is not the one that was signed")));
        }
        expected.push(vouched);
    }
    let checkpoints = expected.len() as u64;
    expected.extend(since.map(|note| checkpoint::read(key, note)).transpose()?);
    expected.sort_by_key(|(size, _)| *size);
    let entries = replay(reader, &expected)?;
    if entries != tree::size(reader)? {
        return Err(Error::Altered("the last checkpoint does not cover the last entry".to_owned()));
    }
    let waiting: i64 = reader.one(sql!("SELECT COUNT(*) FROM journal_entries WHERE leaf_index IS NULL"), params![])?;
    Ok(Report { entries, checkpoints, waiting: waiting as u64 })
}

/// Rebuilds the tree from the entries alone and compares it with each expected root on the way.
fn replay(reader: &Reader<'_>, expected: &[(u64, Hash)]) -> Result<u64, Error> {
    let mut frontier = Frontier::default();
    let mut expected = expected.iter().copied().peekable();
    loop {
        let page = page(reader, frontier.size)?;
        if page.is_empty() {
            break;
        }
        let first = stored_hash_count(frontier.size);
        let mut nodes = Vec::new();
        for (index, entry, recorded) in page {
            if index as u64 != frontier.size {
                return Err(Error::Altered(format!("entry {} is missing", frontier.size)));
            }
            let content = entry.hash();
            if content.as_slice() != recorded {
                return Err(Error::Altered(format!("entry {index} ({}) is not what was written", entry.kind)));
            }
            frontier.push(record_hash(&content), &mut nodes);
            while let Some((size, root)) = expected.next_if(|(size, _)| *size == frontier.size) {
                if frontier.root() != Some(root) {
                    return Err(Error::Altered(format!("the first {size} entries are not those of the checkpoint")));
                }
            }
        }
        same_nodes(reader, first, &nodes)?;
    }
    match expected.next() {
        Some((size, _)) => Err(Error::Altered(format!("a checkpoint covers {size} entries, {} remain", frontier.size))),
        None => Ok(frontier.size),
    }
}

/// The stored tree, from which the next checkpoint and every proof are made, must be the rebuilt one.
fn same_nodes(reader: &Reader<'_>, first: u64, nodes: &[Hash]) -> Result<(), Error> {
    let stored: Vec<Vec<u8>> = reader.all(
        sql!("SELECT hash FROM journal_hashes WHERE position >= $1 AND position < $2 ORDER BY position"),
        params![first as i64, first as i64 + nodes.len() as i64],
    )?;
    if stored.iter().map(Vec::as_slice).eq(nodes.iter().map(|node| node.0.as_slice())) {
        return Ok(());
    }
    Err(Error::Altered("the stored tree is not that of the entries".to_owned()))
}

fn page(reader: &Reader<'_>, from: u64) -> Result<Vec<(i64, Stored, Vec<u8>)>, Error> {
    type Columns = (i64, Uuid, i64, String, Option<Vec<u8>>, Option<Vec<u8>>, String, Vec<u8>);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT leaf_index, id, at, kind, actor, subject, detail, content_hash FROM journal_entries
             WHERE leaf_index >= $1 ORDER BY leaf_index LIMIT $2"
        ),
        params![from as i64, PAGE],
    )?;
    Ok(rows
        .into_iter()
        .map(|(index, id, at, kind, actor, subject, detail, hash)| {
            (index, Stored { id, at, kind, actor, subject, detail }, hash)
        })
        .collect())
}

/// The roots of the full subtrees to the left of the next leaf: all that is needed to compute the root at any size.
#[derive(Default)]
struct Frontier {
    size: u64,
    subtrees: Vec<(u32, Hash)>,
}

impl Frontier {
    /// Takes in the next leaf and adds the nodes that it completes, itself first: the order in which they are stored.
    fn push(&mut self, leaf: Hash, nodes: &mut Vec<Hash>) {
        let mut node = (0, leaf);
        nodes.push(leaf);
        while let Some((_, left)) = self.subtrees.pop_if(|(height, _)| *height == node.0) {
            node = (node.0 + 1, node_hash(left, node.1));
            nodes.push(node.1);
        }
        self.subtrees.push(node);
        self.size += 1;
    }

    fn root(&self) -> Option<Hash> {
        self.subtrees.iter().rev().map(|(_, hash)| *hash).reduce(|right, left| node_hash(left, right))
    }
}
