//! Incidents (P33): the register, the 72 hours, who is affected, and what the authority and the people are told.

mod entry;
mod follow;
mod notification;
mod register;
pub mod telling;

pub use entry::{IncidentForm, NewIncident};
pub use follow::{close, remind, tell_authority, tell_people};
pub use notification::notification;
pub use register::{Incident, IncidentId, all, enter, incident};
