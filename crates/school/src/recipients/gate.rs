//! The gate: a connection to a host is allowed when the register holds it, and refused, in the journal, otherwise.

use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use vault::Vault;

use crate::Error;
use crate::people::PersonId;

/// Names of this very machine: what goes there does not leave.
const HERE: [&str; 3] = ["localhost", "127.0.0.1", "::1"];
/// How far back refusals are counted.
const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Leave to connect to a host, as of now; what opens a connection takes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit(String);

impl Permit {
    /// The host.
    pub fn host(&self) -> &str {
        &self.0
    }
}

/// Whether a host is this very machine.
pub(crate) fn is_here(host: &str) -> bool {
    HERE.contains(&host)
}

/// Asks the register about a host; none when it is not there, which the journal then holds.
pub fn permit(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (host, what): (&str, &'static str),
) -> Result<Option<Permit>, Error> {
    let host = host.to_lowercase();
    let found: Option<i64> = transaction.optional(
        sql!("SELECT 1 FROM recipients WHERE ended_at IS NULL AND hosts LIKE $1 ESCAPE '\\' LIMIT 1"),
        params![format!("% {} %", host.replace(['%', '_', '\\'], ""))],
    )?;
    if is_here(&host) || found.is_some() {
        return Ok(Some(Permit(host)));
    }
    journal::append(transaction, moment, Entry::new("egress.refused").with("host", host).with("what", what))?;
    Ok(None)
}

/// Leave for one sending that a person asked for (GDPR article 20(2)): the host is theirs to name and stands in no register. The
/// journal says that it was done, and at whose request.
pub fn permit_on_request(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (host, (person, transmission)): (&str, (PersonId, Uuid)),
) -> Result<Permit, Error> {
    let pseudonym = vault.pseudonym(person.uuid())?;
    let entry = Entry::new("egress.on_request").by(pseudonym).about(pseudonym);
    journal::append(transaction, moment, entry.with("transmission", transmission.to_string()))?;
    Ok(Permit(host.to_lowercase()))
}

/// How many connections were refused in a month.
pub fn refusals(reader: &Reader<'_>, now: Timestamp) -> Result<i64, Error> {
    let statement = sql!("SELECT COUNT(*) FROM journal_entries WHERE kind = 'egress.refused' AND at >= $1");
    Ok(reader.one(statement, params![now - MONTH])?)
}
