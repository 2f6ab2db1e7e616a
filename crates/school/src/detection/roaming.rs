//! One session used from two far networks at once: its cookie is in two places. People change networks, from the train to home;
//! what they do not do is come back within minutes, again and again.

use std::net::IpAddr;

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use privacy::Engine;
use vault::Vault;

use super::event::{Happening, Kind, Response, note};
use super::network::Wide;
use crate::Error;
use crate::notices::{News, tell_besides_letter};
use crate::people::letters::{Letter, enqueue};
use crate::people::{Device, PersonId, Session, SessionId, end_session};
use crate::topics::Topic;

/// Coming back within so long to the network before is what two devices at once look like.
const SOON: SignedDuration = SignedDuration::from_mins(10);
/// A computer comes back to no other network so soon.
const RETURNS_OF_COMPUTER: i64 = 1;
/// A telephone at the edge of the wireless network's reach does, once.
const RETURNS_OF_TELEPHONE: i64 = 2;

/// Whether a session is used from elsewhere than last; no query, for it is asked for every page.
pub fn is_elsewhere(vault: &Vault, session: &Session, address: IpAddr) -> bool {
    session.network.as_deref() != Some(key(vault, session.id, &Wide::from(address).text).as_slice())
}

/// Notes that a session is used from elsewhere than last. One that is used from two far networks at once ends, and its person is
/// told; whether it ended.
pub fn moved(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (session, device): (&Session, &Device),
) -> Result<bool, Error> {
    let Ok(address) = device.address.parse::<IpAddr>() else { return Ok(false) };
    let wide = Wide::from(address);
    let here = key(vault, session.id, &wide.text);
    let last = last(transaction, session.id, &wide)?;
    let (before, returns) = match last {
        Some(Stay { key, .. }) if key == here => return Ok(false),
        Some(stay) => (Some(stay.key.clone()), stay.returns_to(here, moment.now)),
        None => (None, 0),
    };
    if returns >= most_returns(device) {
        let key = vault.index("session", &session.id.to_string());
        let (response, person) = (Response::Ended, Some(session.person));
        let happening = Happening { kind: Kind::TwoNetworks, key, times: returns, response, person };
        note(transaction, moment, engine, &happening)?;
        end(transaction, vault, moment, engine, (session.id, session.person, Kind::TwoNetworks))?;
        return Ok(true);
    }
    // From the sessions: one that ended meanwhile stays ended.
    transaction.execute(
        sql!(
            "INSERT INTO session_networks (session_id, family, key, before_key, changed_at, returns)
             SELECT id, $2, $3, $4, $5, $6 FROM sessions WHERE id = $1
             ON CONFLICT (session_id, family) DO UPDATE SET key = $3, before_key = $4, changed_at = $5, returns = $6"
        ),
        params![session.id, wide.family.code(), here, before, moment.now, returns],
    )?;
    Ok(false)
}

/// Where a session is used from.
struct Stay {
    key: Vec<u8>,
    before: Option<Vec<u8>>,
    since: Timestamp,
    returns: i64,
}

impl Stay {
    /// How often in a row it comes back soon, if it is now used from there.
    fn returns_to(&self, there: [u8; 32], now: Timestamp) -> i64 {
        let is_back = self.before.as_deref() == Some(there.as_slice()) && now.duration_since(self.since) <= SOON;
        if is_back { self.returns + 1 } else { 0 }
    }
}

fn last(reader: &Reader<'_>, session: SessionId, wide: &Wide) -> Result<Option<Stay>, Error> {
    let row: Option<(Vec<u8>, Option<Vec<u8>>, Timestamp, i64)> = reader.optional(
        sql!("SELECT key, before_key, changed_at, returns FROM session_networks WHERE session_id = $1 AND family = $2"),
        params![session, wide.family.code()],
    )?;
    Ok(row.map(|(key, before, since, returns)| Stay { key, before, since, returns }))
}

fn most_returns(device: &Device) -> i64 {
    if matches!(device.device, "phone" | "tablet") { RETURNS_OF_TELEPHONE } else { RETURNS_OF_COMPUTER }
}

/// Of the session too, so that a copy of the table links no two sessions.
fn key(vault: &Vault, session: SessionId, network: &str) -> [u8; 32] {
    vault.index("session network", &format!("{session} {network}"))
}

/// Ends a session that looks stolen, and tells its person what to do.
pub(super) fn end(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (session, person, why): (SessionId, PersonId, Kind),
) -> Result<(), Error> {
    match end_session(transaction, person, session) {
        // Another request ended it a moment ago, and told.
        Err(Error::NotFound) => return Ok(()),
        ended => ended?,
    }
    let entry = Entry::new("session.ended").about(vault.pseudonym(person.uuid())?).with("why", why.code());
    journal::append(transaction, moment, entry)?;
    enqueue(transaction, moment, &Letter::SessionEnded { person })?;
    let news = News {
        topic: Topic::ACCOUNT,
        purpose: "security",
        kind: "session-ended",
        subject: "",
        due_on: None,
        path: "/profil/securite".to_owned(),
        occasion: format!("session ended {session}"),
    };
    tell_besides_letter(transaction, moment, engine, (person, &news))?;
    Ok(())
}
