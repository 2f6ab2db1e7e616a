//! Whether the school is ready for people: what stands in its own records. What stands in settings and in DNS is not looked at here.

use database::{Reader, params, sql};
use jiff::Timestamp;

use crate::access::{TRAINED_FOR, training, undertaking};
use crate::moments::strasbourg;
use crate::{Error, recipients};

/// What the records say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Privacy officers and administrators who can act.
    pub officers: i64,
    /// Everybody of the staff.
    pub staff: i64,
    /// Those of the staff who have not signed, are not trained, or whose access has lapsed.
    pub unready: i64,
    /// Recipients in force.
    pub recipients: i64,
    /// Recipients whose review is past.
    pub late_reviews: i64,
    /// Whether the relay may be written to.
    pub knows_relay: bool,
}

/// What the records say as of now, about a mail relay of this name too.
pub fn readiness(reader: &Reader<'_>, relay: &str, now: Timestamp) -> Result<Readiness, Error> {
    let trained_since = now.saturating_sub(TRAINED_FOR).unwrap_or(now);
    let (staff, unready, officers): (i64, i64, i64) = reader.one(
        sql!(
            "SELECT COUNT(*), COUNT(*) FILTER (WHERE NOT is_ready),
                    COUNT(*) FILTER (WHERE is_ready AND role IN ('privacy_officer', 'admin'))
             FROM (SELECT role, EXISTS (SELECT 1 FROM accesses WHERE person_id = people.id AND lapses_at > $1)
                     AND EXISTS (SELECT 1 FROM undertakings WHERE person_id = people.id AND version = $2)
                     AND EXISTS (SELECT 1 FROM trainings WHERE person_id = people.id AND version = $3 AND passed_at > $4)
                     AS is_ready
                   FROM people WHERE role <> 'learner' AND closed_at IS NULL) AS members"
        ),
        params![now, undertaking()?.version, training()?.version, trained_since],
    )?;
    let current = recipients::current(reader)?;
    let today = strasbourg(now);
    let late = current.iter().filter(|one| one.review_on < today).count();
    Ok(Readiness {
        officers,
        staff,
        unready,
        recipients: current.len() as i64,
        late_reviews: late as i64,
        knows_relay: recipients::is_here(relay) || current.iter().any(|one| one.hosts.iter().any(|host| host == relay)),
    })
}
