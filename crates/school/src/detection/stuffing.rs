//! Passwords leaked elsewhere, tried here on one account after the other from one network.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::SignedDuration;
use privacy::Engine;

use super::event::{Happening, Kind, Response, note};
use super::network::hour;
use crate::Error;

/// So many different accounts within an hour: a family and a small office mistype fewer.
const MOST_ACCOUNTS: i64 = 10;
/// How long a network is given less to fail with: whoever stuffs comes back within the day.
const SLOWED_FOR: SignedDuration = SignedDuration::from_hours(6);

/// Counts an account that a network failed to sign in to, whether or not it exists; whether the network is taken for one that
/// stuffs since now.
pub(crate) fn failed(
    transaction: &Transaction<'_>,
    moment: &Moment,
    engine: &Engine,
    (network, account): ([u8; 32], [u8; 32]),
) -> Result<bool, Error> {
    let hour = hour(moment.now);
    let new = transaction.execute(
        sql!(
            "INSERT INTO tried_accounts (network_key, hour, account_key) VALUES ($1, $2, $3)
             ON CONFLICT (network_key, hour, account_key) DO NOTHING"
        ),
        params![network, hour, account],
    )?;
    if new == 0 {
        return Ok(false);
    }
    let accounts: i64 = transaction.one(
        sql!("SELECT COUNT(*) FROM tried_accounts WHERE network_key = $1 AND hour = $2"),
        params![network, hour],
    )?;
    if accounts < MOST_ACCOUNTS {
        return Ok(false);
    }
    let happening =
        Happening { kind: Kind::Stuffing, key: network, times: accounts, response: Response::Slowed, person: None };
    note(transaction, moment, engine, &happening)
}

/// Whether a network was taken for one that stuffs within the last hours.
pub(crate) fn is_stuffing(reader: &Reader<'_>, moment: &Moment, network: [u8; 32]) -> Result<bool, Error> {
    let since = moment.now.checked_sub(SLOWED_FOR).unwrap_or(moment.now);
    let seen: Option<i64> = reader.optional(
        sql!("SELECT 1 FROM security_events WHERE kind = 'stuffing' AND key = $1 AND last_at > $2 LIMIT 1"),
        params![network, since],
    )?;
    Ok(seen.is_some())
}
