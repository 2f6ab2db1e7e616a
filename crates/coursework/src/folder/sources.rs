//! A programme whose files are held already: its texts in memory, of its media the size alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::files::{Entry, EntryKind, Place, TEXT_LIMIT, is_text_medium, media_within, within};
use super::report::Report;
use crate::mistake::MistakeKind;

/// The files of a programme by their path from its folder, `/` between its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(BTreeMap<String, Source>);

/// A file of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A text, every byte of it.
    Text(String),
    /// A media file, or any other that is no text.
    Media {
        /// Its size.
        size_bytes: u64,
    },
}

impl Sources {
    /// Puts a file at a path, in the place of the one that was there.
    pub fn put(&mut self, path: impl Into<String>, source: Source) {
        self.0.insert(path.into(), source);
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.0.get(path)
    }

    /// The text at a path, if a text is there.
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.0.get(path)? {
            Source::Text(text) => Some(text),
            Source::Media { .. } => None,
        }
    }

    /// Every file, in the order of paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.0.iter().map(|(path, source)| (path.as_str(), source))
    }
}

impl FromIterator<(String, Source)> for Sources {
    fn from_iter<I: IntoIterator<Item = (String, Source)>>(files: I) -> Self {
        Self(files.into_iter().collect())
    }
}

/// The path as it is kept; one that is no UTF-8 stands for nothing.
fn key(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}

impl Place for Sources {
    fn list(&self, folder: &Path, _: &Report) -> Vec<Entry> {
        let before = if folder.as_os_str().is_empty() { String::new() } else { format!("{}/", key(folder)) };
        let inside = self.0.keys().filter_map(|path| path.strip_prefix(before.as_str()));
        let found: BTreeSet<(&str, bool)> =
            inside.map(|rest| rest.split_once('/').map_or((rest, true), |(name, _)| (name, false))).collect();
        let entry = |(name, is_file): (&str, bool)| {
            let kind = if is_file { EntryKind::File } else { EntryKind::Folder };
            Entry { name: name.to_owned(), path: folder.join(name), kind }
        };
        found.into_iter().map(entry).collect()
    }

    fn is_absent(&self, path: &Path) -> bool {
        !self.0.contains_key(key(path))
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, MistakeKind> {
        let Some(text) = self.text(key(path)) else {
            return Err(MistakeKind::Unreadable { reason: "ce n’est pas un texte".to_owned() });
        };
        within(text.len() as u64, TEXT_LIMIT)?;
        Ok(text.as_bytes().to_vec())
    }

    fn media_size(&self, path: &Path) -> Result<u64, MistakeKind> {
        let missing = || MistakeKind::MissingFile { name: path.display().to_string() };
        let size_bytes = match self.0.get(key(path)).ok_or_else(missing)? {
            Source::Media { size_bytes } => *size_bytes,
            Source::Text(text) => text.len() as u64,
        };
        media_within(size_bytes, is_text_medium(path))
    }
}
