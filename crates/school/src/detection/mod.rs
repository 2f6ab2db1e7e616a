//! Abnormal behaviour (P29): passwords tried on many accounts, addresses guessed, one session used from two far networks, records
//! read in bulk, refusals again and again. What is seen becomes an event with what was done about it. Nothing here keeps anybody
//! out of what is theirs: a right password, link or page is never refused for what others do.

mod event;
mod guessing;
mod log;
mod network;
mod reading;
mod refusals;
mod roaming;
mod stuffing;

pub(crate) use event::{Happening, note};
pub use event::{Kind, Response};
pub use guessing::{Slowed, forget_counts, missed, unless_guessing, was_honest};
pub use log::{Line, SecurityLog};
pub use network::Family;
pub(crate) use network::near;
pub(crate) use reading::counted;
pub use reading::{EventFilter, EventLine, Events, OfKind, events};
pub use refusals::{Refused, refused};
pub use roaming::{is_elsewhere, moved};
pub(crate) use stuffing::{failed, is_stuffing};
