//! Making an archive: in one pass, in pieces, under another name until it is whole.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use age::stream::StreamWriter;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::shelf::{draft_of, place};
use crate::{Error, Manifest, Part, Progress, Recipient};

/// The entry that says what the others are.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The entry that vouches for it, and the last.
pub(crate) const SEAL: &str = "manifest.seal";
/// Room for what waits to be written.
const BUFFER: usize = 256 * 1024;

/// An archive that is being made.
pub struct Packer {
    path: PathBuf,
    tar: tar::Builder<GzEncoder<StreamWriter<BufWriter<File>>>>,
    parts: Vec<Part>,
    progress: Progress,
    draft: Draft,
}

/// A file without its name yet, gone when it is not given one.
pub(crate) struct Draft(pub(crate) PathBuf);

/// An archive that is whole and on disk, under the name of a draft.
pub struct Drafted {
    draft: Draft,
    path: PathBuf,
}

impl Packer {
    /// Begins an archive that will have this path.
    pub fn begin(path: &Path, recipient: &Recipient, progress: &Progress) -> Result<Self, Error> {
        let draft = Draft(draft_of(path));
        let file = create(&draft.0)?;
        let encrypted = recipient.encrypt(BufWriter::with_capacity(BUFFER, file));
        let encrypted = encrypted.map_err(|error| Error::file(&draft.0, error))?;
        // Sealed values and media do not get smaller; the rest does at the first try.
        let tar = tar::Builder::new(GzEncoder::new(encrypted, Compression::fast()));
        Ok(Self { path: path.to_owned(), tar, parts: Vec::new(), progress: progress.clone(), draft })
    }

    /// Adds a file as a part of this name.
    pub fn add(&mut self, name: &str, from: &Path) -> Result<(), Error> {
        let file = File::open(from).map_err(|error| Error::file(from, error))?;
        let bytes = file.metadata().map_err(|error| Error::file(from, error))?.len();
        let mut reader = Hashed::new(file, &self.progress);
        let appended = self.tar.append_data(&mut header(bytes), name, &mut reader);
        appended.map_err(|error| Error::file(&self.draft.0, error))?;
        self.parts.push(Part { name: name.to_owned(), bytes, sha256: reader.finish() });
        Ok(())
    }

    /// Ends the archive with its manifest and the seal that `vouch` makes of it, and puts it on disk.
    pub fn end(mut self, mut manifest: Manifest, vouch: impl FnOnce(&str) -> [u8; 32]) -> Result<Drafted, Error> {
        manifest.parts = std::mem::take(&mut self.parts);
        let text = serde_json::to_string_pretty(&manifest).map_err(|error| Error::not_whole(&self.path, error))?;
        let seal = hexadecimal(&vouch(&text));
        let failed = |error| Error::file(&self.draft.0, error);
        for (name, text) in [(MANIFEST, &text), (SEAL, &seal)] {
            let appended = self.tar.append_data(&mut header(text.len() as u64), name, text.as_bytes());
            appended.map_err(failed)?;
        }
        let ended = self.tar.into_inner().and_then(GzEncoder::finish).and_then(StreamWriter::finish);
        let file = ended.and_then(|writer| writer.into_inner().map_err(std::io::IntoInnerError::into_error));
        file.and_then(|file| file.sync_all()).map_err(failed)?;
        Ok(Drafted { draft: self.draft, path: self.path })
    }
}

impl Drafted {
    /// Gives it its name, in place of whatever had it; how long it is.
    pub fn place(self) -> Result<u64, Error> {
        let bytes = self.draft.0.metadata().map_err(|error| Error::file(&self.draft.0, error))?.len();
        place(&self.draft.0, &self.path)?;
        Ok(bytes)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Nothing is there any more once it has its name.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A file of its owner's alone, in place of one that was left half-way.
pub(crate) fn create(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    let file = options.write(true).create(true).truncate(true).mode(0o600).open(path);
    file.map_err(|error| Error::file(path, error))
}

fn header(bytes: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header
}

/// Counts and hashes what is read through it.
pub(crate) struct Hashed<'p, R> {
    inner: R,
    digest: Sha256,
    progress: &'p Progress,
}

impl<'p, R: Read> Hashed<'p, R> {
    pub(crate) fn new(inner: R, progress: &'p Progress) -> Self {
        Self { inner, digest: Sha256::new(), progress }
    }

    /// SHA-256 of everything that was read, hexadecimal.
    pub(crate) fn finish(self) -> String {
        hexadecimal(&self.digest.finalize())
    }
}

impl<R: Read> Read for Hashed<'_, R> {
    fn read(&mut self, piece: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(piece)?;
        self.digest.update(piece.get(..read).unwrap_or_default());
        self.progress.went(read);
        Ok(read)
    }
}

/// Encrypts a whole file to a recipient under its final name; its SHA-256.
pub(crate) fn encrypt_file(
    from: &Path,
    into: &Path,
    (recipient, progress): (&Recipient, &Progress),
) -> Result<(Draft, String), Error> {
    let draft = Draft(draft_of(into));
    let failed = |error| Error::file(&draft.0, error);
    let mut reader = Hashed::new(File::open(from).map_err(|error| Error::file(from, error))?, progress);
    let writer = BufWriter::with_capacity(BUFFER, create(&draft.0)?);
    let mut writer = recipient.encrypt(writer).map_err(failed)?;
    std::io::copy(&mut reader, &mut writer).map_err(failed)?;
    let mut writer = writer.finish().map_err(failed)?;
    writer.flush().and_then(|()| writer.get_ref().sync_all()).map_err(failed)?;
    let sha256 = reader.finish();
    Ok((draft, sha256))
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
