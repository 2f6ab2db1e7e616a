//! A learner's choice to show their name to the partner experts of their modules; withdrawn as easily as given.

use database::{Moment, Reader, Transaction, params, sql};
use vault::Vault;

use crate::Error;
use crate::people::{PersonId, note};

/// Whether a person shows their name.
pub fn shares_name(reader: &Reader<'_>, person: PersonId) -> Result<bool, Error> {
    let shared: Option<i64> =
        reader.optional(sql!("SELECT 1 FROM name_sharings WHERE person_id = $1"), params![person])?;
    Ok(shared.is_some())
}

/// Shows it from now on.
pub fn share_name(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
) -> Result<(), Error> {
    let new = transaction.execute(
        sql!("INSERT INTO name_sharings (person_id, shared_at) VALUES ($1, $2) ON CONFLICT DO NOTHING"),
        params![person, moment.now],
    )?;
    if new == 1 { note(transaction, vault, moment, person, "name.shared") } else { Ok(()) }
}

/// Hides it again, at once.
pub fn stop_sharing_name(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
) -> Result<(), Error> {
    let gone = transaction.execute(sql!("DELETE FROM name_sharings WHERE person_id = $1"), params![person])?;
    if gone == 1 { note(transaction, vault, moment, person, "name.hidden") } else { Ok(()) }
}
