//! Backups as files: what an archive is made of, whom it is encrypted to, and the folder it lies in.
//!
//! An archive is a tar file, compressed (gzip), encrypted to a recipient (age, X25519): whoever has the identity reads it with
//! `age --decrypt --identity KEY FILE | tar xz`, without this program. Its last entries are a manifest, which says how long each
//! part is and what its SHA-256 is, and a seal, which only the installation can make. It gets its name when it is whole.
//!
//! Large files that never change lie beside the archives, each once, under their SHA-256. This crate knows files and keys of
//! archives; what is in them is the caller's.

mod files;
mod keys;
mod manifest;
mod pack;
mod progress;
mod shelf;
mod unpack;

pub use keys::{Identity, Recipient};
pub use manifest::{Contents, Manifest, Part};
pub use pack::{Drafted, Packer};
pub use progress::Progress;
pub use shelf::{Archived, Lock, Shelf};
pub use unpack::{Unpacked, unpack};

/// What can go wrong with an archive.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read or written.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// The archive was cut, altered, or is none.
    #[error("{0} is not whole: {1}")]
    NotWhole(String, String),
    /// It is encrypted to somebody else.
    #[error("{0} does not open with this identity: it was made for another recipient")]
    OtherRecipient(String),
    /// What was given as a recipient or an identity is none.
    #[error("{0}")]
    Key(String),
    /// Another process is at work there.
    #[error("another backup or drill is at work in {0}; wait for it to end")]
    Busy(String),
    /// The folder holds nothing that can be used.
    #[error("{0}")]
    Absent(String),
}

impl Error {
    pub(crate) fn file(path: &std::path::Path, error: std::io::Error) -> Self {
        Self::File(path.display().to_string(), error)
    }

    /// What cannot be read on was cut or altered, or lies on a disk that fails.
    pub(crate) fn unread(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::not_whole(path, format!("it was cut or altered, or cannot be read ({error})"))
    }

    pub(crate) fn not_whole(path: &std::path::Path, reason: impl ToString) -> Self {
        Self::NotWhole(path.display().to_string(), reason.to_string())
    }
}
