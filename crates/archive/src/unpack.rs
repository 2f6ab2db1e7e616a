//! Reading an archive: everything is checked before anything is believed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;

use flate2::bufread::GzDecoder;
use sha2::{Digest, Sha256};

use crate::keys::read_some;
use crate::manifest::FORMAT;
use crate::pack::{MANIFEST, SEAL, create, hexadecimal};
use crate::{Error, Identity, Manifest, Part, Progress};

/// The longest manifest: some hundred thousand files beside the archive.
const MOST_MANIFEST_BYTES: u64 = 64 * 1024 * 1024;
const PIECE: usize = 256 * 1024;

/// What an archive held, now in a folder.
#[derive(Debug)]
pub struct Unpacked {
    /// What it says of itself; its parts were found as it says.
    pub manifest: Manifest,
    /// The manifest as it is written, which the seal is of.
    pub text: String,
    /// The seal, hexadecimal.
    pub seal: String,
}

/// Reads an archive to its end, writes its parts into a folder that is there, and checks each against the manifest.
pub fn unpack(path: &Path, identity: &Identity, into: &Path, progress: &Progress) -> Result<Unpacked, Error> {
    let file = File::open(path).map_err(|error| Error::file(path, error))?;
    let decrypted = identity.decrypt(path, BufReader::with_capacity(PIECE, file))?;
    let mut archive = tar::Archive::new(GzDecoder::new(BufReader::with_capacity(PIECE, decrypted)));
    let refuse = |reason: &str| Error::not_whole(path, reason);
    let (mut found, mut text, mut seal) = (Vec::new(), None, None);
    for entry in archive.entries().map_err(|error| Error::unread(path, &error))? {
        let mut entry = entry.map_err(|error| Error::unread(path, &error))?;
        let name = entry.path().ok().and_then(|name| name.to_str().map(str::to_owned)).unwrap_or_default();
        match name.as_str() {
            _ if seal.is_some() => return Err(refuse("something follows its seal")),
            MANIFEST => text = Some(text_of(path, &mut entry)?),
            SEAL => seal = Some(text_of(path, &mut entry)?),
            name if is_plain(name) => found.push(take(path, &mut entry, &into.join(name), name, progress)?),
            _ => return Err(refuse("it holds a part of a strange name")),
        }
    }
    to_the_end(path, archive.into_inner())?;
    let (Some(text), Some(seal)) = (text, seal) else { return Err(refuse("it ends before its manifest")) };
    let manifest = read_manifest(path, &text)?;
    same_parts(path, &manifest, found)?;
    Ok(Unpacked { manifest, text, seal })
}

fn read_manifest(path: &Path, text: &str) -> Result<Manifest, Error> {
    let format = serde_json::from_str::<serde_json::Value>(text).ok().and_then(|value| value.get("format")?.as_u64());
    if format.is_some_and(|format| format > u64::from(FORMAT)) {
        return Err(Error::Absent(format!("{} was made by a newer version of the program", path.display())));
    }
    serde_json::from_str(text).map_err(|error| Error::not_whole(path, format!("its manifest cannot be read: {error}")))
}

fn same_parts(path: &Path, manifest: &Manifest, found: Vec<Part>) -> Result<(), Error> {
    let mut found: BTreeMap<String, Part> = found.into_iter().map(|part| (part.name.clone(), part)).collect();
    for part in &manifest.parts {
        match found.remove(&part.name) {
            Some(other) if other == *part => {}
            Some(_) => return Err(Error::not_whole(path, format!("{} is not what was packed", part.name))),
            None => return Err(Error::not_whole(path, format!("{} is missing", part.name))),
        }
    }
    match found.pop_first() {
        Some((name, _)) => Err(Error::not_whole(path, format!("{name} is not in its manifest"))),
        None => Ok(()),
    }
}

/// Names that stay in the folder they are put into.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.')
}

fn text_of(path: &Path, entry: &mut impl Read) -> Result<String, Error> {
    let mut text = String::new();
    let read = entry.take(MOST_MANIFEST_BYTES).read_to_string(&mut text);
    read.map_err(|error| Error::unread(path, &error))?;
    Ok(text)
}

/// Writes a part into a file, hashing it.
pub(crate) fn take(
    path: &Path,
    from: &mut impl Read,
    into: &Path,
    name: &str,
    progress: &Progress,
) -> Result<Part, Error> {
    let mut file = create(into)?;
    let (mut piece, mut digest, mut bytes) = (vec![0; PIECE], Sha256::new(), 0);
    loop {
        let read = read_some(path, from, &mut piece)?;
        let Some(read) = piece.get(..read).filter(|read| !read.is_empty()) else { break };
        digest.update(read);
        file.write_all(read).map_err(|error| Error::file(into, error))?;
        progress.went(read.len());
        bytes += read.len() as u64;
    }
    file.sync_all().map_err(|error| Error::file(into, error))?;
    Ok(Part { name: name.to_owned(), bytes, sha256: hexadecimal(&digest.finalize()) })
}

/// The compressed stream ends with its checksum and the encrypted one with a mark of its own: a file that was cut after the last
/// part is not whole.
fn to_the_end(path: &Path, mut compressed: GzDecoder<impl std::io::BufRead>) -> Result<(), Error> {
    let mut piece = [0; 4_096];
    while read_some(path, &mut compressed, &mut piece)? > 0 {}
    let mut encrypted = compressed.into_inner();
    if read_some(path, &mut encrypted, &mut piece)? > 0 {
        return Err(Error::not_whole(path, "something follows its end"));
    }
    Ok(())
}
