//! What is found: sign-ins of an account or from a network, in the period that is asked for and no wider.

use std::net::IpAddr;

use database::{Reader, Uuid, params, sql};
use jiff::Timestamp;
use vault::{Access, Category, Sealed, Service, Vault};

use super::entry::Target;
use crate::Error;
use crate::people::{Email, PersonId};

/// A sign-in as an authority reads it.
pub(super) struct Found {
    pub(super) subject: Uuid,
    pub(super) at: Timestamp,
    pub(super) outcome: String,
    pub(super) address: String,
    pub(super) device: String,
    pub(super) browser: String,
    pub(super) system: String,
}

type Columns = (Uuid, Timestamp, String, Sealed, String, String, String);

/// The sign-ins of a target in a period, the oldest first. A network address lies sealed in each row: finding one opens every
/// row of the period.
pub(super) fn search(
    reader: &Reader<'_>,
    vault: &Vault,
    (target, since, until): (&Target, Timestamp, Timestamp),
) -> Result<Vec<Found>, Error> {
    let rows: Vec<Columns> = match target {
        Target::Account(email) => {
            let Some(person) = account(reader, vault, email)? else { return Ok(Vec::new()) };
            reader.all(
                sql!(
                    "SELECT subject_id, at, outcome, address_sealed, device, browser, system FROM connections
                     WHERE subject_id = $1 AND at >= $2 AND at < $3 ORDER BY at, id"
                ),
                params![person, since, until],
            )?
        }
        Target::Network(_) => reader.all(
            sql!(
                "SELECT subject_id, at, outcome, address_sealed, device, browser, system FROM connections
                 WHERE at >= $1 AND at < $2 ORDER BY at, id"
            ),
            params![since, until],
        )?,
    };
    let mut found = Vec::new();
    for (subject, at, outcome, sealed, device, browser, system) in rows {
        let address = match vault.open_value(subject, Category::Connection, "connections.address_sealed", &sealed) {
            Ok(value) => value.reveal(Access::service(Service::Disclosure))?.clone(),
            Err(vault::Error::Destroyed) => continue,
            Err(error) => return Err(error.into()),
        };
        let asked = match target {
            Target::Account(_) => true,
            Target::Network(network) => address.parse::<IpAddr>().is_ok_and(|address| address == *network),
        };
        if asked {
            found.push(Found { subject, at, outcome, address, device, browser, system });
        }
    }
    Ok(found)
}

/// The people among those who were found, and the one of an account that was asked for even when it has no sign-in.
pub(super) fn people(
    reader: &Reader<'_>,
    vault: &Vault,
    (target, found): (&Target, &[Found]),
) -> Result<Vec<PersonId>, Error> {
    if let Target::Account(email) = target {
        return Ok(account(reader, vault, email)?.into_iter().collect());
    }
    let mut subjects: Vec<Uuid> = found.iter().map(|one| one.subject).collect();
    subjects.sort();
    subjects.dedup();
    let mut people = Vec::new();
    for subject in subjects {
        // A refused sign-in for an unknown address belongs to its month.
        let person: Option<PersonId> =
            reader.optional(sql!("SELECT id FROM people WHERE id = $1"), params![subject])?;
        people.extend(person);
    }
    Ok(people)
}

/// The account of an address, closed ones included.
fn account(reader: &Reader<'_>, vault: &Vault, email: &Email) -> Result<Option<PersonId>, Error> {
    let address = email.normalised();
    Ok(reader.optional(
        sql!(
            "SELECT id FROM people WHERE email_index = $1 OR closed_email_index = $2 ORDER BY created_at DESC LIMIT 1"
        ),
        params![vault.index("people.email", &address), vault.index("people.closed_email", &address)],
    )?)
}
