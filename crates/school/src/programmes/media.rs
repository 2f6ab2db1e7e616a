//! Media files: kept under their hash in the data folder, so that the same file is kept once and never changes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use coursework::Programme;
use sha2::{Digest, Sha256};

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

/// Copies every media file of a programme into the media folder; by path in the programme folder.
pub(crate) fn store_all(
    programme: &Programme,
    folder: &Path,
    media_folder: &Path,
) -> Result<BTreeMap<PathBuf, StoredMedia>, Error> {
    std::fs::create_dir_all(media_folder).map_err(|error| unwritable(media_folder, &error))?;
    let mut stored = BTreeMap::new();
    for resource in programme.modules.iter().flat_map(|module| &module.resources) {
        for file in resource.body.media() {
            let source = folder.join(&file.path_in_folder);
            let hash = store(&source, media_folder).map_err(|error| unwritable(&source, &error))?;
            let media = StoredMedia { hash, content_type: file.content_type(), size_bytes: file.size_bytes };
            stored.insert(file.path_in_folder.clone(), media);
        }
    }
    Ok(stored)
}

/// Copies while hashing, in pieces: a video does not fit in memory. The file gets its name only when it is whole.
fn store(source: &Path, media_folder: &Path) -> std::io::Result<String> {
    let mut reader = BufReader::new(File::open(source)?);
    let draft = media_folder.join(format!(".draft-{}", std::process::id()));
    let mut copy = File::create(&draft)?;
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
    copy.sync_all()?;
    let hash = hexadecimal(&digest.finalize());
    std::fs::rename(&draft, media_folder.join(&hash))?;
    Ok(hash)
}

fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    Error::Other(format!("{}: {error}", path.display()))
}
