//! One entry, and how it becomes bytes.

use database::{Moment, Reader, Transaction, Uuid, Value, params, sql};
use jiff::Timestamp;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use crate::Error;

/// Something that was done. `kind` is a stable code such as `account.opened`.
#[derive(Clone, Debug)]
pub struct Entry {
    kind: &'static str,
    actor: Option<[u8; 32]>,
    subject: Option<[u8; 32]>,
    detail: Map<String, Json>,
}

impl Entry {
    /// An entry of this kind, with no one named yet.
    pub fn new(kind: &'static str) -> Self {
        Self { kind, actor: None, subject: None, detail: Map::new() }
    }

    /// Who did it, under the vault's pseudonym.
    #[must_use]
    pub fn by(mut self, pseudonym: [u8; 32]) -> Self {
        self.actor = Some(pseudonym);
        self
    }

    /// To whom it was done, under the vault's pseudonym.
    #[must_use]
    pub fn about(mut self, pseudonym: [u8; 32]) -> Self {
        self.subject = Some(pseudonym);
        self
    }

    /// A code, a slug, an identifier of a thing or a count; never a personal value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.detail.insert(name.to_owned(), value.into());
        self
    }
}

/// Writes the entry in the transaction of what it records. Its place in the tree comes with the next [`seal`](crate::seal).
pub fn append(transaction: &Transaction<'_>, moment: &Moment, entry: Entry) -> Result<Uuid, Error> {
    let id = moment.identifier();
    let detail = Json::Object(entry.detail).to_string();
    let stored = Stored {
        id,
        at: moment.now.as_millisecond(),
        kind: entry.kind.to_owned(),
        actor: entry.actor.map(Vec::from),
        subject: entry.subject.map(Vec::from),
        detail,
    };
    transaction.execute(
        sql!(
            "INSERT INTO journal_entries (id, at, kind, actor, subject, detail, content_hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        params![
            id,
            stored.at,
            &stored.kind,
            bytes(stored.actor.as_ref()),
            bytes(stored.subject.as_ref()),
            &stored.detail,
            stored.hash()
        ],
    )?;
    Ok(id)
}

/// The entries of a kind about one pseudonym, the newest first: when, and the detail.
pub fn about(
    reader: &Reader<'_>,
    subject: [u8; 32],
    (kind, most): (&str, u32),
) -> Result<Vec<(Timestamp, Json)>, Error> {
    let rows: Vec<(Timestamp, String)> = reader.all(
        sql!("SELECT at, detail FROM journal_entries WHERE subject = $1 AND kind = $2 ORDER BY at DESC LIMIT $3"),
        params![subject, kind, i64::from(most)],
    )?;
    Ok(rows.into_iter().map(|(at, detail)| (at, serde_json::from_str(&detail).unwrap_or_default())).collect())
}

fn bytes(value: Option<&Vec<u8>>) -> Value {
    value.map_or(Value::Null, |bytes| Value::Bytes(bytes.clone()))
}

/// An entry as it lies in the database.
pub(crate) struct Stored {
    pub(crate) id: Uuid,
    pub(crate) at: i64,
    pub(crate) kind: String,
    pub(crate) actor: Option<Vec<u8>>,
    pub(crate) subject: Option<Vec<u8>>,
    pub(crate) detail: String,
}

impl Stored {
    /// SHA-256 over every field, each preceded by its length so that two entries never share their bytes. This hash is the
    /// leaf's data: the tree commits to entries without holding them, and an entry whose term has come can be disposed of
    /// while the tree stays whole.
    pub(crate) fn hash(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        let fields: [Option<&[u8]>; 6] = [
            Some(self.id.as_bytes()),
            Some(&self.at.to_be_bytes()),
            Some(self.kind.as_bytes()),
            self.actor.as_deref(),
            self.subject.as_deref(),
            Some(self.detail.as_bytes()),
        ];
        for field in fields {
            // An absent field is not an empty one: it has a length that no field can have.
            digest.update(field.map_or(u64::MAX, |bytes| bytes.len() as u64).to_be_bytes());
            digest.update(field.unwrap_or_default());
        }
        digest.finalize().into()
    }
}
