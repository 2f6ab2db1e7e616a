//! The second person, the end of what is preserved, and the end of the secret.

use database::{Moment, Transaction, Uuid, params, sql};
use privacy::Engine;
use vault::Vault;

use super::DisclosureId;
use super::register::{note, touch};
use crate::Error;
use crate::access::{Access, Administration};
use crate::people::{PersonId, Recent};
use crate::rights::Officer;

/// Somebody who may read the register and approve what another entered: an officer, or an administrator, who sees no name in it.
#[derive(Clone, Copy, Debug)]
pub struct Reviewer(PersonId);

impl From<Access<Administration>> for Reviewer {
    fn from(access: Access<Administration>) -> Self {
        Self(access.person())
    }
}

impl Reviewer {
    /// Who it is.
    pub const fn person(self) -> PersonId {
        self.0
    }
}

impl From<Officer> for Reviewer {
    fn from(officer: Officer) -> Self {
        Self(officer.person())
    }
}

/// Approves or refuses a request; never one's own, and only once. A refused one preserves nothing any more.
pub fn review(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (_, reviewer, id, approved): (Recent, Reviewer, DisclosureId, bool),
) -> Result<(), Error> {
    let asked_by: PersonId = transaction
        .optional(sql!("SELECT asked_by FROM disclosures WHERE id = $1 AND approved IS NULL"), params![id])?
        .ok_or(Error::Refused("disclosure-reviewed"))?;
    if asked_by == reviewer.person() {
        return Err(Error::Refused("disclosure-second-person"));
    }
    transaction.execute(
        sql!("UPDATE disclosures SET reviewed_by = $2, reviewed_at = $3, approved = $4 WHERE id = $1"),
        params![id, reviewer.person(), moment.now, approved],
    )?;
    touch(transaction, engine, moment, id)?;
    let kind = if approved { "disclosure.approved" } else { "disclosure.refused" };
    note(transaction, vault, moment, (reviewer.person(), id, kind))?;
    if approved { Ok(()) } else { release(transaction, moment, id) }
}

/// What was searched for need not be preserved any more: the terms run again.
pub fn lift(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, id): (Officer, DisclosureId),
) -> Result<(), Error> {
    release(transaction, moment, id)?;
    note(transaction, vault, moment, (officer.person(), id, "disclosure.lifted"))
}

fn release(transaction: &Transaction<'_>, moment: &Moment, id: DisclosureId) -> Result<(), Error> {
    let lifted = transaction.execute(
        sql!("UPDATE disclosures SET lifted_at = $2 WHERE id = $1 AND lifted_at IS NULL"),
        params![id, moment.now],
    )?;
    if lifted == 0 {
        return Err(Error::Refused("disclosure-lifted"));
    }
    let holds: Vec<Uuid> =
        transaction.all(sql!("SELECT hold_id FROM disclosure_people WHERE disclosure_id = $1"), params![id])?;
    for hold in holds {
        privacy::lift(transaction, moment, hold)?;
    }
    Ok(())
}

/// The law no longer forbids telling the people concerned: they read it among their data from now on.
pub fn reveal(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, id): (Officer, DisclosureId),
) -> Result<(), Error> {
    for statement in [
        sql!("UPDATE disclosures SET is_secret = FALSE WHERE id = $1"),
        sql!("UPDATE disclosure_people SET is_secret = FALSE WHERE disclosure_id = $1"),
        sql!(
            "UPDATE holds SET is_secret = FALSE
             WHERE id IN (SELECT hold_id FROM disclosure_people WHERE disclosure_id = $1)"
        ),
    ] {
        transaction.execute(statement, params![id])?;
    }
    note(transaction, vault, moment, (officer.person(), id, "disclosure.revealed"))
}
