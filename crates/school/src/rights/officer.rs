//! The privacy officer at work: the queue of requests, and one request with its person. Every look is journalled.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use jiff::civil::Date;
use journal::Entry;
use serde_json::Value as Json;
use vault::{Access, Category, Sealed, Service, Vault};

use super::own_request::RequestStep;
use super::{RequestId, clock};
use crate::Error;
use crate::access;
use crate::oversight;
use crate::people::{Email, PersonId, Role};

/// A person who is signed in as privacy officer; what only they may do takes one.
#[derive(Clone, Copy, Debug)]
pub struct Officer(PersonId);

impl From<access::Access<access::Privacy>> for Officer {
    fn from(access: access::Access<access::Privacy>) -> Self {
        Self(access.person())
    }
}

impl Officer {
    /// Who it is.
    pub const fn person(self) -> PersonId {
        self.0
    }
}

/// How far the person behind a request is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They were signed in.
    SignedIn,
    /// They followed the link sent to their address.
    Proved,
    /// Nothing shows yet that the address is theirs.
    Unproved,
}

impl Standing {
    /// A code for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::Proved => "proved",
            Self::Unproved => "unproved",
        }
    }

    const fn of(has_account: bool, confirmed: bool) -> Self {
        match (has_account, confirmed) {
            (true, _) => Self::SignedIn,
            (false, true) => Self::Proved,
            (false, false) => Self::Unproved,
        }
    }
}

/// One line of the queue; it names nobody.
#[derive(Clone, Debug)]
pub struct QueueLine {
    /// Its identifier.
    pub id: RequestId,
    /// What is asked for, by code.
    pub kind: String,
    /// How far who asks is known.
    pub standing: Standing,
    /// When it was received.
    pub received_at: Timestamp,
    /// The day by which an answer is promised.
    pub due_on: Date,
    /// The last day that the law allows.
    pub legal_limit: Date,
    /// Whether the clock stands still.
    pub paused: bool,
    /// Whether its term was extended.
    pub extended: bool,
}

impl QueueLine {
    /// How the clock stands on a day: `paused`, `overdue`, `near` (a week or less) or `calm`.
    pub fn urgency(&self, today: &Date) -> &'static str {
        let days = self.due_on.since(*today).map_or(0, |span| span.get_days());
        match days {
            _ if self.paused => "paused",
            ..0 => "overdue",
            0..=7 => "near",
            _ => "calm",
        }
    }
}

/// The open requests, the most urgent first.
pub fn queue(reader: &Reader<'_>, _: Officer) -> Result<Vec<QueueLine>, Error> {
    type Columns = (RequestId, String, bool, bool, Timestamp, Date, bool, bool);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT id, kind, person_id IS NOT NULL, email_confirmed_at IS NOT NULL, received_at, due_on,
                    paused_at IS NOT NULL, extended_at IS NOT NULL
             FROM requests WHERE answered_at IS NULL ORDER BY due_on, received_at"
        ),
        params![],
    )?;
    let line = |(id, kind, has_account, confirmed, received_at, due_on, paused, extended): Columns| QueueLine {
        id,
        kind,
        standing: Standing::of(has_account, confirmed),
        received_at,
        due_on,
        legal_limit: clock::legal_limit(due_on),
        paused,
        extended,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// A request as the officer reads it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The line of the queue; an answered request has one too.
    pub line: QueueLine,
    /// How it ended, by code; empty while it is open.
    pub outcome: String,
    /// Codes: the category, the ground, the account that is reported.
    pub detail: Json,
    /// Who asks.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The account that this is about: theirs, the one of their proved address, or the one they report.
    pub account: Option<PersonId>,
    /// What they ask, in their words.
    pub text: String,
    /// What was answered.
    pub answer: String,
    /// What happened, the oldest first.
    pub steps: Vec<RequestStep>,
}

/// Opens a request: the look is in the journal before anything is shown.
pub fn case(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, id): (Officer, RequestId),
) -> Result<Case, Error> {
    type Columns = (
        (String, Option<PersonId>, Option<Timestamp>, Timestamp, Date, bool, bool, Option<String>, String),
        [Option<Sealed>; 4],
    );
    let row = sql!(
        "SELECT kind, person_id, email_confirmed_at, received_at, due_on, paused_at IS NOT NULL,
                extended_at IS NOT NULL, outcome, detail FROM requests WHERE id = $1"
    );
    let facts = transaction.optional(row, params![id])?.ok_or(Error::NotFound)?;
    let sealed: (Option<Sealed>, Option<Sealed>, Option<Sealed>, Option<Sealed>) = transaction.one(
        sql!("SELECT name_sealed, email_sealed, text_sealed, answer_sealed FROM requests WHERE id = $1"),
        params![id],
    )?;
    let (facts, sealed): Columns = (facts, [sealed.0, sealed.1, sealed.2, sealed.3]);
    read(transaction, vault, moment, (officer, id), (facts, sealed))
}

type Facts = (String, Option<PersonId>, Option<Timestamp>, Timestamp, Date, bool, bool, Option<String>, String);

fn read(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, id): (Officer, RequestId),
    (facts, [name, email, text, answer]): (Facts, [Option<Sealed>; 4]),
) -> Result<Case, Error> {
    let (kind, person, confirmed_at, received_at, due_on, paused, extended, outcome, detail) = facts;
    let open = |place, sealed: Option<Sealed>| open_of(vault, id, place, sealed);
    let (mut name, mut email) = (open("requests.name_sealed", name)?, open("requests.email_sealed", email)?);
    let detail: Json = serde_json::from_str(&detail)?;
    let account = match person {
        Some(person) => Some(person),
        None => concerned(transaction, vault, (&detail, confirmed_at.map(|_| email.as_str())))?,
    };
    if let Some(person) = person {
        look(transaction, vault, moment, (officer, person, "identity", "request"))?;
        (name, email) = identity(transaction, vault, person)?.unwrap_or_default();
    }
    let standing = Standing::of(person.is_some(), confirmed_at.is_some());
    let line = QueueLine {
        id,
        kind,
        standing,
        received_at,
        due_on,
        legal_limit: clock::legal_limit(due_on),
        paused,
        extended,
    };
    let (text, answer) = (open("requests.text_sealed", text)?, open("requests.answer_sealed", answer)?);
    let steps = steps(transaction, vault, id)?;
    Ok(Case { line, outcome: outcome.unwrap_or_default(), detail, name, email, account, text, answer, steps })
}

/// The account that a request without one is about: the one that is reported, or the one of the proved address.
fn concerned(
    transaction: &Transaction<'_>,
    vault: &Vault,
    (detail, proved): (&Json, Option<&str>),
) -> Result<Option<PersonId>, Error> {
    if let Some(reported) = detail["reported"].as_str() {
        return Ok(reported.parse().ok());
    }
    match proved.and_then(|email| Email::parse(email).ok()) {
        Some(email) => super::contact::account_of(transaction, vault, &email),
        None => Ok(None),
    }
}

fn steps(transaction: &Transaction<'_>, vault: &Vault, id: RequestId) -> Result<Vec<RequestStep>, Error> {
    let rows: Vec<(Timestamp, String, Option<Sealed>)> = transaction.all(
        sql!(
            "SELECT at, kind, note_sealed FROM request_steps WHERE request_id = $1
             ORDER BY at, CASE kind WHEN 'received' THEN 0 WHEN 'answered' THEN 2 ELSE 1 END, id"
        ),
        params![id],
    )?;
    let step =
        |(at, kind, note)| Ok(RequestStep { at, kind, note: open_of(vault, id, "request_steps.note_sealed", note)? });
    rows.into_iter().map(step).collect()
}

fn open_of(vault: &Vault, id: RequestId, place: &'static str, sealed: Option<Sealed>) -> Result<String, Error> {
    let Some(sealed) = sealed else { return Ok(String::new()) };
    let value = vault.open_value(id.uuid(), Category::Exchanges, place, &sealed)?;
    Ok(value.reveal(Access::service(Service::Rights))?.clone())
}

fn identity(transaction: &Transaction<'_>, vault: &Vault, person: PersonId) -> Result<Option<(String, String)>, Error> {
    let row: Option<(Sealed, Sealed)> =
        transaction.optional(sql!("SELECT name_sealed, email_sealed FROM people WHERE id = $1"), params![person])?;
    let Some((name, email)) = row else { return Ok(None) };
    let open = |place, sealed: &Sealed| -> Result<String, Error> {
        let value = vault.open_value(person.uuid(), Category::Identity, place, sealed)?;
        Ok(value.reveal(Access::service(Service::Rights))?.clone())
    };
    Ok(Some((open("people.name_sealed", &name)?, open("people.email_sealed", &email)?)))
}

/// Writes into the journal that an officer looks at a category of a person's record (B05).
pub(crate) fn look(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, person, category, reason): (Officer, PersonId, &'static str, &'static str),
) -> Result<(), Error> {
    opened(transaction, vault, moment, ((officer.0, Role::PrivacyOfficer), person, category, reason))
}

/// Writes into the journal who of the staff opens which part of a person's record, and why; the person reads it. Somebody who was
/// erased cannot be named any more, not even there.
pub(crate) fn opened(transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, look: Look) -> Result<(), Error> {
    noted(transaction, vault, moment, look)?;
    oversight::watch(transaction, vault, moment, look.0.0)
}

/// Who, in which role, of whom, which category, and why.
pub(crate) type Look = ((PersonId, Role), PersonId, &'static str, &'static str);

/// The same for somebody on a list, which is one page.
pub(crate) fn noted(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    ((by, role), person, category, reason): Look,
) -> Result<(), Error> {
    let about = match vault.pseudonym(person.uuid()) {
        Ok(pseudonym) => pseudonym,
        Err(vault::Error::Destroyed) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let entry = Entry::new("record.opened").by(vault.pseudonym(by.uuid())?).about(about);
    let entry = entry.with("category", category).with("role", role.code()).with("reason", reason);
    journal::append(transaction, moment, entry)?;
    Ok(())
}
