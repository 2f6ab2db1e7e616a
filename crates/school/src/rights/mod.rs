//! Rights: what a person sees of what is held about them, and what they do about it.

mod clock;
mod contact;
mod copy;
mod decision;
mod display;
mod erasure;
mod follow;
mod freeze;
pub mod letters;
mod objection;
mod officer;
mod overview;
mod own_request;
mod receipt;
mod record;
mod rectification;
mod request;
mod text;

pub use clock::{due_on, extended_due_on, legal_limit};
pub use contact::{ContactMessage, confirm_contact, contact};
pub use copy::{FORMAT, Right, write_copy, write_csv, write_json};
pub use decision::{erase_for, unfounded};
pub use display::Reading;
pub use erasure::{ErasureGround, ErasureLine, ErasureScope, erase, erasure_lines};
pub use follow::{ask_identity, decide, extend, identity_given, remind};
pub use freeze::{FreezeGround, freeze, unfreeze};
pub use objection::{Objectable, object, objectables};
pub use officer::{Case, Officer, QueueLine, Standing, case, queue};
pub(crate) use officer::{look, opened};
pub use overview::{Card, HeldTable, Look, card, cards, category_labels, terms_of_closure};
pub use own_request::{OwnRequest, RequestRecord, RequestStep, own_request, own_requests};
pub use receipt::{Receipt, receipt};
pub use record::record;
pub use rectification::{add_statement, ask_rectification};
pub use request::{NewRequest, RequestId, RequestKind, RequestOutcome, Requester, answer, done, open};
pub use text::RequestText;
