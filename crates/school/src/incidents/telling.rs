//! The letters about an incident: to those who are affected, and to the officers while the clock runs.

use database::{Moment, Transaction, params, sql};
use jobs::{Failure, Job, Outcome};
use mail::Transport;
use serde::{Deserialize, Serialize};
use vault::Vault;

use super::IncidentId;
use crate::moments::Moments;
use crate::people::PersonId;
use crate::topics::{self, Addressee, Envelope, Reached, Topic};
use crate::{Error, School};

/// The job that writes and sends one of these letters.
pub const JOB: &str = "mail.incident";

/// A letter about an incident, as the queue holds it: nothing readable.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub(super) enum IncidentLetter {
    /// « Un incident a touché vos données. »
    Affected { incident: IncidentId, person: PersonId },
    /// « Il reste un jour », or « les 72 heures sont passées », to an officer.
    Clock { incident: IncidentId, officer: PersonId, overdue: bool },
}

/// Puts a letter in the queue, in the story that calls for it.
pub(super) fn enqueue(transaction: &Transaction<'_>, moment: &Moment, letter: &IncidentLetter) -> Result<(), Error> {
    Ok(jobs::enqueue(transaction, moment, JOB, letter, moment.now)?)
}

/// Writes the letter of a job and hands it to the transport.
pub async fn deliver(school: &School, transport: &Transport, job: &Job) -> Result<Outcome, Failure> {
    let settings = school.settings.clone();
    let write = move |transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, letter| {
        address(transaction, vault, moment, (letter, &settings.privacy_officer))
    };
    topics::deliver((school, transport, job), write).await
}

fn address(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (letter, contact): (IncidentLetter, &str),
) -> Result<Option<Envelope>, Error> {
    let (incident, person) = match letter {
        IncidentLetter::Affected { incident, person } => (incident, person),
        IncidentLetter::Clock { incident, officer, .. } => (incident, officer),
    };
    // Whoever closed their account is told too, for as long as their address is kept.
    let about = (person, Topic::NOTICES, Reached::Anybody);
    let Some(to) = Addressee::about(transaction, vault, moment, about)? else { return Ok(None) };
    let (title, known_at, description, consequences, measures): (String, jiff::Timestamp, String, String, String) =
        transaction.one(
            sql!("SELECT title, known_at, description, consequences, measures FROM incidents WHERE id = $1"),
            params![incident],
        )?;
    let known = Moments::new(to.language(), moment.now).instant(&known_at);
    let (key, path, values) = match letter {
        IncidentLetter::Affected { .. } => {
            transaction.execute(
                sql!("UPDATE incident_people SET told_at = $3 WHERE incident_id = $1 AND person_id = $2"),
                params![incident, person, moment.now],
            )?;
            let one_line = |text: String| text.lines().collect::<Vec<_>>().join(" ");
            let values = vec![
                ("day", known),
                ("description", one_line(description)),
                ("consequences", one_line(consequences)),
                ("measures", one_line(measures)),
                ("contact", contact.to_owned()),
            ];
            ("incident-affected", "/contact".to_owned(), values)
        }
        IncidentLetter::Clock { overdue, .. } => {
            let key = if overdue { "incident-overdue" } else { "incident-near" };
            (key, format!("/equipe/confidentialite/incidents/{incident}"), vec![("title", title), ("day", known)])
        }
    };
    Ok(Some(Envelope { reply_tag: None, key, to, path, values }))
}
