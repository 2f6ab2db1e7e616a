//! Accounts that nobody uses (decision 11): warned twice after two years without a sign-in, then closed.

use database::{Moment, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp, ToSpan};
use privacy::Engine;
use vault::Vault;

use super::PersonId;
use super::closure::close;
use super::confirmation::note;
use super::letters::{Letter, enqueue};
use crate::Error;

/// Years without a sign-in after which an account counts as left (CNIL, 18 September 2025, on inactive accounts).
const LEFT_AFTER_YEARS: i64 = 2;
/// From the first warning to the second; the account is closed 30 days after the first.
const SECOND_AFTER: SignedDuration = SignedDuration::from_hours(23 * 24);
/// From the second warning to the closure.
const CLOSED_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);
/// People in one transaction, so that none is long.
const MOST: i64 = 50;

/// Notes that a person signed in: whatever warnings there were are over.
pub(crate) fn present(transaction: &Transaction<'_>, moment: &Moment, person: PersonId) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO presence (person_id, signed_in_at, warnings) VALUES ($1, $2, 0)
             ON CONFLICT (person_id) DO UPDATE SET signed_in_at = $2, warnings = 0, warned_at = NULL"
        ),
        params![person, moment.now],
    )?;
    Ok(())
}

/// Warns, warns again or closes one batch of accounts that nobody uses; how many, zero when none is left to do.
pub fn follow_inactive(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
) -> Result<u64, Error> {
    let left = moment.now.to_zoned(jiff::tz::TimeZone::UTC).saturating_sub(LEFT_AFTER_YEARS.years()).timestamp();
    let forgotten = waiting(transaction, (0, left, moment.now))?;
    for person in &forgotten {
        warn(transaction, moment, *person)?;
        enqueue(transaction, moment, &Letter::Inactive { person: *person })?;
    }
    let reminded = waiting(transaction, (1, left, moment.now - SECOND_AFTER))?;
    for person in &reminded {
        warn(transaction, moment, *person)?;
        enqueue(transaction, moment, &Letter::InactiveAgain { person: *person })?;
    }
    let closed = waiting(transaction, (2, left, moment.now - CLOSED_AFTER))?;
    for person in &closed {
        note(transaction, vault, moment, *person, "account.inactive")?;
        close(transaction, vault, moment, engine, *person)?;
        enqueue(transaction, moment, &Letter::Closed { person: *person })?;
    }
    Ok((forgotten.len() + reminded.len() + closed.len()) as u64)
}

/// Learners whose account is open, who were warned so often, the last time no later than an instant.
fn waiting(
    transaction: &Transaction<'_>,
    (warnings, left, warned_by): (i64, Timestamp, Timestamp),
) -> Result<Vec<PersonId>, Error> {
    Ok(transaction.all(
        sql!(
            "SELECT presence.person_id FROM presence JOIN people ON people.id = presence.person_id
             WHERE presence.warnings = $1 AND presence.signed_in_at <= $2
               AND (presence.warned_at IS NULL OR presence.warned_at <= $3)
               AND people.closed_at IS NULL AND people.role = 'learner'
             ORDER BY presence.signed_in_at LIMIT $4"
        ),
        params![warnings, left, warned_by, MOST],
    )?)
}

fn warn(transaction: &Transaction<'_>, moment: &Moment, person: PersonId) -> Result<(), Error> {
    let statement = sql!("UPDATE presence SET warnings = warnings + 1, warned_at = $2 WHERE person_id = $1");
    transaction.execute(statement, params![person, moment.now])?;
    Ok(())
}
