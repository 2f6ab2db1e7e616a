//! What is handed over: the sign-ins that were asked for, and nothing besides.

use database::{Moment, Transaction, Uuid, params, sql};
use jiff::Timestamp;
use journal::Entry;
use privacy::Engine;
use sha2::{Digest, Sha256};
use vault::{Access, Category, Sealed, Service, Vault};

use super::DisclosureId;
use super::entry::Target;
use super::register::touch;
use super::search::{Found, people, search};
use crate::people::Recent;
use crate::rights::{Officer, look};
use crate::sheet::sheet;
use crate::{Error, hexadecimal};

/// What an authority receives.
pub struct Extract {
    /// CSV (RFC 4180), in UTF-8, instants in UTC.
    pub csv: Vec<u8>,
    /// SHA-256 of it, which the register keeps.
    pub hash: [u8; 32],
}

struct Asked {
    target: Target,
    since: Timestamp,
    until: Timestamp,
    with_identity: bool,
    is_secret: bool,
}

/// Makes the extract of an approved request. Each time is in the journal; the people concerned see it, unless the law forbids.
pub fn extract(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (_, officer, id): (Recent, Officer, DisclosureId),
) -> Result<Extract, Error> {
    let asked = asked(transaction, vault, id)?;
    let found = search(transaction, vault, (&asked.target, asked.since, asked.until))?;
    let csv = csv(transaction, vault, (&found, asked.with_identity))?;
    let hash: [u8; 32] = Sha256::digest(&csv).into();
    transaction.execute(
        sql!(
            "UPDATE disclosures SET extracted_at = COALESCE(extracted_at, $2), rows_count = $3, content_hash = $4
             WHERE id = $1"
        ),
        params![id, moment.now, found.len() as i64, hash],
    )?;
    touch(transaction, engine, moment, id)?;
    let entry = Entry::new("disclosure.extracted").by(vault.pseudonym(officer.person().uuid())?);
    let entry = entry.with("disclosure", id.to_string()).with("rows", found.len()).with("sha256", hexadecimal(&hash));
    journal::append(transaction, moment, entry)?;
    for person in people(transaction, vault, (&asked.target, &found))? {
        let rows = found.iter().filter(|one| one.subject == person.uuid()).count() as i64;
        transaction.execute(
            sql!(
                "UPDATE disclosure_people SET extracted_at = $3, rows_count = $4
                 WHERE disclosure_id = $1 AND person_id = $2"
            ),
            params![id, person, moment.now, rows],
        )?;
        if !asked.is_secret {
            look(transaction, vault, moment, (officer, person, "connection", "disclosure"))?;
        }
    }
    Ok(Extract { csv, hash })
}

fn asked(transaction: &Transaction<'_>, vault: &Vault, id: DisclosureId) -> Result<Asked, Error> {
    let row: Option<(Sealed, Timestamp, Timestamp, bool, bool)> = transaction.optional(
        sql!(
            "SELECT query_sealed, since_at, until_at, with_identity, is_secret FROM disclosures
             WHERE id = $1 AND approved AND lifted_at IS NULL"
        ),
        params![id],
    )?;
    let (sealed, since, until, with_identity, is_secret) = row.ok_or(Error::Refused("disclosure-not-approved"))?;
    let query = vault.open_value(id.uuid(), Category::Exchanges, "disclosures.query_sealed", &sealed)?;
    let target = Target::parse(query.reveal(Access::service(Service::Disclosure))?);
    let target = target.map_err(|_| Error::Other("a stored query cannot be read".to_owned()))?;
    Ok(Asked { target, since, until, with_identity, is_secret })
}

fn csv(
    transaction: &Transaction<'_>,
    vault: &Vault,
    (found, with_identity): (&[Found], bool),
) -> Result<Vec<u8>, Error> {
    let mut names = vec!["at", "account", "outcome", "address", "device", "browser", "system"];
    names.extend(if with_identity { &["name", "email"][..] } else { &[] });
    let mut rows = Vec::with_capacity(found.len());
    for one in found {
        let (at, account) = (one.at.to_string(), one.subject.to_string());
        let mut row = vec![at, account, one.outcome.clone(), one.address.clone()];
        row.extend([&one.device, &one.browser, &one.system].map(Clone::clone));
        if with_identity {
            row.extend(identity(transaction, vault, one.subject)?);
        }
        rows.push(row);
    }
    sheet(&names.into_iter().map(str::to_owned).collect::<Vec<_>>(), rows)
}

/// Name and address of an account; two empty texts once they were erased.
fn identity(transaction: &Transaction<'_>, vault: &Vault, subject: Uuid) -> Result<[String; 2], Error> {
    let row: Option<(Sealed, Sealed)> =
        transaction.optional(sql!("SELECT name_sealed, email_sealed FROM people WHERE id = $1"), params![subject])?;
    let Some((name, email)) = row else { return Ok(Default::default()) };
    let open = |place, sealed: &Sealed| match vault.open_value(subject, Category::Identity, place, sealed) {
        Ok(value) => Ok(value.reveal(Access::service(Service::Disclosure))?.clone()),
        Err(vault::Error::Destroyed) => Ok(String::new()),
        Err(error) => Err(Error::from(error)),
    };
    Ok([open("people.name_sealed", &name)?, open("people.email_sealed", &email)?])
}
