//! Requests without an account (P49), and reports about minors (P47).

use coursework::Language;
use database::{Moment, Transaction, params, sql};
use privacy::{Engine, HoldKind};
use serde_json::json;
use vault::Vault;

use super::letters::{RequestLetter, enqueue};
use super::request::{NewRequest, RequestKind, Requester, open, step};
use super::{RequestId, RequestText};
use crate::Error;
use crate::people::throttle::{self, Scope};
use crate::people::{Email, FullName, PersonId, token_hash};

/// What somebody writes to us without signing in.
pub struct ContactMessage {
    /// What they ask for.
    pub kind: RequestKind,
    /// Who they are.
    pub name: FullName,
    /// Where to answer.
    pub email: Email,
    /// What they ask, in their words.
    pub text: RequestText,
    /// The address of the account of a minor, when that is what they report and when they know it.
    pub reported: Option<Email>,
    /// The language of the answer.
    pub language: Language,
}

/// Takes the request in and writes to the address so that it is confirmed: nothing more is asked of anybody unless there is
/// reasonable doubt (GDPR article 12(6)). What happens is the same whether the address has an account or not.
pub fn contact(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    message: &ContactMessage,
) -> Result<RequestId, Error> {
    let reported = match &message.reported {
        Some(email) if message.kind == RequestKind::Minor => account_of(transaction, vault, email)?,
        _ => None,
    };
    let detail = reported.map_or_else(|| json!({}), |person| json!({ "reported": person.to_string() }));
    let from = Requester::Contact(&message.name, &message.email);
    let new = NewRequest { kind: message.kind, from, language: message.language, detail, text: message.text.as_str() };
    let request = open(transaction, vault, moment, engine, &new)?;
    if let Some(person) = reported {
        freeze_at_once(transaction, moment, person)?;
    }
    // The form must not become a way to fill somebody's mailbox; the request itself is taken in whatever happens.
    let address = format!("contact {}", message.email.normalised());
    if throttle::wait(transaction, vault, moment, Scope::Account(&address))?.is_none() {
        throttle::count(transaction, vault, moment, Scope::Account(&address))?;
        enqueue(transaction, moment, RequestLetter::Confirm { request })?;
    }
    Ok(request)
}

/// The data of a reported account is used for nothing else until a person has decided (decision 12).
fn freeze_at_once(transaction: &Transaction<'_>, moment: &Moment, person: PersonId) -> Result<(), Error> {
    let subject = person.uuid();
    let frozen = privacy::holds(transaction, subject)?.iter().any(|hold| hold.ground == MINOR);
    if !frozen {
        privacy::place(transaction, moment, subject, None, (HoldKind::Restriction, MINOR))?;
    }
    Ok(())
}

/// The ground of the freeze that a report about a minor places.
pub(crate) const MINOR: &str = "minor";

pub(crate) fn account_of(
    transaction: &Transaction<'_>,
    vault: &Vault,
    email: &Email,
) -> Result<Option<PersonId>, Error> {
    let index = vault.index("people.email", &email.normalised());
    Ok(transaction.optional(sql!("SELECT id FROM people WHERE email_index = $1"), params![index])?)
}

/// Confirms the address of a request; whether the link was a good one.
pub fn confirm_contact(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    token: &str,
) -> Result<bool, Error> {
    let confirmed: Option<RequestId> = transaction.optional(
        sql!(
            "UPDATE requests SET email_confirmed_at = $2, confirmation_hash = NULL WHERE confirmation_hash = $1 RETURNING id"
        ),
        params![token_hash(token), moment.now],
    )?;
    let Some(request) = confirmed else { return Ok(false) };
    step(transaction, vault, moment, engine, (request, "confirmed", ""))?;
    Ok(true)
}
