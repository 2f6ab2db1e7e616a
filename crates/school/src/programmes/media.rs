//! Media files: kept under their hash in the data folder, so that the same file is kept once and never changes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use coursework::{Mistake, Source, folder_sources, markdown};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::{Error, hexadecimal};

/// A file that lies in the media folder.
#[derive(Clone, Debug)]
pub struct StoredMedia {
    /// SHA-256, hexadecimal: its name in the folder.
    pub hash: String,
    /// The content type to serve it with.
    pub content_type: &'static str,
    /// Its size.
    pub size_bytes: u64,
}

/// Reads every file of a folder: texts whole, by path, and the rest into the media folder.
pub(crate) fn store_folder(
    folder: &Path,
    media_folder: &Path,
) -> Result<(BTreeMap<String, String>, BTreeMap<PathBuf, StoredMedia>), Error> {
    std::fs::create_dir_all(media_folder).map_err(|error| unwritable(media_folder, &error))?;
    let unkept = |mistakes: Vec<Mistake>| mistakes.first().map(ToString::to_string).unwrap_or_default();
    let sources = folder_sources(folder).map_err(|mistakes| Error::Other(unkept(mistakes)))?;
    let (mut texts, mut stored) = (BTreeMap::new(), BTreeMap::new());
    for (path, file) in sources.iter() {
        match file {
            Source::Text(text) => {
                texts.insert(path.to_owned(), text.clone());
            }
            Source::Media { size_bytes } => {
                let source = folder.join(path);
                let hash = store(&source, media_folder).map_err(|error| unwritable(&source, &error))?;
                let content_type = markdown::content_type(path);
                stored.insert(PathBuf::from(path), StoredMedia { hash, content_type, size_bytes: *size_bytes });
            }
        }
    }
    Ok((texts, stored))
}

/// Copies while hashing, in pieces: a video does not fit in memory. The file gets its name only when it is whole.
fn store(source: &Path, media_folder: &Path) -> std::io::Result<String> {
    let mut reader = BufReader::new(File::open(source)?);
    let mut copy = NamedTempFile::with_prefix_in(".draft-", media_folder)?;
    let mut digest = Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let read = reader.read(&mut piece)?;
        if read == 0 {
            break;
        }
        digest.update(&piece[..read]);
        copy.write_all(&piece[..read])?;
    }
    copy.as_file().sync_all()?;
    let hash = hexadecimal(&digest.finalize());
    copy.persist(media_folder.join(&hash)).map_err(|error| error.error)?;
    Ok(hash)
}

fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::Other(format!("{}: {error}", path.display()))
}
