//! A person's choices: given and withdrawn one by one, each with what proves it.

use coursework::Language;
use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use journal::Entry;
use vault::Vault;

use super::Topic;
use crate::Error;
use crate::people::PersonId;

/// What a person does to withdraw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawal {
    /// On the page of their preferences.
    Preferences,
    /// By objecting to marketing, which needs no reason (GDPR article 21(2)).
    Objection,
    /// By closing their account.
    Closure,
    /// By the link of a letter, or the button their mail program makes of it.
    Letter,
}

impl Withdrawal {
    const fn code(self) -> &'static str {
        match self {
            Self::Preferences => "preferences",
            Self::Objection => "objection",
            Self::Closure => "closure",
            Self::Letter => "letter",
        }
    }
}

/// A topic, and since when the person agrees to it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The topic.
    pub topic: Topic,
    /// Since when; none while they do not. An agreement to an older text counts as none.
    pub given_at: Option<Timestamp>,
}

fn consents() -> Result<impl Iterator<Item = Topic>, Error> {
    Ok(super::topics()?.into_iter().filter(|topic| topic.declared().needs_consent()))
}

/// Every topic that needs a consent, with a person's choice.
pub fn choices(reader: &Reader<'_>, person: PersonId) -> Result<Vec<Choice>, Error> {
    let standing: Vec<(String, i64, Timestamp)> = reader.all(
        sql!("SELECT topic, version, given_at FROM consents WHERE person_id = $1 AND withdrawn_at IS NULL"),
        params![person],
    )?;
    let choice = |topic: Topic| {
        let given = standing
            .iter()
            .find(|(code, version, _)| *code == topic.code() && *version == i64::from(topic.declared().version));
        Choice { given_at: given.map(|(_, _, at)| *at), topic }
    };
    Ok(consents()?.map(choice).collect())
}

/// Agrees to a topic, on the page of the preferences. `shown` is the version of the text that stood there: if it has changed since,
/// the person has not read what they would agree to.
pub fn give(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, topic, shown, language): (PersonId, &Topic, u32, Language),
) -> Result<(), Error> {
    if !topic.declared().needs_consent() {
        return Err(Error::NotFound);
    }
    if shown != topic.declared().version {
        return Err(Error::Refused("consent-text-changed"));
    }
    let text = match language {
        Language::Fr => &topic.declared().text.fr,
        Language::En => &topic.declared().text.en,
    };
    // An agreement to an older text ends where the one to the new text begins.
    end(transaction, moment, (person, topic.code(), Some(topic.declared().version), Withdrawal::Preferences))?;
    let given = transaction.execute(
        sql!(
            "INSERT INTO consents (id, person_id, topic, version, language, shown, gesture, given_at)
             VALUES ($1, $2, $3, $4, $5, $6, 'preferences', $7)
             ON CONFLICT (person_id, topic) WHERE withdrawn_at IS NULL DO NOTHING"
        ),
        params![
            moment.identifier(),
            person,
            topic.code(),
            i64::from(topic.declared().version),
            language.code(),
            text.as_str(),
            moment.now
        ],
    )?;
    transaction.execute(
        sql!(
            "DELETE FROM suppressions WHERE topic = $2
             AND address_index = (SELECT email_index FROM people WHERE id = $1)"
        ),
        params![person, topic.code()],
    )?;
    if given == 1 {
        note(transaction, vault, moment, (person, "consent.given", topic.code()))?;
    }
    Ok(())
}

/// Withdraws from a topic, at once; whether there was anything to withdraw.
pub fn withdraw(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, topic, by): (PersonId, &Topic, Withdrawal),
) -> Result<bool, Error> {
    let ended = end(transaction, moment, (person, topic.code(), None, by))?;
    if ended {
        suppress(transaction, moment, (person, topic.code()))?;
        note(transaction, vault, moment, (person, "consent.withdrawn", topic.code()))?;
    }
    Ok(ended)
}

/// Withdraws from everything, at once; from how many topics.
pub fn withdraw_all(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, by): (PersonId, Withdrawal),
) -> Result<u64, Error> {
    let mut withdrawn = 0;
    for topic in consents()? {
        withdrawn += u64::from(withdraw(transaction, vault, moment, (person, &topic, by))?);
    }
    Ok(withdrawn)
}

/// Ends what stands, whatever its text, or all but the text of a version.
fn end(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, topic, but, by): (PersonId, &str, Option<u32>, Withdrawal),
) -> Result<bool, Error> {
    let ended = transaction.execute(
        sql!(
            "UPDATE consents SET withdrawn_at = $3, withdrawal = $4
             WHERE person_id = $1 AND topic = $2 AND withdrawn_at IS NULL AND version <> $5"
        ),
        params![person, topic, moment.now, by.code(), but.map_or(-1, i64::from)],
    )?;
    Ok(ended == 1)
}

/// Keeps a keyed hash of the address, so that it is not written to again whoever brings it back (decision 3).
fn suppress(transaction: &Transaction<'_>, moment: &Moment, (person, topic): (PersonId, &str)) -> Result<(), Error> {
    let index: Option<Vec<u8>> = transaction
        .optional(sql!("SELECT email_index FROM people WHERE id = $1 AND email_index IS NOT NULL"), params![person])?;
    let Some(index) = index else { return Ok(()) };
    transaction.execute(
        sql!(
            "INSERT INTO suppressions (address_index, topic, withdrawn_at) VALUES ($1, $2, $3)
             ON CONFLICT (address_index, topic) DO UPDATE SET withdrawn_at = $3"
        ),
        params![index, topic, moment.now],
    )?;
    Ok(())
}

fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, kind, topic): (PersonId, &'static str, &str),
) -> Result<(), Error> {
    let pseudonym = vault.pseudonym(person.uuid())?;
    let entry = Entry::new(kind).by(pseudonym).about(pseudonym).with("topic", topic.to_owned());
    journal::append(transaction, moment, entry)?;
    Ok(())
}
