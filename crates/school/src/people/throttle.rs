//! Slowing down whoever guesses: by account and by network, counted in the database so that it holds across nodes.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use vault::Vault;

use crate::Error;

/// Who is slowed down.
#[derive(Clone, Copy)]
pub(crate) enum Scope<'s> {
    /// An address, whether or not it has an account.
    Account(&'s str),
    /// An IP address, reduced to the network it comes from.
    Network(&'s str),
    /// A person who types codes of a second factor, and so knows the password.
    Factor(&'s str),
}

/// Failures after which each further one costs a wait: a person mistypes a few times, a school shares one network.
const FREE_FAILURES_ACCOUNT: i64 = 5;
const FREE_FAILURES_NETWORK: i64 = 50;
/// The CNIL's bound (deliberation 2022-100): at most 25 failures in 24 hours.
const MOST_FAILURES_A_DAY: i64 = 25;
const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Scope<'_> {
    fn key(self, vault: &Vault) -> [u8; 32] {
        match self {
            Self::Account(address) => vault.index("throttle account", address),
            Self::Network(address) => vault.index("throttle network", &network(address)),
            Self::Factor(person) => vault.index("throttle factor", person),
        }
    }

    const fn free_failures(self) -> i64 {
        match self {
            Self::Account(_) | Self::Factor(_) => FREE_FAILURES_ACCOUNT,
            Self::Network(_) => FREE_FAILURES_NETWORK,
        }
    }
}

/// The instant before which nothing more is tried, if one lies ahead.
pub(crate) fn wait(
    reader: &Reader<'_>,
    vault: &Vault,
    moment: &Moment,
    scope: Scope<'_>,
) -> Result<Option<Timestamp>, Error> {
    let counted: Option<(i64, Timestamp, Timestamp)> = reader.optional(
        sql!("SELECT failures, first_at, last_at FROM throttles WHERE key = $1"),
        params![scope.key(vault)],
    )?;
    let Some((failures, first, last)) = counted else { return Ok(None) };
    let until = until(scope, failures, first, last);
    Ok(until.filter(|instant| *instant > moment.now))
}

/// From the free failures on, the wait doubles from one minute to one hour; an account at the daily bound waits its day out.
fn until(scope: Scope<'_>, failures: i64, first: Timestamp, last: Timestamp) -> Option<Timestamp> {
    if failures < scope.free_failures() {
        return None;
    }
    if matches!(scope, Scope::Account(_) | Scope::Factor(_)) && failures >= MOST_FAILURES_A_DAY {
        return first.checked_add(DAY).ok();
    }
    let doublings = (failures - scope.free_failures()).min(6) as u32;
    last.checked_add(SignedDuration::from_mins((1_i64 << doublings).min(60))).ok()
}

/// Counts a failure; a count older than a day begins anew.
pub(crate) fn count(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    scope: Scope<'_>,
) -> Result<(), Error> {
    let yesterday = moment.now.checked_sub(DAY).unwrap_or(moment.now);
    transaction.execute(
        sql!(
            "INSERT INTO throttles (key, failures, first_at, last_at) VALUES ($1, 1, $2, $2)
             ON CONFLICT (key) DO UPDATE SET
               failures = CASE WHEN throttles.first_at < $3 THEN 1 ELSE throttles.failures + 1 END,
               first_at = CASE WHEN throttles.first_at < $3 THEN $2 ELSE throttles.first_at END,
               last_at = $2"
        ),
        params![scope.key(vault), moment.now, yesterday],
    )?;
    Ok(())
}

/// Forgets the failures of somebody who has shown who they are.
pub(crate) fn forget(transaction: &Transaction<'_>, vault: &Vault, scope: Scope<'_>) -> Result<(), Error> {
    transaction.execute(sql!("DELETE FROM throttles WHERE key = $1"), params![scope.key(vault)])?;
    Ok(())
}

/// The /24 of an IPv4 address, the /64 of an IPv6 one: what one subscriber holds.
fn network(address: &str) -> String {
    match address.parse() {
        Ok(std::net::IpAddr::V4(four)) => {
            let [a, b, c, _] = four.octets();
            format!("{a}.{b}.{c}")
        }
        Ok(std::net::IpAddr::V6(six)) => {
            let [a, b, c, d, ..] = six.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        Err(_) => address.to_owned(),
    }
}
