//! What the school writes to people about (P13, P14, P15, P20): each message has a topic, each topic its basis. What rests on a
//! consent leaves only to those who gave it, with its proof; the rest leaves until it is stopped; stopping is one gesture.

mod addressee;
mod audience;
mod consent;
mod destination;
mod envelope;
mod reply;
mod returned;
mod rhythm;
mod sample;
mod setting;
mod topic;
mod unsubscribe;
mod written;

pub(crate) use addressee::{Addressee, Reached};
pub(crate) use audience::{Consenting, audience, audience_count};
pub use consent::{Choice, Withdrawal, choices, give, withdraw, withdraw_all};
pub(crate) use destination::{Destination, forget_destinations, spread};
pub(crate) use envelope::{Envelope, Unsent, deliver};
pub(crate) use reply::{read_tag, reply_tag};
pub use returned::{MARKER, bounced, reachable_again, returned};
pub use rhythm::{Rhythm, RhythmForm, choose_rhythm, rhythm};
pub use sample::{Sample, samples};
pub(crate) use setting::channels;
pub use setting::{Setting, set, settings};
pub use topic::{Topic, topics};
pub use unsubscribe::{Unsubscription, read, unsubscribe};
pub(crate) use written::Written;
