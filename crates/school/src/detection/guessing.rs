//! Addresses guessed: forms that take anybody's address, and links that carry a secret, tried again and again from one network.
//!
//! Each form counts, whether or not its address has an account, for a count that told the two apart would be told by when it is
//! full. Of links only those that lead nowhere count, and only those have to wait: a right one opens whatever the network did.

use database::{Moment, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use privacy::Engine;
use vault::Vault;

use super::event::{Happening, Kind, Response, note};
use super::network::{end_of_hour, hour, near};
use crate::Error;
use crate::people::throttle;

/// So many within an hour from one network: a class that opens its accounts together has fewer that it never confirms.
const MOST_GUESSES: i64 = 40;
/// How long counts are kept: the night after their hour forgets them.
const COUNTED_FOR: SignedDuration = SignedDuration::from_hours(2);

/// A network has guessed too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slowed {
    /// When it may go on.
    pub until: Timestamp,
    /// Whether it is slowed down since now.
    pub is_new: bool,
}

/// Does what a form asks for, unless its network has sent too many within the hour.
pub fn unless_guessing<T>(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (engine, address): (&Engine, &str),
    story: impl FnOnce() -> Result<T, Error>,
) -> Result<Result<T, Slowed>, Error> {
    match guess(transaction, vault, moment, ("guessed forms", engine, address))? {
        Some(slowed) => Ok(Err(slowed)),
        None => Ok(Ok(story()?)),
    }
}

/// Counts a link that led nowhere; whether its network has tried too many within the hour.
pub fn missed(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (engine, address): (&Engine, &str),
) -> Result<Option<Slowed>, Error> {
    guess(transaction, vault, moment, ("guessed links", engine, address))
}

/// Takes a form out of the count: whoever follows the link of its letter has guessed nothing.
pub fn was_honest(transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, address: &str) -> Result<(), Error> {
    transaction.execute(
        sql!("UPDATE tallies SET times = times - 1 WHERE key = $1 AND hour = $2 AND times > 0"),
        params![vault.index("guessed forms", &near(address)), hour(moment.now)],
    )?;
    Ok(())
}

fn guess(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (what, engine, address): (&'static str, &Engine, &str),
) -> Result<Option<Slowed>, Error> {
    let key = vault.index(what, &near(address));
    let times = tally(transaction, moment, key)?;
    if times <= MOST_GUESSES {
        return Ok(None);
    }
    let happening = Happening { kind: Kind::Guessing, key, times, response: Response::Slowed, person: None };
    let is_new = note(transaction, moment, engine, &happening)?;
    Ok(Some(Slowed { until: end_of_hour(moment.now), is_new }))
}

/// Counts once more within the hour; how often by now.
pub(super) fn tally(transaction: &Transaction<'_>, moment: &Moment, key: [u8; 32]) -> Result<i64, Error> {
    Ok(transaction.one(
        sql!(
            "INSERT INTO tallies (key, hour, times) VALUES ($1, $2, 1)
             ON CONFLICT (key, hour) DO UPDATE SET times = tallies.times + 1 RETURNING times"
        ),
        params![key, hour(moment.now)],
    )?)
}

/// Forgets the counts of hours that are over, and of failed sign-ins that count no more.
pub fn forget_counts(transaction: &Transaction<'_>, moment: &Moment) -> Result<u64, Error> {
    let before = |duration| moment.now.checked_sub(duration).unwrap_or(moment.now);
    let mut gone = 0;
    for (statement, kept) in [
        (sql!("DELETE FROM tallies WHERE hour < $1"), COUNTED_FOR),
        (sql!("DELETE FROM tried_accounts WHERE hour < $1"), COUNTED_FOR),
        (sql!("DELETE FROM throttles WHERE last_at < $1"), throttle::OWN_FOR),
    ] {
        gone += transaction.execute(statement, params![before(kept)])?;
    }
    Ok(gone)
}
