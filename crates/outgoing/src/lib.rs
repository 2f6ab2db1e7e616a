//! The one way out over HTTPS. It goes to a public address of the host that is named and nowhere else: the address is resolved
//! here, checked, and connected to as it was checked; no redirection is followed, no proxy used.
//!
//! Whether the host may be written to at all is asked of the register before; this crate knows nothing of it.

mod client;
mod destination;
mod reach;

pub use client::{Answer, Content, Error, Outgoing};
pub use destination::{Destination, Unfit};
pub use reach::is_public;
