//! Mail: what a message is, and how it leaves.
//!
//! A [`Letter`] always has a text part that reads well by itself and an HTML part that says the same. It leaves by SMTP, over
//! TLS, or is captured to a folder where the demonstration school and the tests read it back.

mod capture;
mod letter;
mod reply;
mod report;
mod signing;
mod transport;

pub use capture::{Captured, read_folder};
pub use letter::{Letter, LetterFile};
pub use reply::{CUT_BYTES, MOST_BYTES, Reply, ReplyFile, read_reply};
pub use report::{Report, read_report};
pub use signing::Signing;
pub use transport::{Security, Smtp, Transport};

/// What can go wrong on the way.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An address or a header cannot be written; trying again will not help. Holds no address.
    #[error("the message cannot be written: {0}")]
    Malformed(String),
    /// The relay refused for good.
    #[error("the mail relay refused the message: {0}")]
    Refused(String),
    /// The relay asked to come back later.
    #[error("the mail relay asks to come back later: {0}")]
    Busy(String),
    /// The relay did not answer.
    #[error("the mail relay is not reachable now: {0}")]
    Later(String),
    /// The folder of captured mail cannot be written or read.
    #[error("the folder of captured mail: {0}")]
    Folder(#[from] std::io::Error),
}
