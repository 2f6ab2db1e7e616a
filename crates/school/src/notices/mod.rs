//! Notices (P13): what the application tells a person about what they follow, and the letters that say the same, at the rhythm they
//! chose. A notice is told once for an occasion, however often the occasion is met.

mod letters;
mod reading;
mod telling;

pub use letters::{JOB, deliver};
pub use reading::{MOST_SHOWN, Notice, NoticeId, notices, open, read_all, unread};
pub use telling::near_deadlines;
pub(crate) use telling::{News, new_content, tell, tell_besides_letter};
