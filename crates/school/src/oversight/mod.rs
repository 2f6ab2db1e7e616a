//! The officer's eyes on the staff (P31): the journal read, filtered and taken away, and who looks at unusually many records.

mod alarm;
mod reading;

pub(crate) use alarm::watch;
pub use alarm::{JOB, LooksOf, tell_unusual, volumes};
pub use reading::{Filter, JournalLine, JournalPage, ask_verification, entries, kinds};
