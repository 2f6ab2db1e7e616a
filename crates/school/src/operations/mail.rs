//! Whether letters leave: what waits and for how long, what the relays answer, which addresses are dead.

use database::{Moment, Reader, params, sql};
use jiff::{SignedDuration, Timestamp};

use crate::Error;
use crate::access::{Access, Administration};

/// How far back what came back is counted.
const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How letters are doing.
#[derive(Clone, Debug)]
pub struct MailHealth {
    /// Letters that are to leave now and have not.
    pub waiting: i64,
    /// Since when the oldest of them should have left.
    pub oldest_due_at: Option<Timestamp>,
    /// Letters that were refused, and come back.
    pub failing: i64,
    /// Why one of them was refused last.
    pub error: Option<String>,
    /// Letters that were given up.
    pub dead: i64,
    /// Addresses that no longer exist, as a relay said within a month.
    pub bounced: i64,
    /// Complaints within a month.
    pub complaints: i64,
    /// Providers that asked to wait, and until when the last of them does.
    pub paused: i64,
    /// Until when.
    pub paused_until: Option<Timestamp>,
}

/// Reads it, in three queries.
pub fn mail_health(reader: &Reader<'_>, moment: &Moment, _: Access<Administration>) -> Result<MailHealth, Error> {
    let since = moment.now.saturating_sub(MONTH).unwrap_or(moment.now);
    let (waiting, oldest_due_at, failing, error, dead): (i64, Option<Timestamp>, i64, Option<String>, i64) = reader
        .one(
            sql!(
                "SELECT COUNT(CASE WHEN dead_at IS NULL AND due_at <= $1 THEN 1 END),
                    MIN(CASE WHEN dead_at IS NULL AND due_at <= $1 THEN due_at END),
                    COUNT(CASE WHEN dead_at IS NULL AND last_error IS NOT NULL THEN 1 END),
                    MAX(CASE WHEN dead_at IS NULL THEN last_error END), COUNT(dead_at)
             FROM jobs WHERE kind LIKE 'mail.%' AND kind <> 'mail.inbox'"
            ),
            params![moment.now],
        )?;
    let (bounced, complaints): (i64, i64) = reader.one(
        sql!(
            "SELECT (SELECT COUNT(*) FROM bounces WHERE bounced_at >= $1),
                    (SELECT COUNT(*) FROM journal_entries WHERE kind = 'mail.complained' AND at >= $1)"
        ),
        params![since],
    )?;
    let (paused, paused_until): (i64, Option<Timestamp>) = reader.one(
        sql!("SELECT COUNT(*), MAX(paused_until) FROM destinations WHERE paused_until > $1"),
        params![moment.now],
    )?;
    Ok(MailHealth { waiting, oldest_due_at, failing, error, dead, bounced, complaints, paused, paused_until })
}
