//! The link in every message (P15): it stops what the message is about, at once, without signing in. What must be sent cannot be
//! stopped; its link stops everything else (decision 4).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use database::{Moment, Reader, Transaction, Uuid, params, sql};
use journal::Entry;
use vault::Vault;

use super::setting::{Setting, settings, stop_letters};
use super::{Topic, Withdrawal, withdraw};
use crate::Error;
use crate::people::PersonId;

/// Tickets of this usage do nothing but stop messages, so that a letter that is passed on gives nothing else away.
const USAGE: &str = "unsubscribe";
const PERSON_BYTES: usize = 16;

/// What the link of a message is about.
#[derive(Clone, Debug)]
pub struct Unsubscription {
    person: PersonId,
    /// The topic of the message.
    pub topic: Topic,
    /// What the link stops, or has just stopped: topics of which letters leave.
    pub stops: Vec<Topic>,
}

/// The path of the link for one person, or one request, and one topic.
pub(super) fn path(vault: &Vault, moment: &Moment, (whose, topic): (Uuid, &Topic)) -> Result<String, Error> {
    let content = [whose.as_bytes().as_slice(), topic.code().as_bytes()].concat();
    Ok(format!("/desabonnement/{}", URL_SAFE_NO_PAD.encode(vault.ticket(moment, USAGE, &content)?)))
}

/// What a link would stop; changes nothing. [`Error::NotFound`] for a link that this school did not write.
pub fn read(reader: &Reader<'_>, vault: &Vault, ticket: &str) -> Result<Unsubscription, Error> {
    let (person, topic) = whose(vault, ticket)?;
    let open: Option<i64> =
        reader.optional(sql!("SELECT 1 FROM people WHERE id = $1 AND closed_at IS NULL"), params![person])?;
    let mut stops = Vec::new();
    // Whoever is gone, or never had an account, is written to about nothing else.
    if open.is_some() {
        let leaving = settings(reader, person)?.into_iter().filter(|one| one.by_mail && one.topic.declared().stops);
        let reached = |one: &Setting| !topic.declared().stops || one.topic.code() == topic.code();
        stops.extend(leaving.filter(reached).map(|one| one.topic));
    }
    Ok(Unsubscription { person, topic, stops })
}

/// To whom, and about what, the letter was that carries this ticket; [`Error::NotFound`] for one that this school did not write.
pub(super) fn whose(vault: &Vault, ticket: &str) -> Result<(PersonId, Topic), Error> {
    let bytes = URL_SAFE_NO_PAD.decode(ticket).map_err(|_| Error::NotFound)?;
    let content = vault.read_ticket(USAGE, &bytes).map_err(|error| match error {
        vault::Error::Altered => Error::NotFound,
        other => Error::from(other),
    })?;
    let (whose, code) = content.split_first_chunk::<PERSON_BYTES>().ok_or(Error::NotFound)?;
    let topic = Topic::of(std::str::from_utf8(code).map_err(|_| Error::NotFound)?)?;
    Ok((PersonId::from(Uuid::from_bytes(*whose)), topic))
}

/// Stops it, at once: a letter already in the queue is not written.
pub fn unsubscribe(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    ticket: &str,
) -> Result<Unsubscription, Error> {
    let found = read(transaction, vault, ticket)?;
    stop(transaction, vault, moment, (found.person, &found.stops))?;
    Ok(found)
}

/// Stops everything that can be stopped, as the link of a necessary message does.
pub(super) fn stop_all(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
) -> Result<(), Error> {
    let leaving = settings(transaction, person)?.into_iter().filter(|one| one.by_mail && one.topic.declared().stops);
    let topics: Vec<Topic> = leaving.map(|one| one.topic).collect();
    stop(transaction, vault, moment, (person, &topics))
}

fn stop(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, topics): (PersonId, &[Topic]),
) -> Result<(), Error> {
    for topic in topics {
        if topic.declared().needs_consent() {
            withdraw(transaction, vault, moment, (person, topic, Withdrawal::Letter))?;
        } else if stop_letters(transaction, moment, (person, topic))? {
            let pseudonym = vault.pseudonym(person.uuid())?;
            let entry = Entry::new("topic.stopped").by(pseudonym).about(pseudonym);
            journal::append(transaction, moment, entry.with("topic", topic.code().to_owned()))?;
        }
    }
    Ok(())
}
