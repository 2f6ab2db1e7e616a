//! The vault: personal values are sealed under a key of their person and category, and only the vault sees keys.
//!
//! Keys lie in a database of their own, wrapped by the master key, apart from the data they open. Destroying the key of a
//! person and category makes every copy of what it sealed unreadable, in the live rows as in any backup. What the vault
//! opens comes out as [`Personal`], which cannot be printed, logged or serialised, and reveals itself only to an [`Access`].
//!
//! The vault reads and writes keys on the calling thread: call it inside a story of the database, never from async code.

mod category;
mod keys;
mod master;
mod personal;
mod sealing;
mod tickets;

pub use category::Category;
pub use keys::{DestroyedKey, MIGRATIONS, Vault};
pub use master::MasterKey;
pub use personal::{Access, Personal, Refused, Service};
pub use sealing::Sealed;

/// What can go wrong between a person's value and the one who asks for it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The key store could not be read or written.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// The key was destroyed: the value is gone for good.
    #[error("the key of this value was destroyed")]
    Destroyed,
    /// The value was altered, or moved from another person, table or column.
    #[error("a sealed value does not open: it was altered or belongs elsewhere")]
    Altered,
    /// The master key file is not the one the keys were wrapped with.
    #[error("the master key {0} is not the one this data was sealed with; put back the right file")]
    WrongMasterKey(String),
    /// The master key file can be read by others than its owner.
    #[error("the master key {0} can be read by others; run: chmod 600 {0}")]
    Exposed(String),
    /// The master key file cannot be read or written, or does not hold 32 bytes.
    #[error("the master key {0}: {1}")]
    Unreadable(String, String),
}
