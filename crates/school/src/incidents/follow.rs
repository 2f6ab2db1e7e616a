//! What is done about an incident: the authority told, the people told, the alarm, the end.

use database::{Moment, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use vault::Vault;

use super::register::{Incident, IncidentId, incident, note};
use super::telling::{IncidentLetter, enqueue};
use crate::Error;
use crate::people::{PersonId, Recent};
use crate::rights::{Officer, RequestText};

/// The officers are reminded when no more than a day is left.
const NEAR: SignedDuration = SignedDuration::from_hours(48);
/// When the authority should have been told.
const WITHIN: SignedDuration = SignedDuration::from_hours(72);

/// Records that the authority was told, with its reference; after 72 hours, with the reasons for the delay (article 33(1)).
pub fn tell_authority(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, id, reference, delay): (Officer, IncidentId, &RequestText, Option<&RequestText>),
) -> Result<(), Error> {
    let Incident { authority_told_at, .. } = &incident(transaction, (officer, id))?;
    let due_at = incident(transaction, (officer, id))?.due_at();
    if authority_told_at.is_some() {
        return Err(Error::Refused("incident-told"));
    }
    if moment.now > due_at && delay.is_none() {
        return Err(Error::Refused("incident-delay"));
    }
    transaction.execute(
        sql!("UPDATE incidents SET authority_told_at = $2, authority_reference = $3, delay_reason = $4 WHERE id = $1"),
        params![id, moment.now, reference.as_str(), delay.map(RequestText::as_str)],
    )?;
    note(transaction, vault, moment, (officer, id, "incident.authority_told"))
}

/// Writes to everybody who is affected, in clear and plain language (article 34(2)); once.
pub fn tell_people(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, officer, id): (Recent, Officer, IncidentId),
) -> Result<u64, Error> {
    let told = transaction.execute(
        sql!("UPDATE incidents SET people_told_at = $2 WHERE id = $1 AND people_told_at IS NULL"),
        params![id, moment.now],
    )?;
    if told == 0 {
        return Err(Error::Refused("incident-people-told"));
    }
    let people: Vec<PersonId> =
        transaction.all(sql!("SELECT person_id FROM incident_people WHERE incident_id = $1"), params![id])?;
    for person in &people {
        enqueue(transaction, moment, &IncidentLetter::Affected { incident: id, person: *person })?;
    }
    note(transaction, vault, moment, (officer, id, "incident.people_told"))?;
    Ok(people.len() as u64)
}

/// Ends the work on an incident: whoever the law says must be told has been.
pub fn close(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, id): (Officer, IncidentId),
) -> Result<(), Error> {
    let one = incident(transaction, (officer, id))?;
    let authority_missing = one.needs_authority() && one.authority_told_at.is_none();
    let people_missing = one.needs_people() && one.people_told_at.is_none();
    if authority_missing || people_missing {
        return Err(Error::Refused("incident-untold"));
    }
    transaction.execute(sql!("UPDATE incidents SET closed_at = $2 WHERE id = $1"), params![id, moment.now])?;
    note(transaction, vault, moment, (officer, id, "incident.closed"))
}

/// Writes to every officer when a day is left, once, and when the 72 hours are over, once; about how many incidents.
pub fn remind(transaction: &Transaction<'_>, moment: &Moment) -> Result<u64, Error> {
    let mut told = 0;
    let alarmed: Vec<IncidentId> = waiting(transaction, moment.now, moment.now - WITHIN, Alarm::Over)?;
    let near: Vec<IncidentId> = waiting(transaction, moment.now, moment.now - NEAR, Alarm::Near)?;
    let officers: Vec<PersonId> = transaction
        .all(sql!("SELECT id FROM people WHERE role = 'privacy_officer' AND closed_at IS NULL"), params![])?;
    for (incidents, overdue) in [(alarmed, true), (near, false)] {
        for incident in incidents {
            told += 1;
            for officer in &officers {
                enqueue(transaction, moment, &IncidentLetter::Clock { incident, officer: *officer, overdue })?;
            }
        }
    }
    Ok(told)
}

enum Alarm {
    Near,
    Over,
}

/// Marks and gives the incidents that were known by an instant, of which the authority must be told and was not.
fn waiting(
    transaction: &Transaction<'_>,
    now: Timestamp,
    known_by: Timestamp,
    alarm: Alarm,
) -> Result<Vec<IncidentId>, Error> {
    let statement = match alarm {
        // Past the end, the reminder that it is near has no more sense.
        Alarm::Over => sql!(
            "UPDATE incidents SET alarmed_at = $1, reminded_at = COALESCE(reminded_at, $1)
             WHERE authority_told_at IS NULL AND risk <> 'none' AND closed_at IS NULL AND alarmed_at IS NULL
               AND known_at <= $2 RETURNING id"
        ),
        Alarm::Near => sql!(
            "UPDATE incidents SET reminded_at = $1
             WHERE authority_told_at IS NULL AND risk <> 'none' AND closed_at IS NULL AND reminded_at IS NULL
               AND known_at <= $2 RETURNING id"
        ),
    };
    Ok(transaction.all(statement, params![now, known_by])?)
}
