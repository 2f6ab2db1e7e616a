//! The file system, with its limits: no link is followed, nothing too large is read, hidden files are not content.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::report::Report;
use crate::lines::LineStarts;
use crate::mistake::MistakeKind;

/// Largest text file, in bytes.
const TEXT_LIMIT: u64 = 1024 * 1024;
/// Largest media file, in bytes.
const MEDIA_LIMIT: u64 = 512 * 1024 * 1024;

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

/// Lists a folder in the order of names. Links are reported, whatever they lead to.
pub(super) fn list(root: &Path, folder: &Path, report: &Report) -> Vec<Entry> {
    let shown = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let tell = |error: &io::Error| report.add(shown, None, unreadable(error));
    let read = match fs::read_dir(root.join(folder)) {
        Ok(read) => read,
        Err(error) => {
            tell(&error);
            return Vec::new();
        }
    };
    let mut entries: Vec<Entry> = read
        .filter_map(|found| match found.and_then(|found| entry(folder, &found, report)) {
            Ok(entry) => entry,
            Err(error) => {
                tell(&error);
                None
            }
        })
        .collect();
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    entries
}

/// Reads a text that must be there.
pub(super) fn required_text(root: &Path, path: &Path, report: &Report) -> Option<String> {
    if is_absent(&root.join(path)) {
        report.add(path, None, MistakeKind::MissingFile { name: path.display().to_string() });
        return None;
    }
    text(root, path, report)
}

/// Reads a text in UTF-8, without its byte order mark.
pub(super) fn text(root: &Path, path: &Path, report: &Report) -> Option<String> {
    let bytes = match bytes(root, path) {
        Ok(bytes) => bytes,
        Err(kind) => {
            report.add(path, None, kind);
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let valid = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
            report.add(path, Some(LineStarts::new(&valid).line_at(valid.len())), MistakeKind::NotUtf8);
            None
        }
    }
}

/// The size in bytes of a media file, or why it cannot be taken. No part of its path below the root may be a link.
pub(super) fn media_size(root: &Path, path: &Path) -> Result<u64, MistakeKind> {
    let mut full = root.to_owned();
    for part in path.components() {
        full.push(part);
        let metadata = fs::symlink_metadata(&full).map_err(|error| absent_or_unreadable(&error, path))?;
        if metadata.file_type().is_symlink() {
            return Err(MistakeKind::SymbolicLink);
        }
    }
    // Opening tells what reading would meet at import, such as a missing right.
    let metadata = File::open(&full).and_then(|file| file.metadata()).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(MistakeKind::MissingFile { name: path.display().to_string() });
    }
    let is_text = path.extension().is_some_and(|suffix| suffix == "vtt");
    within(metadata.len(), if is_text { TEXT_LIMIT } else { MEDIA_LIMIT })
}

fn entry(folder: &Path, found: &fs::DirEntry, report: &Report) -> io::Result<Option<Entry>> {
    let name = found.file_name().to_string_lossy().into_owned();
    let path = folder.join(found.file_name());
    if name.starts_with('.') {
        return Ok(None);
    }
    let file_type = found.file_type()?;
    if file_type.is_symlink() {
        report.add(&path, None, MistakeKind::SymbolicLink);
        return Ok(None);
    }
    let kind = if file_type.is_dir() { EntryKind::Folder } else { EntryKind::File };
    Ok(Some(Entry { name, path, kind }))
}

fn bytes(root: &Path, path: &Path) -> Result<Vec<u8>, MistakeKind> {
    let full = root.join(path);
    let metadata = fs::symlink_metadata(&full).map_err(|error| unreadable(&error))?;
    if metadata.file_type().is_symlink() {
        return Err(MistakeKind::SymbolicLink);
    }
    // A pipe or a device would block or never end.
    if !metadata.is_file() {
        return Err(MistakeKind::Unreadable { reason: "ce n’est pas un fichier".to_owned() });
    }
    within(metadata.len(), TEXT_LIMIT)?;
    let mut bytes = Vec::new();
    File::open(&full)
        .and_then(|file| file.take(TEXT_LIMIT + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(&error))?;
    within(bytes.len() as u64, TEXT_LIMIT)?;
    Ok(bytes)
}

fn within(size_bytes: u64, limit_bytes: u64) -> Result<u64, MistakeKind> {
    if size_bytes > limit_bytes { Err(MistakeKind::TooLarge { size_bytes, limit_bytes }) } else { Ok(size_bytes) }
}

fn is_absent(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn absent_or_unreadable(error: &io::Error, path: &Path) -> MistakeKind {
    if error.kind() == io::ErrorKind::NotFound {
        MistakeKind::MissingFile { name: path.display().to_string() }
    } else {
        unreadable(error)
    }
}

fn unreadable(error: &io::Error) -> MistakeKind {
    MistakeKind::Unreadable { reason: error.to_string() }
}
