//! The register of recipients (P22, P44), and the gate that everything which leaves passes through (P21, B07).

mod country;
mod entry;
mod gate;
pub mod notice;
mod register;

pub use country::{Instrument, Location};
pub use entry::{NewRecipient, RecipientForm};
pub(crate) use gate::is_here;
pub use gate::{Permit, permit, permit_on_request, refusals};
pub(crate) use notice::{Change, tell};
pub use register::{Recipient, RecipientId, add, current, end, reviewed};
