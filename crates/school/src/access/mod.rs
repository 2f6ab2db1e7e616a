//! Access of the staff as a value (P30, P31, P32): it belongs to a purpose, and is had only by somebody of the role who signed
//! the undertaking in force, followed the training of the year, proved a second factor, and whose access a review confirmed.

mod purpose;
mod review;
mod standing;
mod training;
mod undertaking;

pub use purpose::{Access, Administration, Billing, Partnership, Privacy, Purpose, Support, Teaching};
pub use review::{AccessLine, AccessReviewer, NEAR_JOB, confirm, invite, is_near, reviewed, tell_near, withdraw};
pub(crate) use standing::members;
pub use standing::{Missing, Standards, Standing, standing, take};
pub use training::{Training, follow, right_answers, training};
pub use undertaking::{Undertaking, sign, undertaking};
