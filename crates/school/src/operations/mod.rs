//! The machine's work, for whoever keeps it running: the queue, the letters, what is stored. Codes, counts and dates; about nobody.

mod mail;
mod queue;
mod storage;

pub use mail::{MailHealth, mail_health};
pub use queue::{DeadJob, KindOfWork, Queue, discard, queue, retry};
pub use storage::{Storage, storage};
