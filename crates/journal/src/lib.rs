//! The journal: what was done to whom, by whom and when, in a log that cannot be altered unseen.
//!
//! An [`Entry`] is written in the transaction of what it records, without a place in the tree; [`seal`] then gives every new
//! entry its place in a Merkle tree (RFC 6962 §2.1, laid out as C2SP `tlog-tiles` describes) and signs a checkpoint. Entries
//! carry no readable personal value: people stand in them under pseudonyms, and details are codes and counts.

mod checkpoint;
mod entry;
mod proof;
mod tiles;
mod tree;
mod verify;

pub use checkpoint::{LogKey, latest};
pub use entry::{Entry, about, append};
pub use proof::{Proven, check, prove};
pub use tiles::published;
pub use tree::{seal, size};
pub use verify::{Report, verify};

/// What can go wrong in the journal.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// The log contradicts itself, or an older checkpoint: entries were altered, removed or reordered.
    #[error("the journal was altered: {0}")]
    Altered(String),
    /// The signing key cannot be read.
    #[error("the journal's signing key {0}: {1}")]
    Key(String, String),
    /// A proof that is not one.
    #[error("this proof proves nothing: {0}")]
    Proof(String),
    /// A checkpoint handed in cannot be understood.
    #[error("this is not a checkpoint of this journal: {0}")]
    Checkpoint(String),
}
