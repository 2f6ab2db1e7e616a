//! The files of a draft or a version: each by its path, its content by its hash.

use std::collections::BTreeMap;

use coursework::{Source, Sources};
use database::{Reader, Statement, Transaction, Value, params, sql};
use sha2::{Digest, Sha256};

use crate::programmes::{MediaByPath, ProgrammeId};
use crate::{Error, hexadecimal};

/// Files by their path from the programme's folder.
pub type Files = BTreeMap<String, Kept>;

/// The content of a file, which is kept once whoever holds it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// A text; its SHA-256, hexadecimal.
    Text(String),
    /// Anything else; it lies under its hash in the media folder.
    Medium {
        /// SHA-256, hexadecimal.
        hash: String,
        /// Its size.
        size_bytes: u64,
    },
}

impl Kept {
    /// The hash of the content.
    pub fn hash(&self) -> &str {
        match self {
            Self::Text(hash) | Self::Medium { hash, .. } => hash,
        }
    }

    /// As the two columns that name a content: of a text, of a medium.
    pub(super) fn columns(kept: Option<&Self>) -> (Value, Value) {
        match kept {
            Some(Self::Text(hash)) => (Value::from(hash), Value::Null),
            Some(Self::Medium { hash, .. }) => (Value::Null, Value::from(hash)),
            None => (Value::Null, Value::Null),
        }
    }

    /// From the two columns, and the medium's size.
    pub(super) fn read(text: Option<String>, medium: Option<String>, size_bytes: Option<i64>) -> Option<Self> {
        let medium = || Some(Self::Medium { hash: medium?, size_bytes: size_bytes.unwrap_or(0) as u64 });
        text.map(Self::Text).or_else(medium)
    }
}

/// Files with their texts.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) files: Files,
    pub(super) sources: Sources,
}

/// The files of the draft.
pub(super) fn of_draft(reader: &Reader<'_>, programme: ProgrammeId) -> Result<State, Error> {
    let statement = sql!(
        "SELECT draft_files.path, draft_files.text_hash, source_texts.text, draft_files.media_hash, source_media.size_bytes
         FROM draft_files LEFT JOIN source_texts ON source_texts.hash = draft_files.text_hash
         LEFT JOIN source_media ON source_media.hash = draft_files.media_hash
         WHERE draft_files.programme_id = $1 ORDER BY draft_files.path"
    );
    state(reader, statement, params![programme])
}

/// The files of a version.
pub(super) fn of_version(reader: &Reader<'_>, programme: ProgrammeId, number: u32) -> Result<State, Error> {
    let statement = sql!(
        "SELECT version_files.path, version_files.text_hash, source_texts.text, version_files.media_hash,
                source_media.size_bytes
         FROM version_files LEFT JOIN source_texts ON source_texts.hash = version_files.text_hash
         LEFT JOIN source_media ON source_media.hash = version_files.media_hash
         WHERE version_files.programme_id = $1 AND version_files.number = $2 ORDER BY version_files.path"
    );
    state(reader, statement, params![programme, number])
}

fn state(reader: &Reader<'_>, statement: Statement, values: &[Value]) -> Result<State, Error> {
    type Row = (String, Option<String>, Option<String>, Option<String>, Option<i64>);
    let mut state = State::default();
    let rows: Vec<Row> = reader.all(statement, values)?;
    for (path, text_hash, text, medium, size_bytes) in rows {
        let kept = Kept::read(text_hash, medium, size_bytes).ok_or(Error::NotFound)?;
        let source = match &kept {
            Kept::Text(_) => Source::Text(text.unwrap_or_default()),
            Kept::Medium { size_bytes, .. } => Source::Media { size_bytes: *size_bytes },
        };
        state.sources.put(path.clone(), source);
        state.files.insert(path, kept);
    }
    Ok(state)
}

/// Keeps a text under its hash.
pub(super) fn keep_text(transaction: &Transaction<'_>, text: &str) -> Result<Kept, Error> {
    let hash = hash_of(text);
    transaction.execute(
        sql!("INSERT INTO source_texts (hash, text) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING"),
        params![&hash, text],
    )?;
    Ok(Kept::Text(hash))
}

/// Notes a file that lies in the media folder under its hash.
pub(super) fn keep_medium(transaction: &Transaction<'_>, (hash, size_bytes): (&str, u64)) -> Result<Kept, Error> {
    transaction.execute(
        sql!("INSERT INTO source_media (hash, size_bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING"),
        params![hash, size_bytes as i64],
    )?;
    Ok(Kept::Medium { hash: hash.to_owned(), size_bytes })
}

/// SHA-256 in hexadecimal.
pub(super) fn hash_of(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}

/// A text that is still kept, by its hash.
pub(super) fn kept_text(reader: &Reader<'_>, hash: &str) -> Result<Option<String>, Error> {
    Ok(reader.optional(sql!("SELECT text FROM source_texts WHERE hash = $1"), params![hash])?)
}

/// Keeps the contents of a folder that was read: texts by path, and what lies in the media folder.
pub(crate) fn keep_files(
    transaction: &Transaction<'_>,
    texts: &BTreeMap<String, String>,
    media: &MediaByPath,
) -> Result<Files, Error> {
    super::draft::in_turn(transaction)?;
    let mut files = Files::new();
    for (path, text) in texts {
        files.insert(path.clone(), keep_text(transaction, text)?);
    }
    for (path, medium) in media {
        let kept = keep_medium(transaction, (&medium.hash, medium.size_bytes))?;
        files.insert(path.display().to_string(), kept);
    }
    Ok(files)
}
