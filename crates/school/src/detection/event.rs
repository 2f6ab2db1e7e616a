//! An event: what was seen, and what was done about it. Administrators are told of new ones, once an hour a kind.

use database::{Moment, Transaction, params, sql};
use privacy::Engine;

use super::network::hour;
use crate::Error;
use crate::notices::{News, tell};
use crate::people::{PersonId, Role};
use crate::topics::Topic;

/// What is shown to administrators.
pub(crate) const PAGE: &str = "/equipe/administration/securite";

/// What was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One network fails to sign in to many accounts.
    Stuffing,
    /// One network tries many addresses, or links that carry a secret.
    Guessing,
    /// One session is used from two far networks at once.
    TwoNetworks,
    /// Somebody of the staff opens unusually many records.
    BulkReading,
    /// Somebody who is signed in is refused again and again.
    Refusals,
}

impl Kind {
    /// All of them, as they are shown.
    pub const ALL: [Self; 5] = [Self::Stuffing, Self::Guessing, Self::TwoNetworks, Self::BulkReading, Self::Refusals];

    /// The code in the database, the security log and for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stuffing => "stuffing",
            Self::Guessing => "guessing",
            Self::TwoNetworks => "two_networks",
            Self::BulkReading => "bulk_reading",
            Self::Refusals => "refusals",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What was done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Response {
    /// What was tried has to wait.
    Slowed,
    /// A session ended, and with bulk reading the access too.
    Ended,
    /// Those in charge were told.
    Notified,
}

impl Response {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Slowed, Self::Ended, Self::Notified];

    /// The code in the database and for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Slowed => "slowed",
            Self::Ended => "ended",
            Self::Notified => "notified",
        }
    }

    /// The response of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|response| response.code() == code)
    }
}

/// Something that happens now.
pub(crate) struct Happening {
    pub(crate) kind: Kind,
    /// The keyed fingerprint of a network, a session or a person.
    pub(crate) key: [u8; 32],
    /// How often within the hour, this time included.
    pub(crate) times: i64,
    pub(crate) response: Response,
    pub(crate) person: Option<PersonId>,
}

/// Keeps it; whether it is the first of its kind, key and hour. What ended within an hour stays said.
pub(crate) fn note(
    transaction: &Transaction<'_>,
    moment: &Moment,
    engine: &Engine,
    happening: &Happening,
) -> Result<bool, Error> {
    let Happening { kind, key, times, response, person } = *happening;
    let begun = hour(moment.now);
    let new = transaction.execute(
        sql!(
            "INSERT INTO security_events (kind, key, hour, times, first_at, last_at, response, person_id)
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7) ON CONFLICT (kind, key, hour) DO NOTHING"
        ),
        params![kind.code(), key, begun, times, moment.now, response.code(), person],
    )? == 1;
    if new {
        tell_administrators(transaction, moment, engine, kind)?;
        return Ok(true);
    }
    transaction.execute(
        sql!(
            "UPDATE security_events SET times = $4, last_at = $5,
                    response = CASE WHEN response = 'ended' THEN response ELSE $6 END
             WHERE kind = $1 AND key = $2 AND hour = $3"
        ),
        params![kind.code(), key, begun, times, moment.now, response.code()],
    )?;
    Ok(false)
}

/// The occasion is the kind's hour: a thousand networks at once are one notice.
fn tell_administrators(
    transaction: &Transaction<'_>,
    moment: &Moment,
    engine: &Engine,
    kind: Kind,
) -> Result<(), Error> {
    let administrators: Vec<PersonId> = transaction.all(
        sql!("SELECT id FROM people WHERE role = $1 AND closed_at IS NULL ORDER BY id"),
        params![Role::Admin.code()],
    )?;
    let news = News {
        topic: Topic::ACCOUNT,
        purpose: "security",
        kind: "security-event",
        subject: "",
        due_on: None,
        path: format!("{PAGE}?nature={}", kind.code()),
        occasion: format!("security {} {}", kind.code(), hour(moment.now)),
    };
    for administrator in administrators {
        tell(transaction, moment, engine, (administrator, &news))?;
    }
    Ok(())
}
