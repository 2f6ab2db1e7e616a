//! Every file of a programme folder, so that the folder can be given back as it was.

use std::path::Path;

use super::disk::Disk;
use super::files::{Entry, EntryKind, Place, TEXT_LIMIT};
use super::report::Report;
use super::sources::{Source, Sources};
use crate::mistake::{Mistake, MistakeKind};

/// The folder of a module whose files are no texts to edit.
const MEDIA_FOLDER: &str = "media";
/// Deeper than anybody puts media away.
const DEEPEST: usize = 12;

/// Holds every file of a folder but hidden ones: texts whole, of the rest the size. Tells what cannot be kept.
pub fn folder_sources(path: &Path) -> Result<Sources, Vec<Mistake>> {
    let report = Report::default();
    let mut sources = Sources::default();
    Listing { place: &Disk(path), report: &report, sources: &mut sources }.folder(Path::new(""), 0);
    report.into_result(sources)
}

struct Listing<'run> {
    place: &'run Disk<'run>,
    report: &'run Report,
    sources: &'run mut Sources,
}

impl Listing<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        if depth > DEEPEST {
            self.report.add(folder, None, MistakeKind::TooDeep { limit: DEEPEST });
            return;
        }
        for entry in self.place.list(folder, self.report) {
            match entry.kind {
                EntryKind::Folder => self.folder(&entry.path, depth + 1),
                EntryKind::File => self.file(&entry),
            }
        }
    }

    fn file(&mut self, entry: &Entry) {
        let Some(path) = entry.path.to_str() else {
            self.report.add(&entry.path, None, MistakeKind::NotUtf8);
            return;
        };
        let text = if is_medium(&entry.path) { None } else { self.text(&entry.path) };
        let source = match text {
            Some(text) => Ok(Source::Text(text)),
            None => self.place.media_size(&entry.path).map(|size_bytes| Source::Media { size_bytes }),
        };
        match source {
            Ok(source) => self.sources.put(path, source),
            Err(kind) => self.report.add(&entry.path, None, kind),
        }
    }

    /// A text as it lies there, or nothing for what is no text that can be kept as one.
    fn text(&self, path: &Path) -> Option<String> {
        let bytes = self.place.bytes(path).ok().filter(|bytes| bytes.len() as u64 <= TEXT_LIMIT)?;
        String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
    }
}

/// Whether a file lies in the media folder of a module.
fn is_medium(path: &Path) -> bool {
    path.components().nth(1).is_some_and(|part| part.as_os_str() == MEDIA_FOLDER) && path.components().count() > 2
}
