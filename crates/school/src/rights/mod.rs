//! Rights: what a person sees of what is held about them, and what they do about it.

mod clock;
mod copy;
mod display;
mod erasure;
mod overview;
mod own_request;
mod receipt;
mod request;

pub use clock::{due_on, extended_due_on, legal_limit};
pub use copy::{FORMAT, Right, write_copy, write_json};
pub use display::Reading;
pub use erasure::{ErasureGround, ErasureLine, ErasureScope, erase, erasure_lines};
pub use overview::{Card, HeldTable, Look, card, cards, terms_of_closure};
pub use own_request::{OwnRequest, RequestRecord, RequestStep, own_request, own_requests};
pub use receipt::{Receipt, receipt};
pub use request::{NewRequest, RequestId, RequestKind, RequestOutcome, Requester, answer, done, open};
