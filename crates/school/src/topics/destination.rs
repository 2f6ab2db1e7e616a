//! Destinations: many letters to one provider leave one after another, and wait when it asks to.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use vault::Vault;

use super::Addressee;
use crate::Error;

/// A letter whose turn comes within this leaves now.
const SOON: SignedDuration = SignedDuration::from_secs(1);
/// How long a destination is left alone when it asks to wait, doubled with each letter that it puts off again.
const PAUSE: SignedDuration = SignedDuration::from_secs(60);
/// The longest.
const MOST_DOUBLINGS: u32 = 6;
/// What waited for the end of a pause leaves within this, and not all at once.
const SPREAD_SECONDS: u64 = 60;

/// The provider that an address belongs to, recognised without being readable.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Destination([u8; 32]);

impl Destination {
    /// Of an addressee.
    pub(crate) fn of(vault: &Vault, to: &Addressee) -> Self {
        let domain = to.email.rsplit('@').next().unwrap_or_default().to_lowercase();
        Self(vault.index("destination", &domain))
    }

    /// Until when nothing leaves to it; none when it takes letters.
    pub(crate) fn paused(self, reader: &Reader<'_>, now: Timestamp) -> Result<Option<Timestamp>, Error> {
        let until: Option<Timestamp> = reader.optional(
            sql!("SELECT paused_until FROM destinations WHERE destination = $1 AND paused_until > $2"),
            params![self.0.to_vec(), now],
        )?;
        Ok(until)
    }

    /// Takes the next turn, at a number of letters a minute; none when it has come.
    pub(crate) fn turn(
        self,
        transaction: &Transaction<'_>,
        now: Timestamp,
        per_minute: u32,
    ) -> Result<Option<Timestamp>, Error> {
        let step = 60_000 / i64::from(per_minute.max(1));
        let after = now.saturating_add(SignedDuration::from_millis(step)).unwrap_or(now);
        let next: Timestamp = transaction.one(
            sql!(
                "INSERT INTO destinations (destination, next_at) VALUES ($1, $4)
                 ON CONFLICT (destination) DO UPDATE
                 SET next_at = CASE WHEN destinations.next_at > $2 THEN destinations.next_at + $3 ELSE $4 END
                 RETURNING next_at"
            ),
            params![self.0.to_vec(), now, step, after],
        )?;
        let turn = next.saturating_sub(SignedDuration::from_millis(step)).unwrap_or(now);
        Ok(Some(turn).filter(|turn| turn.duration_since(now) > SOON))
    }

    /// Leaves it alone for a while, for it asked to wait; the longer the more often a letter was put off.
    pub(crate) fn pause(self, transaction: &Transaction<'_>, now: Timestamp, attempts: i64) -> Result<(), Error> {
        let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(MOST_DOUBLINGS);
        let until = now.saturating_add(PAUSE * (1 << doublings)).unwrap_or(now);
        transaction.execute(
            sql!(
                "INSERT INTO destinations (destination, next_at, paused_until) VALUES ($1, $2, $3)
                 ON CONFLICT (destination) DO UPDATE SET paused_until = $3"
            ),
            params![self.0.to_vec(), now, until],
        )?;
        Ok(())
    }
}

/// Spreads what waits for an instant over the minute after it.
pub(crate) fn spread(moment: &Moment, until: Timestamp) -> Timestamp {
    let seconds = i64::try_from(moment.entropy.number() % SPREAD_SECONDS).unwrap_or(0);
    until.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(until)
}

/// Forgets the destinations that nothing waits for; how many.
pub(crate) fn forget_destinations(transaction: &Transaction<'_>, now: Timestamp) -> Result<u64, Error> {
    let statement = sql!("DELETE FROM destinations WHERE next_at < $1 AND (paused_until IS NULL OR paused_until < $1)");
    Ok(transaction.execute(statement, params![now])?)
}
