//! Those who agreed to a topic: an audience holds nobody else, because there is no other way to make one.

use database::{Reader, params, sql};

use super::Topic;
use crate::Error;
use crate::people::PersonId;

/// Somebody who agreed to a topic, as things stood when the audience was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Consenting {
    person: PersonId,
}

impl Consenting {
    /// Who it is.
    pub(crate) const fn person(self) -> PersonId {
        self.person
    }
}

/// So many of those who agreed to a topic, in the order of their identifiers, from after a person on.
pub(crate) fn audience(
    reader: &Reader<'_>,
    topic: &Topic,
    (after, limit): (PersonId, i64),
) -> Result<Vec<Consenting>, Error> {
    let people: Vec<PersonId> = reader.all(
        sql!(
            "SELECT people.id FROM consents
             JOIN people ON people.id = consents.person_id AND people.closed_at IS NULL
             LEFT JOIN suppressions ON suppressions.address_index = people.email_index AND suppressions.topic = $1
             WHERE consents.topic = $1 AND consents.version = $2 AND consents.withdrawn_at IS NULL
               AND suppressions.topic IS NULL AND people.id > $3
             ORDER BY people.id LIMIT $4"
        ),
        params![topic.code(), i64::from(topic.declared().version), after, limit],
    )?;
    Ok(people.into_iter().map(|person| Consenting { person }).collect())
}

/// How many agreed to a topic.
pub(crate) fn audience_count(reader: &Reader<'_>, topic: &Topic) -> Result<i64, Error> {
    Ok(reader.one(
        sql!(
            "SELECT COUNT(*) FROM consents
             JOIN people ON people.id = consents.person_id AND people.closed_at IS NULL
             LEFT JOIN suppressions ON suppressions.address_index = people.email_index AND suppressions.topic = $1
             WHERE consents.topic = $1 AND consents.version = $2 AND consents.withdrawn_at IS NULL
               AND suppressions.topic IS NULL"
        ),
        params![topic.code(), i64::from(topic.declared().version)],
    )?)
}
