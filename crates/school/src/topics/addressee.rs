//! Whom a letter may be written to, about what: there is no other way to come by an address.

use coursework::Language;
use database::{Moment, Reader, Uuid, params, sql};
use vault::{Access, Category, Sealed, Service, Vault};

use super::{Topic, unsubscribe};
use crate::Error;
use crate::people::PersonId;
use crate::words;

/// Somebody who may be written to about a topic, as things stand when the letter is written.
pub(crate) struct Addressee {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) language: Language,
    pub(super) topic: Option<Topic>,
    /// The path of the link that stops it; an organisation has none.
    pub(super) unsubscribe: Option<String>,
}

/// Whose account counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reached {
    /// Those whose account is open.
    Open,
    /// Those who closed theirs too, for as long as their address is kept.
    Anybody,
}

impl Addressee {
    /// A person who wants letters of this topic; none for whoever stopped them, never agreed, or is gone.
    pub(crate) fn about(
        reader: &Reader<'_>,
        vault: &Vault,
        moment: &Moment,
        (person, topic, reached): (PersonId, &str, Reached),
    ) -> Result<Option<Self>, Error> {
        let topic = Topic::of(topic)?;
        let row: Option<(Sealed, Sealed, String, bool)> = reader.optional(
            sql!("SELECT name_sealed, email_sealed, language, closed_at IS NOT NULL FROM people WHERE id = $1"),
            params![person],
        )?;
        let Some((name, email, language, closed)) = row else { return Ok(None) };
        if closed && reached == Reached::Open || !wants(reader, person, &topic)? {
            return Ok(None);
        }
        let open = |place, sealed: &Sealed| match vault.open_value(person.uuid(), Category::Identity, place, sealed) {
            Ok(value) => Ok(Some(value.reveal(Access::service(Service::MailDelivery))?.clone())),
            Err(vault::Error::Destroyed) => Ok(None),
            Err(error) => Err(Error::from(error)),
        };
        let (name, email) = (open("people.name_sealed", &name)?, open("people.email_sealed", &email)?);
        let Some((name, email)) = name.zip(email) else { return Ok(None) };
        let unsubscribe = Some(unsubscribe::path(vault, moment, (person.uuid(), &topic))?);
        Ok(Some(Self { name, email, language: words::language(&language), topic: Some(topic), unsubscribe }))
    }

    /// Whoever asked for something without an account, at the address they gave, about that request only.
    pub(crate) fn without_account(
        vault: &Vault,
        moment: &Moment,
        request: Uuid,
        (name, email, language): (String, String, Language),
    ) -> Result<Self, Error> {
        let topic = Topic::of(Topic::NOTICES)?;
        let unsubscribe = Some(unsubscribe::path(vault, moment, (request, &topic))?);
        Ok(Self { name, email, language, topic: Some(topic), unsubscribe })
    }

    /// An organisation of the register of recipients.
    pub(crate) const fn organisation(name: String, email: String) -> Self {
        Self { name, email, language: Language::Fr, topic: None, unsubscribe: None }
    }

    /// The same person at another address of theirs, to be confirmed.
    pub(crate) fn at(self, email: String) -> Self {
        Self { email, ..self }
    }

    /// The same person, written to in another language.
    pub(crate) fn speaking(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The language of the letter.
    pub(crate) const fn language(&self) -> Language {
        self.language
    }
}

/// Whether letters of a topic may leave to a person, now.
pub(crate) fn wants(reader: &Reader<'_>, person: PersonId, topic: &Topic) -> Result<bool, Error> {
    let declared = topic.declared();
    if declared.stops && super::bounced(reader, person)?.is_some() {
        return Ok(false);
    }
    if declared.needs_consent() {
        let agreed: Option<i64> = reader.optional(
            sql!(
                "SELECT 1 FROM people
                 JOIN consents ON consents.person_id = people.id AND consents.withdrawn_at IS NULL
                 LEFT JOIN suppressions ON suppressions.address_index = people.email_index AND suppressions.topic = $2
                 WHERE people.id = $1 AND consents.topic = $2 AND consents.version = $3 AND suppressions.topic IS NULL"
            ),
            params![person, topic.code(), i64::from(declared.version)],
        )?;
        return Ok(agreed.is_some());
    }
    let stopped: Option<i64> = reader.optional(
        sql!("SELECT 1 FROM topic_choices WHERE person_id = $1 AND topic = $2 AND NOT by_mail"),
        params![person, topic.code()],
    )?;
    Ok(!declared.stops || stopped.is_none())
}
