//! Proof that an entry stands in the journal, for whoever keeps it: C2SP `tlog-proof`, checked anywhere without us.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::{Reader, Uuid, params, sql};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use tlog_tiles::tlog::{self, Hash, record_hash};

use crate::checkpoint::read_with;
use crate::entry::Stored;
use crate::tree::{StoredTree, broken};
use crate::{Error, latest};

/// The first line of the format.
const FORMAT: &str = "c2sp.org/tlog-proof@v1";

/// The entry, as it travels in the proof's extra data: what is needed to compute its hash again.
#[derive(Serialize, Deserialize)]
struct Carried {
    id: String,
    at: i64,
    kind: String,
    actor: Option<String>,
    subject: Option<String>,
    detail: String,
    key: String,
}

/// What a proof proves, once it was checked.
#[derive(Clone, Debug)]
pub struct Proven {
    /// When it happened.
    pub at: Timestamp,
    /// What, by code.
    pub kind: String,
    /// Codes and counts.
    pub detail: Json,
    /// Its place in the journal, from 0.
    pub index: u64,
    /// Entries in the tree of the checkpoint.
    pub tree_size: u64,
    /// The key that signed the checkpoint.
    pub key: String,
}

/// The proof of an entry against the newest checkpoint, which `key` (public, `origin+identifier+key`) signed; none before the
/// entry has its place in the tree.
pub fn prove(reader: &Reader<'_>, key: &str, id: Uuid) -> Result<Option<String>, Error> {
    type Columns = (Option<i64>, i64, String, Option<Vec<u8>>, Option<Vec<u8>>, String);
    let row: Option<Columns> = reader.optional(
        sql!("SELECT leaf_index, at, kind, actor, subject, detail FROM journal_entries WHERE id = $1"),
        params![id],
    )?;
    let (Some((Some(index), at, kind, actor, subject, detail)), Some(note)) = (row, latest(reader)?) else {
        return Ok(None);
    };
    let (size, _) = read_with(key, &note)?;
    let hashes = tlog::prove_record(size, index as u64, &StoredTree(reader)).map_err(broken)?;
    let encoded = |bytes: Option<Vec<u8>>| bytes.map(|bytes| STANDARD.encode(bytes));
    let (actor, subject, key) = (encoded(actor), encoded(subject), key.to_owned());
    let id = id.to_string();
    let carried = serde_json::to_string(&Carried { id, at, kind, actor, subject, detail, key })
        .map_err(|error| Error::Proof(error.to_string()))?;
    let mut lines = vec![FORMAT.to_owned(), format!("extra {}", STANDARD.encode(carried)), format!("index {index}")];
    lines.extend(hashes.iter().map(|hash| STANDARD.encode(hash.0)));
    Ok(Some(format!("{}\n\n{note}", lines.join("\n"))))
}

/// Checks a proof, without a network and without the journal. With `key`, the checkpoint must be signed by that very key;
/// otherwise by the one that the proof carries, which the reader then compares with the published one.
pub fn check(proof: &str, key: Option<&str>) -> Result<Proven, Error> {
    let refuse = |reason: &str| Error::Proof(reason.to_owned());
    let (head, note) = proof.split_once("\n\n").ok_or_else(|| refuse("it holds no checkpoint"))?;
    let mut lines = head.lines();
    if lines.next() != Some(FORMAT) {
        return Err(refuse("its first line is not that of a proof"));
    }
    let extra = lines.next().and_then(|line| line.strip_prefix("extra ")).ok_or_else(|| refuse("it holds no entry"))?;
    let carried = decoded(extra).and_then(|bytes| serde_json::from_slice::<Carried>(&bytes).ok());
    let carried = carried.ok_or_else(|| refuse("its entry cannot be read"))?;
    let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(|number| number.parse().ok());
    let index: u64 = index.ok_or_else(|| refuse("it holds no index"))?;
    let hashes = lines.map(|line| decoded(line)?.try_into().ok().map(Hash)).collect::<Option<Vec<_>>>();
    let hashes = hashes.ok_or_else(|| refuse("a hash cannot be read"))?;
    let key = key.unwrap_or(&carried.key).to_owned();
    let (tree_size, root) = read_with(&key, note)?;
    let (stored, at, detail) = carried.stored().ok_or_else(|| refuse("its entry cannot be read"))?;
    tlog::check_record(&hashes, tree_size, root, index, record_hash(&stored.hash()))
        .map_err(|_| refuse("the entry is not in the journal that was signed"))?;
    Ok(Proven { at, kind: stored.kind, detail, index, tree_size, key })
}

impl Carried {
    fn stored(self) -> Option<(Stored, Timestamp, Json)> {
        let bytes = |text: Option<String>| text.map(|text| decoded(&text).ok_or(())).transpose().ok();
        let at = Timestamp::from_millisecond(self.at).ok()?;
        let detail = serde_json::from_str(&self.detail).ok()?;
        let (actor, subject) = (bytes(self.actor)?, bytes(self.subject)?);
        let id = Uuid::parse_str(&self.id).ok()?;
        let stored = Stored { id, at: self.at, kind: self.kind, actor, subject, detail: self.detail };
        Some((stored, at, detail))
    }
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}
