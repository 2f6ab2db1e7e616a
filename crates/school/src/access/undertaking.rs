//! The confidentiality undertaking (P32).

use std::sync::LazyLock;

use coursework::Language;
use database::{Moment, Transaction, params, sql};
use journal::Entry;
pub use privacy::staff::Undertaking;
use vault::Vault;

use crate::Error;
use crate::people::PersonId;

static IN_FORCE: LazyLock<Result<Undertaking, String>> =
    LazyLock::new(|| privacy::staff::undertaking().map_err(|mistake| mistake.to_string()));

/// The undertaking in force.
pub fn undertaking() -> Result<&'static Undertaking, Error> {
    IN_FORCE.as_ref().map_err(|mistake| Error::Other(mistake.clone()))
}

/// Signs the undertaking in force, as it was read in a language; again changes nothing. Refused when another version was read.
pub fn sign(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, language): (PersonId, Language),
    version: u32,
) -> Result<(), Error> {
    if version != undertaking()?.version {
        return Err(Error::Refused("undertaking-changed"));
    }
    let signed = transaction.execute(
        sql!(
            "INSERT INTO undertakings (person_id, version, language, signed_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (person_id, version) DO NOTHING"
        ),
        params![person, version, language.code(), moment.now],
    )?;
    if signed > 0 {
        note(transaction, vault, moment, person, ("undertaking.signed", version))?;
    }
    Ok(())
}

/// Writes to the journal what somebody of the staff did for their own access.
pub(super) fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    (kind, version): (&'static str, u32),
) -> Result<(), Error> {
    let own = vault.pseudonym(person.uuid())?;
    journal::append(transaction, moment, Entry::new(kind).by(own).about(own).with("version", version))?;
    Ok(())
}
