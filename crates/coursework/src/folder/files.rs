//! The files of a programme, wherever they are read from, and the limits they keep.

use std::path::{Path, PathBuf};

use super::report::Report;
use crate::lines::LineStarts;
use crate::mistake::MistakeKind;

/// Largest text file, in bytes.
pub(super) const TEXT_LIMIT: u64 = 1024 * 1024;
/// Largest media file, in bytes.
pub const MEDIA_LIMIT: u64 = 512 * 1024 * 1024;

/// What a folder holds.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    /// From the programme folder.
    pub(super) path: PathBuf,
    pub(super) kind: EntryKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    Folder,
    File,
}

/// Where files are read from; every path is from the programme folder.
pub(super) trait Place {
    /// Lists a folder in the order of names. Links are reported, whatever they lead to.
    fn list(&self, folder: &Path, report: &Report) -> Vec<Entry>;

    /// Whether nothing at all is there.
    fn is_absent(&self, path: &Path) -> bool;

    /// The bytes of a text, or why they cannot be taken.
    fn bytes(&self, path: &Path) -> Result<Vec<u8>, MistakeKind>;

    /// The size in bytes of a media file, or why it cannot be taken. No part of its path may be a link.
    fn media_size(&self, path: &Path) -> Result<u64, MistakeKind>;
}

/// Reads a text that must be there.
pub(super) fn required_text(place: &dyn Place, path: &Path, report: &Report) -> Option<String> {
    if place.is_absent(path) {
        report.add(path, None, MistakeKind::MissingFile { name: path.display().to_string() });
        return None;
    }
    text(place, path, report)
}

/// Reads a text in UTF-8, without its byte order mark.
pub(super) fn text(place: &dyn Place, path: &Path, report: &Report) -> Option<String> {
    let bytes = match place.bytes(path) {
        Ok(bytes) => bytes,
        Err(kind) => {
            report.add(path, None, kind);
            return None;
        }
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
            report.add(path, Some(LineStarts::new(&valid).line_at(valid.len())), MistakeKind::NotUtf8);
            return None;
        }
    };
    // A database keeps no such character in a text, and no page shows it.
    if let Some(offset) = text.find('\0') {
        report.add(path, Some(LineStarts::new(&text).line_at(offset)), MistakeKind::NullCharacter);
        return None;
    }
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

pub(super) fn within(size_bytes: u64, limit_bytes: u64) -> Result<u64, MistakeKind> {
    if size_bytes > limit_bytes { Err(MistakeKind::TooLarge { size_bytes, limit_bytes }) } else { Ok(size_bytes) }
}

/// The size of a media file, if it is not larger than allowed.
pub(super) fn media_within(size_bytes: u64, is_text: bool) -> Result<u64, MistakeKind> {
    within(size_bytes, if is_text { TEXT_LIMIT } else { MEDIA_LIMIT })
}

/// Whether a media file is read as a text: captions.
pub(super) fn is_text_medium(path: &Path) -> bool {
    path.extension().is_some_and(|suffix| suffix == "vtt")
}
