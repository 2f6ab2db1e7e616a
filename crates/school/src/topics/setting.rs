//! What a person receives of each topic, by mail and in the application.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use privacy::Basis;

use super::Topic;
use crate::Error;
use crate::people::PersonId;

/// A topic, and what its person chose.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The topic.
    pub topic: Topic,
    /// Whether letters leave.
    pub by_mail: bool,
    /// Whether the application says it.
    pub in_app: bool,
    /// Since when the person agrees, for a topic that needs it; an agreement to an older text counts as none.
    pub given_at: Option<Timestamp>,
}

impl Setting {
    /// Whether it leaves without having been asked for, until it is stopped.
    pub fn may_stop(&self) -> bool {
        self.topic.declared().stops && !self.needs_consent()
    }

    /// Whether it leaves only when it was agreed to.
    pub fn needs_consent(&self) -> bool {
        self.topic.declared().basis == Basis::Consent
    }
}

/// Every topic with what a person chose.
pub fn settings(reader: &Reader<'_>, person: PersonId) -> Result<Vec<Setting>, Error> {
    let chosen: Vec<(String, bool, bool)> =
        reader.all(sql!("SELECT topic, by_mail, in_app FROM topic_choices WHERE person_id = $1"), params![person])?;
    let consents = super::choices(reader, person)?;
    let setting = |topic: Topic| {
        let chosen =
            chosen.iter().find(|(code, ..)| *code == topic.code()).map(|(_, by_mail, in_app)| (*by_mail, *in_app));
        let given_at = consents.iter().find(|one| one.topic.code() == topic.code()).and_then(|one| one.given_at);
        let (by_mail, in_app) = match topic.declared() {
            declared if declared.needs_consent() => (given_at.is_some(), given_at.is_some()),
            declared if !declared.stops => (true, true),
            _ => chosen.unwrap_or((true, true)),
        };
        Setting { topic, by_mail, in_app, given_at }
    };
    Ok(super::topics()?.into_iter().map(setting).collect())
}

/// Whether a person wants letters, and to be told in the application, of a topic that needs no consent.
pub(crate) fn channels(reader: &Reader<'_>, person: PersonId, topic: &Topic) -> Result<(bool, bool), Error> {
    let chosen: Option<(bool, bool)> = reader.optional(
        sql!("SELECT by_mail, in_app FROM topic_choices WHERE person_id = $1 AND topic = $2"),
        params![person, topic.code()],
    )?;
    Ok(chosen.filter(|_| topic.declared().stops).unwrap_or((true, true)))
}

/// Chooses how a topic that needs no consent is received; [`Error::NotFound`] for one that always leaves.
pub fn set(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, topic): (PersonId, &Topic),
    (by_mail, in_app): (bool, bool),
) -> Result<(), Error> {
    if !topic.declared().stops || topic.declared().needs_consent() {
        return Err(Error::NotFound);
    }
    transaction.execute(
        sql!(
            "INSERT INTO topic_choices (person_id, topic, by_mail, in_app, changed_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (person_id, topic) DO UPDATE SET by_mail = $3, in_app = $4, changed_at = $5"
        ),
        params![person, topic.code(), by_mail, in_app, moment.now],
    )?;
    Ok(())
}

/// Stops the letters of a topic that needs no consent; what the application says of it stays as it was. Whether they left before.
pub(super) fn stop_letters(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, topic): (PersonId, &Topic),
) -> Result<bool, Error> {
    let stopped = transaction.execute(
        sql!(
            "INSERT INTO topic_choices (person_id, topic, by_mail, in_app, changed_at) VALUES ($1, $2, FALSE, TRUE, $3)
             ON CONFLICT (person_id, topic) DO UPDATE SET by_mail = FALSE, changed_at = $3
             WHERE topic_choices.by_mail"
        ),
        params![person, topic.code(), moment.now],
    )?;
    Ok(stopped == 1)
}
