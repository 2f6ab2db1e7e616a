//! Somebody who is signed in and asks, again and again, for what is not theirs. Our own links lead nowhere of the kind: the round
//! of `cargo xtask shot` follows those of every page, and a refusal is a trouble there.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use privacy::Engine;
use vault::Vault;

use super::event::{Happening, Kind, Response, note};
use super::guessing::tally;
use super::network::end_of_hour;
use super::roaming::end;
use crate::Error;
use crate::people::{PersonId, Role, SessionId, token_hash};

/// So many within an hour: more than anybody mistypes.
const MOST_REFUSALS: i64 = 30;

/// What follows from a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing: it was one of few, or nobody is signed in.
    Noted,
    /// What they guess at has to wait until then; what is theirs does not.
    Slowed(Timestamp),
    /// Their session ended: somebody of the staff can reach others' data.
    Ended,
}

/// Counts a refusal of whoever holds a session.
pub fn refused(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (engine, token): (&Engine, &str),
) -> Result<Refused, Error> {
    let Some((session, person, role)) = holder(transaction, moment, token)? else { return Ok(Refused::Noted) };
    let key = vault.index("refusals", &person.to_string());
    let times = tally(transaction, moment, key)?;
    if times <= MOST_REFUSALS {
        return Ok(Refused::Noted);
    }
    let is_staff = role != Role::Learner;
    let response = if is_staff { Response::Ended } else { Response::Slowed };
    note(transaction, moment, engine, &Happening { kind: Kind::Refusals, key, times, response, person: Some(person) })?;
    if !is_staff {
        return Ok(Refused::Slowed(end_of_hour(moment.now)));
    }
    end(transaction, vault, moment, engine, (session, person, Kind::Refusals))?;
    Ok(Refused::Ended)
}

fn holder(reader: &Reader<'_>, moment: &Moment, token: &str) -> Result<Option<(SessionId, PersonId, Role)>, Error> {
    let row: Option<(SessionId, PersonId, String)> = reader.optional(
        sql!(
            "SELECT sessions.id, people.id, people.role FROM sessions JOIN people ON people.id = sessions.person_id
             WHERE sessions.token_hash = $1 AND sessions.expires_at > $2 AND sessions.factor <> 'due'
               AND people.closed_at IS NULL"
        ),
        params![token_hash(token), moment.now],
    )?;
    let Some((session, person, role)) = row else { return Ok(None) };
    Ok(Some((session, person, Role::from_code(&role).ok_or(Error::NotFound)?)))
}
