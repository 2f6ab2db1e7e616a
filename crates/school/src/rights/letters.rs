//! The letters about a request: to the person who made it, whether they have an account or not, and to the officers.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::civil::Date;
use jobs::{Failure, Job, Outcome};
use mail::Transport;
use serde::{Deserialize, Serialize};
use vault::{Access, Category, Sealed, Service, Vault};

use super::RequestId;
use crate::moments::Moments;
use crate::people::{PersonId, new_token, token_hash};
use crate::topics::{self, Addressee, Envelope, Reached, Topic};
use crate::words::{self, words};
use crate::{Error, School};

/// The job that writes and sends one of these letters.
pub const JOB: &str = "mail.request";

/// A letter about a request, as the queue holds it: nothing readable.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub(crate) enum RequestLetter {
    /// « Confirmez votre demande », to somebody without an account.
    Confirm { request: RequestId },
    /// « Votre demande est reçue. »
    Received { request: RequestId },
    /// « Il nous faut de quoi vérifier que c'est bien vous. »
    IdentityAsked { request: RequestId },
    /// « Il nous faut plus de temps. »
    Extended { request: RequestId },
    /// « Notre réponse. »
    Answered { request: RequestId },
    /// « Une demande attend », to an officer: near its day, or past it.
    Waiting { officer: PersonId, overdue: bool },
}

/// Puts a letter in the queue, in the story that calls for it.
pub(crate) fn enqueue(transaction: &Transaction<'_>, moment: &Moment, letter: RequestLetter) -> Result<(), Error> {
    Ok(jobs::enqueue(transaction, moment, JOB, &letter, moment.now)?)
}

/// Writes the letter of a job and hands it to the transport.
pub async fn deliver(school: &School, transport: &Transport, job: &Job) -> Result<Outcome, Failure> {
    topics::deliver((school, transport, job), address).await
}

fn address(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    letter: RequestLetter,
) -> Result<Option<Envelope>, Error> {
    let (key, request) = match letter {
        RequestLetter::Confirm { request } => ("request-confirm", request),
        RequestLetter::Received { request } => ("request-received", request),
        RequestLetter::IdentityAsked { request } => ("request-identity", request),
        RequestLetter::Extended { request } => ("request-extended", request),
        RequestLetter::Answered { request } => ("request-answered", request),
        RequestLetter::Waiting { officer, overdue } => {
            let key = if overdue { "request-overdue" } else { "request-near" };
            let path = "/equipe/confidentialite".to_owned();
            let to = person(transaction, vault, moment, officer)?;
            return Ok(to.map(|to| Envelope { reply_tag: None, key, to, path, values: vec![] }));
        }
    };
    let Some(facts) = facts(transaction, vault, moment, request)? else { return Ok(None) };
    let path = match (letter, facts.has_account) {
        (RequestLetter::Confirm { .. }, _) => format!("/contact/confirmation/{}", link(transaction, moment, request)?),
        (_, true) => format!("/mes-donnees/demandes/{request}"),
        (_, false) => "/contact".to_owned(),
    };
    let language = facts.to.language();
    let day = Moments::new(language, moment.now).day(&facts.due_on);
    let right = words(language, &format!("request-{}", facts.kind));
    let values = vec![("right", right), ("day", day), ("text", facts.text)];
    Ok(Some(Envelope { reply_tag: None, key, to: facts.to, path, values }))
}

/// The link that proves an address is made when the letter is written, so that no readable token lies in the queue.
fn link(transaction: &Transaction<'_>, moment: &Moment, request: RequestId) -> Result<String, Error> {
    let token = new_token(moment);
    transaction.execute(
        sql!("UPDATE requests SET confirmation_hash = $2 WHERE id = $1"),
        params![request, token_hash(&token)],
    )?;
    Ok(token)
}

struct Facts {
    to: Addressee,
    has_account: bool,
    kind: String,
    due_on: Date,
    /// The answer, or what was said at the last step.
    text: String,
}

fn facts(reader: &Reader<'_>, vault: &Vault, moment: &Moment, request: RequestId) -> Result<Option<Facts>, Error> {
    type Columns = (Option<PersonId>, String, String, Date, Option<Sealed>, Option<Sealed>, Option<Sealed>);
    let row: Option<Columns> = reader.optional(
        sql!(
            "SELECT person_id, language, kind, due_on, name_sealed, email_sealed, answer_sealed FROM requests
             WHERE id = $1"
        ),
        params![request],
    )?;
    let Some((owner, language, kind, due_on, name, email, answer)) = row else { return Ok(None) };
    let open = |place, sealed: Option<Sealed>| -> Result<String, Error> {
        let Some(sealed) = sealed else { return Ok(String::new()) };
        let value = vault.open_value(request.uuid(), Category::Exchanges, place, &sealed)?;
        Ok(value.reveal(Access::service(Service::MailDelivery))?.clone())
    };
    let to = if let Some(owner) = owner {
        person(reader, vault, moment, owner)?
    } else {
        let name = open("requests.name_sealed", name)?;
        let to = (name, open("requests.email_sealed", email)?, words::language(&language));
        Some(Addressee::without_account(vault, moment, request.uuid(), to)?)
    };
    let last: Option<Sealed> = reader.optional(
        sql!(
            "SELECT note_sealed FROM request_steps WHERE request_id = $1 AND note_sealed IS NOT NULL
             ORDER BY at DESC LIMIT 1"
        ),
        params![request],
    )?;
    let text = match answer {
        Some(answer) => open("requests.answer_sealed", Some(answer))?,
        None => open("request_steps.note_sealed", last)?,
    };
    Ok(to.map(|to| Facts { to, has_account: owner.is_some(), kind, due_on, text }))
}

/// Somebody whose account is open.
fn person(reader: &Reader<'_>, vault: &Vault, moment: &Moment, person: PersonId) -> Result<Option<Addressee>, Error> {
    Addressee::about(reader, vault, moment, (person, Topic::NOTICES, Reached::Open))
}
