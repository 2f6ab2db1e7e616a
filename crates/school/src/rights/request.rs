//! Requests under a right (P37 to P43, P49, P50): opened, followed by their clock, answered.

use coursework::Language;
use database::{Moment, Transaction, params, sql};
use journal::Entry;
use privacy::{CountedFrom, Engine};
use serde_json::Value as Json;
use vault::{Category, Vault};

use super::clock;
use crate::Error;
use crate::moments::strasbourg;
use crate::people::{Email, FullName, PersonId};

database::identifier! {
    /// A request under a right.
    RequestId
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// A copy (GDPR article 15).
    Access,
    /// A correction, or a supplementary statement (16).
    Rectification,
    /// Erasure (17).
    Erasure,
    /// Freezing (18).
    Restriction,
    /// One's data in a form that moves (20).
    Portability,
    /// To stop a processing (21).
    Objection,
    /// A minor who has an account (P47).
    Minor,
    /// Anything else about privacy.
    Other,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestOutcome {
    /// Done as asked.
    Granted,
    /// Done for a part; the answer names the rest.
    Partly,
    /// Not done; the answer says why, and where to complain.
    Refused,
    /// The person thought better of it.
    Withdrawn,
}

/// A request on its way in.
pub struct NewRequest<'r> {
    /// What is asked for.
    pub kind: RequestKind,
    /// Who asks.
    pub from: Requester<'r>,
    /// The language of the answer.
    pub language: Language,
    /// Codes: the category, the ground.
    pub detail: Json,
    /// What is asked, in their words.
    pub text: &'r str,
}

/// Who asks.
#[derive(Clone, Copy)]
pub enum Requester<'r> {
    /// A person who is signed in.
    Person(PersonId),
    /// Somebody who wrote to us without an account, or without signing in.
    Contact(&'r FullName, &'r Email),
}

impl RequestKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Access,
        Self::Rectification,
        Self::Erasure,
        Self::Restriction,
        Self::Portability,
        Self::Objection,
        Self::Minor,
        Self::Other,
    ];

    /// The code under which it is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Portability => "portability",
            Self::Objection => "objection",
            Self::Minor => "minor",
            Self::Other => "other",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl RequestOutcome {
    /// The code under which it is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Partly => "partly",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Takes a request in: its clock runs from now.
pub fn open(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    new: &NewRequest<'_>,
) -> Result<RequestId, Error> {
    let id = RequestId::new(moment);
    let seal = |place, text: &str| vault.seal(moment, id.uuid(), Category::Exchanges, place, text);
    let text = (!new.text.is_empty()).then(|| seal("requests.text_sealed", new.text)).transpose()?;
    let (person, channel, contact) = match new.from {
        Requester::Person(person) => (Some(person), "space", None),
        Requester::Contact(name, email) => (None, "contact", Some((name, email))),
    };
    let name = contact.map(|(name, _)| seal("requests.name_sealed", name.as_str())).transpose()?;
    let email = contact.map(|(_, email)| seal("requests.email_sealed", email.as_str())).transpose()?;
    transaction.execute(
        sql!(
            "INSERT INTO requests (id, person_id, kind, channel, language, detail, name_sealed, email_sealed, text_sealed,
                                   received_at, due_on)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        params![
            id,
            person,
            new.kind.code(),
            channel,
            new.language.code(),
            new.detail.to_string(),
            name,
            email,
            text,
            moment.now,
            clock::due_on(strasbourg(moment.now))
        ],
    )?;
    step(transaction, vault, moment, engine, (id, "received", ""))?;
    Ok(id)
}

/// Answers it; the clock stops.
pub fn answer(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (id, outcome, text): (RequestId, RequestOutcome, &str),
) -> Result<(), Error> {
    let sealed = (!text.is_empty())
        .then(|| vault.seal(moment, id.uuid(), Category::Exchanges, "requests.answer_sealed", text))
        .transpose()?;
    let answered = transaction.execute(
        sql!(
            "UPDATE requests SET answered_at = $2, outcome = $3, answer_sealed = $4, paused_at = NULL
             WHERE id = $1 AND answered_at IS NULL"
        ),
        params![id, moment.now, outcome.code(), sealed],
    )?;
    if answered == 0 {
        return Err(Error::Refused("request-answered"));
    }
    step(transaction, vault, moment, engine, (id, "answered", ""))
}

/// What is done at once when it is asked for: a request that is opened and answered in one story.
pub fn done(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (new, answer_text): (&NewRequest<'_>, &str),
) -> Result<RequestId, Error> {
    let id = open(transaction, vault, moment, engine, new)?;
    answer(transaction, vault, moment, engine, (id, RequestOutcome::Granted, answer_text))?;
    Ok(id)
}

/// Notes what happened to a request: on its timeline, in the journal, and as the last contact its term counts from.
pub(crate) fn step(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (id, kind, note): (RequestId, &'static str, &str),
) -> Result<(), Error> {
    let sealed = (!note.is_empty())
        .then(|| vault.seal(moment, id.uuid(), Category::Exchanges, "request_steps.note_sealed", note))
        .transpose()?;
    transaction.execute(
        sql!("INSERT INTO request_steps (id, request_id, at, kind, note_sealed) VALUES ($1, $2, $3, $4, $5)"),
        params![moment.identifier(), id, moment.now, kind, sealed],
    )?;
    let (person, asked): (Option<PersonId>, String) =
        transaction.one(sql!("SELECT person_id, kind FROM requests WHERE id = $1"), params![id])?;
    let owner = person.map_or_else(|| id.uuid(), PersonId::uuid);
    privacy::begin_term(transaction, engine, (id.uuid(), owner), (CountedFrom::LastContact, moment.now))?;
    let mut entry = Entry::new("request.step").with("request", id.to_string()).with("step", kind).with("right", asked);
    if let Some(person) = person {
        entry = match vault.pseudonym(person.uuid()) {
            Ok(pseudonym) => entry.about(pseudonym),
            Err(vault::Error::Destroyed) => entry,
            Err(error) => return Err(error.into()),
        };
    }
    journal::append(transaction, moment, entry)?;
    Ok(())
}
