//! Letters that came back. A report counts only if it returns a link of ours: nobody can stop another's messages by inventing one.

use database::{Moment, Reader, Transaction, params, sql};
use journal::Entry;
use mail::Report;
use vault::Vault;

use super::unsubscribe::{stop_all, whose};
use crate::Error;
use crate::people::PersonId;

/// What our links look like in a letter, before their ticket.
pub const MARKER: &str = "/desabonnement/";

/// Takes a report about a letter: after a hard bounce nothing optional leaves to that address until its person says otherwise; a
/// complaint stops everything that can be stopped. Whether it was about one of ours.
pub fn returned(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (report, tickets): (&Report, &[String]),
) -> Result<bool, Error> {
    let Some(person) = tickets.iter().find_map(|ticket| whose(vault, ticket).ok()).map(|(person, _)| person) else {
        return Ok(false);
    };
    let open: Option<i64> =
        transaction.optional(sql!("SELECT 1 FROM people WHERE id = $1 AND closed_at IS NULL"), params![person])?;
    if open.is_none() {
        return Ok(false);
    }
    let pseudonym = vault.pseudonym(person.uuid())?;
    match report {
        Report::Bounced(status) => {
            transaction.execute(
                sql!(
                    "INSERT INTO bounces (person_id, status, bounced_at) VALUES ($1, $2, $3)
                     ON CONFLICT (person_id) DO UPDATE SET status = $2, bounced_at = $3"
                ),
                params![person, status.as_str(), moment.now],
            )?;
            let entry = Entry::new("mail.bounced").about(pseudonym).with("status", status.as_str());
            journal::append(transaction, moment, entry)?;
        }
        Report::Complaint => {
            stop_all(transaction, vault, moment, person)?;
            journal::append(transaction, moment, Entry::new("mail.complained").about(pseudonym))?;
        }
    }
    Ok(true)
}

/// The status with which a person's address came back, while nothing optional leaves to it.
pub fn bounced(reader: &Reader<'_>, person: PersonId) -> Result<Option<String>, Error> {
    Ok(reader.optional(sql!("SELECT status FROM bounces WHERE person_id = $1"), params![person])?)
}

/// The address works, says its person, or has just shown by following a link.
pub fn reachable_again(transaction: &Transaction<'_>, person: PersonId) -> Result<(), Error> {
    transaction.execute(sql!("DELETE FROM bounces WHERE person_id = $1"), params![person])?;
    Ok(())
}
