//! What an officer does with a request: asks who it is, takes more time, answers; and what reminds them of its day.

use database::{Moment, Transaction, params, sql};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use privacy::Engine;
use vault::Vault;

use super::letters::{RequestLetter, enqueue};
use super::request::{RequestOutcome, answer, step};
use super::{RequestId, RequestText, clock};
use crate::Error;
use crate::moments::strasbourg;
use crate::people::PersonId;

/// Days before its day at which the officers are reminded of a request.
const NEAR_DAYS: i64 = 7;

/// Stops the clock until the person has shown who they are; only with a reasonable doubt, which is told to them.
pub fn ask_identity(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (id, doubt): (RequestId, &RequestText),
) -> Result<(), Error> {
    let paused = transaction.execute(
        sql!("UPDATE requests SET paused_at = $2 WHERE id = $1 AND answered_at IS NULL AND paused_at IS NULL"),
        params![id, moment.now],
    )?;
    if paused == 0 {
        return Err(Error::Refused("request-not-open"));
    }
    step(transaction, vault, moment, engine, (id, "identity_asked", doubt.as_str()))?;
    enqueue(transaction, moment, RequestLetter::IdentityAsked { request: id })
}

/// The clock goes on: the day moves by as many days as it stood still.
pub fn identity_given(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    id: RequestId,
) -> Result<(), Error> {
    let paused: Option<(Timestamp, Date)> = transaction.optional(
        sql!("SELECT paused_at, due_on FROM requests WHERE id = $1 AND answered_at IS NULL AND paused_at IS NOT NULL"),
        params![id],
    )?;
    let (since, due_on) = paused.ok_or(Error::Refused("request-not-paused"))?;
    let stood = strasbourg(moment.now).since(strasbourg(since)).map_or(0, |span| span.get_days());
    let due_on = due_on.saturating_add(stood.days());
    transaction
        .execute(sql!("UPDATE requests SET paused_at = NULL, due_on = $2 WHERE id = $1"), params![id, due_on])?;
    step(transaction, vault, moment, engine, (id, "identity_given", ""))
}

/// Takes two months more, once, with reasons told within the first month (article 12(3)); later it is refused.
pub fn extend(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (id, reasons): (RequestId, &RequestText),
) -> Result<(), Error> {
    let row: Option<(Timestamp, Date)> = transaction.optional(
        sql!("SELECT received_at, due_on FROM requests WHERE id = $1 AND answered_at IS NULL AND extended_at IS NULL"),
        params![id],
    )?;
    let (received, due_on) = row.ok_or(Error::Refused("request-not-open"))?;
    if strasbourg(moment.now) > due_on {
        return Err(Error::Refused("request-too-late"));
    }
    // Whatever the clock stood still before is kept.
    let first = clock::due_on(strasbourg(received));
    let stood = due_on.since(first).map_or(0, |span| span.get_days());
    let extended = clock::extended_due_on(strasbourg(received)).saturating_add(stood.days());
    transaction.execute(
        sql!("UPDATE requests SET extended_at = $2, due_on = $3, reminded_at = NULL WHERE id = $1"),
        params![id, moment.now, extended],
    )?;
    step(transaction, vault, moment, engine, (id, "extended", reasons.as_str()))?;
    enqueue(transaction, moment, RequestLetter::Extended { request: id })
}

/// Answers, and writes to the person.
pub fn decide(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (id, outcome, text): (RequestId, RequestOutcome, &RequestText),
) -> Result<(), Error> {
    answer(transaction, vault, moment, engine, (id, outcome, text.as_str()))?;
    enqueue(transaction, moment, RequestLetter::Answered { request: id })
}

/// Writes to every officer about requests whose day is near, once, and past, once; how many requests it was.
pub fn remind(transaction: &Transaction<'_>, moment: &Moment) -> Result<u64, Error> {
    let today = strasbourg(moment.now);
    let near = today.saturating_add(NEAR_DAYS.days());
    let reminded = transaction.execute(
        sql!(
            "UPDATE requests SET reminded_at = $1
             WHERE answered_at IS NULL AND paused_at IS NULL AND reminded_at IS NULL AND due_on <= $2 AND due_on >= $3"
        ),
        params![moment.now, near, today],
    )?;
    let alarmed = transaction.execute(
        sql!(
            "UPDATE requests SET alarmed_at = $1
             WHERE answered_at IS NULL AND paused_at IS NULL AND alarmed_at IS NULL AND due_on < $2"
        ),
        params![moment.now, today],
    )?;
    let officers: Vec<PersonId> = transaction
        .all(sql!("SELECT id FROM people WHERE role = 'privacy_officer' AND closed_at IS NULL"), params![])?;
    for officer in officers {
        if alarmed > 0 {
            enqueue(transaction, moment, RequestLetter::Waiting { officer, overdue: true })?;
        } else if reminded > 0 {
            enqueue(transaction, moment, RequestLetter::Waiting { officer, overdue: false })?;
        }
    }
    Ok(reminded + alarmed)
}
