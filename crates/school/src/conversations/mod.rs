//! Conversations (P07): a person writes to a desk of the school, from a lesson or from their space; those of that desk, and nobody
//! else of the school, see the whole thread, and each look is journalled.

mod answering;
mod desk;
mod downloading;
mod mailed;
mod reading;
mod replies;
mod thread;
mod writing;

pub use answering::Act;
pub use answering::{Answer, Case, Waiting, act, answer, case, queue};
pub use desk::{Answerer, Desk};
pub use downloading::{case_file, own_file};
pub use mailed::{Sender, mailed, sender};
pub use reading::{Line, mine, own};
pub use replies::{NewReply, SavedReply, SavedReplyId, add_reply, remove_reply, replies};
pub use thread::{Message, Thread};
pub use writing::{MessageId, NewConversation, about, begin, close, write};

database::identifier! {
    /// A conversation.
    ConversationId
}

/// The purpose of `privacy/purposes.toml` for which the desks read what was written.
pub(crate) const PURPOSE: &str = "answering";
