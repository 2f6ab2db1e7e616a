//! A programme folder on a disk: no link is followed, nothing too large is read, hidden files are not content.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::files::{Entry, EntryKind, Place, TEXT_LIMIT, is_text_medium, media_within, within};
use super::report::Report;
use crate::mistake::MistakeKind;

/// A folder, by its path.
pub(super) struct Disk<'run>(pub(super) &'run Path);

impl Place for Disk<'_> {
    fn list(&self, folder: &Path, report: &Report) -> Vec<Entry> {
        let shown = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let tell = |error: &io::Error| report.add(shown, None, unreadable(error));
        let read = match fs::read_dir(self.0.join(folder)) {
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

    fn is_absent(&self, path: &Path) -> bool {
        fs::symlink_metadata(self.0.join(path)).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, MistakeKind> {
        let full = self.0.join(path);
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

    fn media_size(&self, path: &Path) -> Result<u64, MistakeKind> {
        let mut full = self.0.to_owned();
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
        media_within(metadata.len(), is_text_medium(path))
    }
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
