//! The media files that a text shows: they must be there, and heard words must be readable.

use std::collections::HashSet;
use std::path::Path;

use super::modules::ModuleReader;
use crate::markdown::{MediaUse, captions_name};
use crate::mistake::MistakeKind;
use crate::model::{MediaFile, MediaKind};

impl ModuleReader<'_> {
    /// Each file once, in the order of first use, followed by its captions.
    pub(super) fn media(&self, folder: &Path, text_path: &Path, uses: Vec<MediaUse>) -> Vec<MediaFile> {
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        for medium in uses {
            if !seen.insert(medium.name.clone()) {
                continue;
            }
            match self.media_file(folder, &medium.name, medium.kind) {
                Ok(file) => found.push(file),
                Err(kind) => self.report.add(text_path, Some(medium.line), kind),
            }
            let captions = captions_name(&medium.name);
            if matches!(medium.kind, MediaKind::Audio | MediaKind::Video) && seen.insert(captions.clone()) {
                match self.media_file(folder, &captions, MediaKind::Captions) {
                    Ok(file) => found.push(file),
                    Err(kind) => {
                        let kind = captions_mistake(kind, &medium.name, captions);
                        self.report.add(text_path, Some(medium.line), kind);
                    }
                }
            }
        }
        found
    }

    fn media_file(&self, folder: &Path, name: &str, kind: MediaKind) -> Result<MediaFile, MistakeKind> {
        let path_in_folder = folder.join("media").join(name);
        let size_bytes = self.place.media_size(&path_in_folder)?;
        Ok(MediaFile { name: name.to_owned(), path_in_folder, kind, size_bytes })
    }
}

fn captions_mistake(kind: MistakeKind, media_name: &str, captions: String) -> MistakeKind {
    match kind {
        MistakeKind::MissingFile { .. } => {
            MistakeKind::MissingCaptions { path: format!("media/{media_name}"), expected: format!("media/{captions}") }
        }
        other => other,
    }
}
