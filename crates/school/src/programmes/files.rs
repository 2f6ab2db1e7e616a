//! Importing a folder: its files lie under their hash before any row names them.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use coursework::Programme;
use sha2::{Digest, Sha256};

use super::{ImportReport, import};
use crate::{Error, School};

/// A file that lies under its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMedia {
    /// SHA-256 of its bytes, hexadecimal.
    pub hash: String,
    /// Size in bytes.
    pub size_bytes: u64,
}

/// Bytes read at a time: a film is never held whole in memory.
const PIECE_BYTES: usize = 64 * 1024;

/// Imports a programme whose folder was read without a mistake; its files go to the `media` folder.
pub async fn import_folder(
    school: &School,
    programme: Programme,
    folder: PathBuf,
    media: PathBuf,
) -> Result<ImportReport, Error> {
    let (programme, stored) = tokio::task::spawn_blocking(move || {
        let stored = store_all(&programme, &folder, &media)?;
        Ok::<_, Error>((programme, stored))
    })
    .await
    .map_err(|error| Error::Other(error.to_string()))??;
    school
        .write(move |transaction, _, moment| {
            let mut find = |path: &Path| stored.get(path).cloned().ok_or(Error::NotFound);
            import(transaction, moment, &programme, None, &mut find)
        })
        .await
}

fn store_all(programme: &Programme, folder: &Path, media: &Path) -> Result<HashMap<PathBuf, StoredMedia>, Error> {
    let resources = programme.modules.iter().flat_map(|module| &module.resources);
    let mut stored = HashMap::new();
    for file in resources.flat_map(|resource| resource.body.media()) {
        if !stored.contains_key(&file.path_in_folder) {
            stored.insert(file.path_in_folder.clone(), store_file(&folder.join(&file.path_in_folder), media)?);
        }
    }
    Ok(stored)
}

/// Copies a file into the `media` folder under its hash. A file that is there already is left alone.
pub fn store_file(source: &Path, media: &Path) -> Result<StoredMedia, Error> {
    let failed = |error: std::io::Error| Error::Other(format!("{}: {error}", source.display()));
    fs::create_dir_all(media).map_err(failed)?;
    let (hash, size_bytes) = hash_of(source).map_err(failed)?;
    let kept = media.join(&hash);
    if !kept.exists() {
        // A crash half-way must not leave a file that does not have the bytes its name says.
        let partial = media.join(format!("{hash}.partial"));
        fs::copy(source, &partial).map_err(failed)?;
        File::open(&partial).and_then(|file| file.sync_all()).map_err(failed)?;
        fs::rename(&partial, &kept).map_err(failed)?;
    }
    Ok(StoredMedia { hash, size_bytes })
}

fn hash_of(source: &Path) -> std::io::Result<(String, u64)> {
    let mut file = File::open(source)?;
    let mut digest = Sha256::new();
    let mut piece = vec![0; PIECE_BYTES];
    let mut size_bytes = 0;
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        digest.write_all(&piece[..read])?;
        size_bytes += read as u64;
    }
    let hash = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((hash, size_bytes))
}
