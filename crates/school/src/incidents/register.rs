//! The register of incidents.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use privacy::Engine;
use vault::Vault;

use super::NewIncident;
use crate::Error;
use crate::rights::Officer;

database::identifier! {
    /// A breach of personal data.
    IncidentId
}

/// From the moment the school knows to the notification of the authority: clock hours, weekends included (GDPR article 33(1);
/// regulation 1182/71 article 3).
const WITHIN: SignedDuration = SignedDuration::from_hours(72);

/// An incident as it stands in the register.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Its identifier.
    pub id: IncidentId,
    /// In a few words.
    pub title: String,
    /// When the school knew.
    pub known_at: Timestamp,
    /// Codes of what happened.
    pub nature: Vec<String>,
    /// Codes of categories.
    pub categories: Vec<String>,
    /// What happened.
    pub description: String,
    /// What may come of it.
    pub consequences: String,
    /// What was done.
    pub measures: String,
    /// `none`, `risk` or `high`.
    pub risk: String,
    /// How many people are affected.
    pub people: i64,
    /// When the authority was told.
    pub authority_told_at: Option<Timestamp>,
    /// The authority's reference.
    pub authority_reference: String,
    /// Why it was told late.
    pub delay_reason: String,
    /// When the letters to the people were put on their way.
    pub people_told_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

impl Incident {
    /// When the 72 hours are over.
    pub fn due_at(&self) -> Timestamp {
        self.known_at + WITHIN
    }

    /// Whether the authority must be told (article 33(1)).
    pub fn needs_authority(&self) -> bool {
        self.risk != "none"
    }

    /// Whether the people must be told (article 34(1)).
    pub fn needs_people(&self) -> bool {
        self.risk == "high"
    }

    /// How the clock stands: `stopped`, `needless`, `running` or `overdue`.
    pub fn clock(&self, now: &Timestamp) -> &'static str {
        match self.authority_told_at {
            Some(_) => "stopped",
            None if !self.needs_authority() => "needless",
            None if *now > self.due_at() => "overdue",
            None => "running",
        }
    }

    /// Whole hours that are left, or that have passed since they were over.
    pub fn hours(&self, now: &Timestamp) -> i64 {
        self.due_at().duration_since(*now).as_hours().abs()
    }
}

type Facts = (IncidentId, String, Timestamp, String, String, String, String, String);
type Standing = (String, i64, Option<Timestamp>, Option<String>, Option<String>, Option<Timestamp>, Option<Timestamp>);

/// Every incident, the newest first.
pub fn all(reader: &Reader<'_>, _: Officer) -> Result<Vec<Incident>, Error> {
    let facts: Vec<Facts> = reader.all(
        sql!(
            "SELECT id, title, known_at, nature, categories, description, consequences, measures FROM incidents
             ORDER BY known_at DESC, id DESC"
        ),
        params![],
    )?;
    let standing: Vec<Standing> = reader.all(
        sql!(
            "SELECT risk, people_count, authority_told_at, authority_reference, delay_reason, people_told_at, closed_at
             FROM incidents ORDER BY known_at DESC, id DESC"
        ),
        params![],
    )?;
    Ok(facts.into_iter().zip(standing).map(read).collect())
}

/// One incident.
pub fn incident(reader: &Reader<'_>, (officer, id): (Officer, IncidentId)) -> Result<Incident, Error> {
    all(reader, officer)?.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)
}

fn read((facts, standing): (Facts, Standing)) -> Incident {
    let (id, title, known_at, nature, categories, description, consequences, measures) = facts;
    let (risk, people, authority_told_at, reference, delay, people_told_at, closed_at) = standing;
    let codes = |text: &str| text.split(',').map(str::to_owned).collect();
    Incident {
        id,
        title,
        known_at,
        nature: codes(&nature),
        categories: codes(&categories),
        description,
        consequences,
        measures,
        risk,
        people,
        authority_told_at,
        authority_reference: reference.unwrap_or_default(),
        delay_reason: delay.unwrap_or_default(),
        people_told_at,
        closed_at,
    }
}

/// Enters an incident and finds who is affected, as of now.
pub fn enter(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (officer, new): (Officer, &NewIncident),
) -> Result<IncidentId, Error> {
    let id = IncidentId::new(moment);
    let people = new.people(transaction, vault, engine)?;
    transaction.execute(
        sql!(
            "INSERT INTO incidents (id, title, known_at, nature, categories, description, consequences, measures, risk,
                                    entered_at, people_count)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        params![
            id,
            &new.title,
            new.known_at,
            &new.nature,
            new.categories.join(","),
            &new.description,
            &new.consequences,
            &new.measures,
            new.risk,
            moment.now,
            people.len() as i64
        ],
    )?;
    for person in people {
        transaction.execute(
            sql!(
                "INSERT INTO incident_people (incident_id, person_id) VALUES ($1, $2)
                 ON CONFLICT (incident_id, person_id) DO NOTHING"
            ),
            params![id, person],
        )?;
    }
    note(transaction, vault, moment, (officer, id, "incident.entered"))?;
    Ok(id)
}

pub(super) fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, id, kind): (Officer, IncidentId, &'static str),
) -> Result<(), Error> {
    let by = vault.pseudonym(officer.person().uuid())?;
    journal::append(transaction, moment, Entry::new(kind).by(by).with("incident", id.to_string()))?;
    Ok(())
}
