//! Whether the school is ready for people: what stands in its own records. What stands in settings and in DNS is not looked at here.

use database::Reader;
use jiff::Timestamp;

use crate::moments::strasbourg;
use crate::people::Role;
use crate::{Error, access, recipients};

/// What the records say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Privacy officers who can act.
    pub officers: usize,
    /// Everybody of the staff.
    pub staff: usize,
    /// Those of the staff who have not signed, are not trained, or whose access has lapsed.
    pub unready: usize,
    /// Recipients in force.
    pub recipients: usize,
    /// Recipients whose review is past.
    pub late_reviews: usize,
    /// Whether the relay may be written to.
    pub knows_relay: bool,
}

/// What the records say as of now, about a mail relay of this name too.
pub fn readiness(reader: &Reader<'_>, relay: &str, now: Timestamp) -> Result<Readiness, Error> {
    let members = access::members(reader)?;
    let (ready, unready): (Vec<_>, Vec<_>) =
        members.iter().partition(|member| member.standing.missing(now, true).is_empty());
    let current = recipients::current(reader)?;
    let today = strasbourg(now);
    let late = current.iter().filter(|one| one.review_on < today).count();
    Ok(Readiness {
        officers: ready.iter().filter(|member| member.role == Role::PrivacyOfficer).count(),
        staff: members.len(),
        unready: unready.len(),
        recipients: current.len(),
        late_reviews: late,
        knows_relay: recipients::is_here(relay) || current.iter().any(|one| one.hosts.iter().any(|host| host == relay)),
    })
}
