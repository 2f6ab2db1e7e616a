//! Slowing down whoever guesses: by account and by network, counted in the database so that it holds across nodes.
//!
//! What anybody can make others wait for is no defence. So a network that a person came in from before has a counter of its own for
//! them: while everybody waits, whoever knows the password signs in from there. To whoever does not, both look the same.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use vault::Vault;

use super::{PersonId, SessionId};
use crate::Error;
use crate::detection::{is_stuffing, near};

/// Who is slowed down.
#[derive(Clone, Copy)]
pub(crate) enum Scope<'s> {
    /// An address, whether or not it has an account.
    Account(&'s str),
    /// An IP address, reduced to the network it comes from.
    Network(&'s str),
    /// A person at the network of an IP address, from which they came in before, or chose a password with the link of a letter.
    Home(PersonId, &'s str),
    /// A person who types codes of a second factor, and so knows the password.
    Factor(PersonId),
    /// The same at the network of an IP address, from which they gave one before.
    FactorAtHome(PersonId, &'s str),
    /// A session that is asked again who is there.
    Proof(SessionId),
    /// A person for whom support reopened sign-ins: what failed before, wherever it did, counts no more.
    Pardon(PersonId),
}

/// Failures after which each further one costs a wait: a person mistypes a few times, a school shares one network.
const FREE_FAILURES: i64 = 5;
const FREE_FAILURES_NETWORK: i64 = 50;
/// The CNIL's bound (deliberation 2022-100): at most 25 failures in 24 hours.
const MOST_FAILURES_A_DAY: i64 = 25;
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// How long a counter of one's own stays so after the last sign-in from there.
pub(crate) const OWN_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

impl Scope<'_> {
    /// The keyed fingerprint under which it is counted.
    pub(crate) fn key(self, vault: &Vault) -> [u8; 32] {
        match self {
            Self::Account(address) => vault.index("throttle account", address),
            Self::Network(address) => vault.index("throttle network", &near(address)),
            // Of person and network together, so that it links nobody to anybody.
            Self::Home(person, address) => vault.index("throttle home", &format!("{person} {}", near(address))),
            Self::Factor(person) => vault.index("throttle factor", &person.to_string()),
            Self::FactorAtHome(person, address) => {
                vault.index("throttle factor home", &format!("{person} {}", near(address)))
            }
            Self::Pardon(person) => vault.index("throttle pardon", &person.to_string()),
            Self::Proof(session) => vault.index("throttle proof", &session.to_string()),
        }
    }

    /// A network that tries leaked passwords is given no more than an account.
    fn free_failures(self, reader: &Reader<'_>, moment: &Moment, key: [u8; 32]) -> Result<i64, Error> {
        let is_trusted = matches!(self, Self::Network(_)) && !is_stuffing(reader, moment, key)?;
        Ok(if is_trusted { FREE_FAILURES_NETWORK } else { FREE_FAILURES })
    }
}

/// The instant before which nothing more is tried, if one lies ahead.
pub(crate) fn wait(
    reader: &Reader<'_>,
    vault: &Vault,
    moment: &Moment,
    scope: Scope<'_>,
) -> Result<Option<Timestamp>, Error> {
    let key = scope.key(vault);
    let counted: Option<(i64, Timestamp, Timestamp)> =
        reader.optional(sql!("SELECT failures, first_at, last_at FROM throttles WHERE key = $1"), params![key])?;
    let Some(counted) = counted else { return Ok(None) };
    if pardoned(reader, vault, scope)?.is_some_and(|at| counted.1 <= at) {
        return Ok(None);
    }
    let until = until(scope, scope.free_failures(reader, moment, key)?, counted);
    Ok(until.filter(|instant| *instant > moment.now))
}

/// From the free failures on, the wait doubles from one minute to one hour; an account at the daily bound waits its day out.
fn until(scope: Scope<'_>, free: i64, (failures, first, last): (i64, Timestamp, Timestamp)) -> Option<Timestamp> {
    if failures < free {
        return None;
    }
    if !matches!(scope, Scope::Network(_)) && failures >= MOST_FAILURES_A_DAY {
        return first.checked_add(DAY).ok();
    }
    let doublings = (failures - free).min(6) as u32;
    last.checked_add(SignedDuration::from_mins((1_i64 << doublings).min(60))).ok()
}

/// When support last reopened sign-ins for the person whose own counter this is.
fn pardoned(reader: &Reader<'_>, vault: &Vault, scope: Scope<'_>) -> Result<Option<Timestamp>, Error> {
    let (Scope::Home(person, _) | Scope::FactorAtHome(person, _)) = scope else { return Ok(None) };
    let pardon = Scope::Pardon(person).key(vault);
    Ok(reader.optional(sql!("SELECT last_at FROM throttles WHERE key = $1"), params![pardon])?)
}

/// Counts a failure; a count older than a day begins anew.
pub(crate) fn count(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    scope: Scope<'_>,
) -> Result<(), Error> {
    let yesterday = moment.now.checked_sub(DAY).unwrap_or(moment.now);
    let since = pardoned(transaction, vault, scope)?.map_or(yesterday, |at| at.max(yesterday));
    transaction.execute(
        sql!(
            "INSERT INTO throttles (key, failures, first_at, last_at) VALUES ($1, 1, $2, $2)
             ON CONFLICT (key) DO UPDATE SET
               failures = CASE WHEN throttles.first_at <= $3 THEN 1 ELSE throttles.failures + 1 END,
               first_at = CASE WHEN throttles.first_at <= $3 THEN $2 ELSE throttles.first_at END,
               last_at = $2"
        ),
        params![scope.key(vault), moment.now, since],
    )?;
    Ok(())
}

/// Forgets the failures of somebody who has shown who they are.
pub(crate) fn forget(transaction: &Transaction<'_>, vault: &Vault, scope: Scope<'_>) -> Result<(), Error> {
    transaction.execute(sql!("DELETE FROM throttles WHERE key = $1"), params![scope.key(vault)])?;
    Ok(())
}

/// Whether somebody has a counter of their own there: they came in from there within the last months.
pub(crate) fn is_own(reader: &Reader<'_>, vault: &Vault, moment: &Moment, scope: Scope<'_>) -> Result<bool, Error> {
    let since = moment.now.checked_sub(OWN_FOR).unwrap_or(moment.now);
    let known: Option<i64> = reader
        .optional(sql!("SELECT 1 FROM throttles WHERE key = $1 AND last_at > $2"), params![scope.key(vault), since])?;
    Ok(known.is_some())
}

/// Gives somebody who came in a counter of their own there, which stands at nothing.
pub(crate) fn make_own(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    scope: Scope<'_>,
) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO throttles (key, failures, first_at, last_at) VALUES ($1, 0, $2, $2)
             ON CONFLICT (key) DO UPDATE SET failures = 0, first_at = $2, last_at = $2"
        ),
        params![scope.key(vault), moment.now],
    )?;
    Ok(())
}
