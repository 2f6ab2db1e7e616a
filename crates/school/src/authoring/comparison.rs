//! What differs between two versions, or between a version and the draft: file by file, and word by word.

use std::collections::BTreeMap;

use coursework::Sources;
use coursework::editing::{Passage, identity, passages};
use database::Reader;

use super::files::{Files, State, of_version};
use super::workshop::opened;
use crate::Error;
use crate::access::{Access, Teaching};

/// One side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The draft; the newest version while there is none.
    Draft,
    /// A version, by its number.
    Version(u32),
}

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDifference {
    /// Its path on the newer side; on the older one when it is gone.
    pub path: String,
    /// A code for words: added, removed, changed, moved.
    pub kind: &'static str,
    /// Where it stood on the older side, when that was elsewhere.
    pub from: Option<String>,
    /// What differs in its text; nothing for a file that is no text.
    pub passages: Vec<Passage>,
}

/// Two sides with what differs, in the order of paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The files.
    pub files: Vec<FileDifference>,
}

/// Compares. [`Error::NotFound`] for a version that does not exist.
pub fn compare(
    reader: &Reader<'_>,
    (_, slug): (Access<Teaching>, &str),
    (older, newer): (Side, Side),
) -> Result<Compared, Error> {
    let workshop = opened(reader, slug)?;
    let side = |side: Side| match side {
        Side::Draft => Ok(State { files: workshop.files.clone(), sources: workshop.sources.clone() }),
        Side::Version(number) => {
            let state = of_version(reader, workshop.id, number)?;
            if state.files.is_empty() { Err(Error::NotFound) } else { Ok(state) }
        }
    };
    Ok(Compared { files: differences(&side(older)?, &side(newer)?) })
}

fn differences(older: &State, newer: &State) -> Vec<FileDifference> {
    let before: BTreeMap<String, &str> = by_identity(&older.files);
    let after: BTreeMap<String, &str> = by_identity(&newer.files);
    let mut found = Vec::new();
    for (name, path) in &after {
        let from = before.get(name).copied();
        found.extend(difference((older, newer), from, path));
    }
    for (_, path) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
        let passages = passages(text(&older.sources, path), "");
        found.push(FileDifference { path: (*path).to_owned(), kind: "removed", from: None, passages });
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Files by what names them whatever their place: one that was moved is the same file.
fn by_identity(files: &Files) -> BTreeMap<String, &str> {
    files.keys().map(|path| (identity(path), path.as_str())).collect()
}

fn difference((older, newer): (&State, &State), from: Option<&str>, path: &str) -> Option<FileDifference> {
    let same = from.is_some_and(|from| older.files.get(from) == newer.files.get(path));
    let kind = match from {
        None => "added",
        Some(from) if same && from == path => return None,
        Some(_) if same => "moved",
        Some(_) => "changed",
    };
    let before = from.map_or("", |from| text(&older.sources, from));
    let passages = if same { Vec::new() } else { passages(before, text(&newer.sources, path)) };
    let from = from.filter(|from| *from != path).map(str::to_owned);
    Some(FileDifference { path: path.to_owned(), kind, from, passages })
}

fn text<'s>(sources: &'s Sources, path: &str) -> &'s str {
    sources.text(path).unwrap_or_default()
}
