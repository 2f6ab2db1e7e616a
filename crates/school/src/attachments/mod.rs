//! Attachments (P07): files of messages. What comes in is known by its content, looked at for viruses, rid of what it tells besides
//! its content, and kept under the key of its conversation.

mod intake;
mod keeping;
mod listing;
mod receiving;
mod refusals;
mod scanning;

pub use intake::Intake;
pub use keeping::Accepted;
pub(crate) use keeping::{has_room, keep};
pub use listing::{Attachment, Download};
pub(crate) use listing::{open, with_messages};
pub use receiving::{Received, receive};
pub(crate) use refusals::enqueue as tell_refused;
pub use refusals::{JOB as REFUSALS_JOB, Refused, Why, deliver as tell_refusals};
pub use scanning::{JOB as SCAN_JOB, scan};

database::identifier! {
    /// A file of a message.
    AttachmentId
}

/// The largest file, in bytes.
pub const MOST_FILE_BYTES: usize = 10 * 1024 * 1024;
/// The most that the files of one message weigh together, in bytes.
pub const MOST_MESSAGE_BYTES: usize = 25 * 1024 * 1024;
/// The most files of one message.
pub const MOST_FILES: usize = 5;

/// How far a file was looked at for viruses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// Nothing was found.
    Clean,
    /// The scanner has not answered yet: nobody is given the file.
    Pending,
    /// Something was found: the file is gone, its row stays to say so.
    Infected,
    /// The school has no scanner.
    None,
}

impl Scan {
    const ALL: [Self; 4] = [Self::Clean, Self::Pending, Self::Infected, Self::None];

    /// The code in the database, and for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Pending => "pending",
            Self::Infected => "infected",
            Self::None => "none",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scan| scan.code() == code)
    }

    /// Whether the file may be given.
    pub const fn is_given(self) -> bool {
        matches!(self, Self::Clean | Self::None)
    }
}

/// What a page's file field offers to choose from: suffixes and media types, as HTML wants them.
pub fn offered() -> String {
    let kinds = files::Kind::ALL.into_iter();
    let each = kinds.flat_map(|kind| {
        let suffixes = kind.suffixes().iter().map(|suffix| format!(".{suffix}"));
        suffixes.chain([kind.content_type().to_owned()])
    });
    each.collect::<Vec<_>>().join(",")
}
