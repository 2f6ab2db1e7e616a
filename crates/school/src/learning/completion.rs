//! Completion: of a resource, then of the programme, then the certificate it may earn; in the same story.

use database::{Moment, Transaction, params, sql};
use vault::Vault;

use crate::Error;
use crate::people::PersonId;
use crate::programmes::{ProgrammeId, ResourceId};

/// Notes that a resource is completed, once, and whatever follows from it.
pub(crate) fn complete(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    resource: ResourceId,
) -> Result<(), Error> {
    let newly = transaction.execute(
        sql!(
            "INSERT INTO progress (person_id, resource_id, opened_at, last_at, media, active_seconds, completed_at)
             VALUES ($1, $2, $3, $3, '{}', 0, $3)
             ON CONFLICT (person_id, resource_id) DO UPDATE SET completed_at = $3, last_at = $3
             WHERE progress.completed_at IS NULL"
        ),
        params![person, resource, moment.now],
    )?;
    if newly == 0 {
        return Ok(());
    }
    let (programme, missing): (ProgrammeId, i64) = transaction.one(
        sql!(
            "SELECT here.programme_id, (
               SELECT COUNT(*) FROM resources
               JOIN modules ON modules.id = resources.module_id AND modules.retired_at IS NULL
               LEFT JOIN progress ON progress.resource_id = resources.id AND progress.person_id = $1
               WHERE modules.programme_id = here.programme_id AND resources.retired_at IS NULL
                 AND progress.completed_at IS NULL)
             FROM resources AS finished JOIN modules AS here ON here.id = finished.module_id WHERE finished.id = $2"
        ),
        params![person, resource],
    )?;
    if missing > 0 {
        return Ok(());
    }
    transaction.execute(
        sql!(
            "UPDATE enrolments SET completed_at = $3
             WHERE person_id = $1 AND programme_id = $2 AND completed_at IS NULL"
        ),
        params![person, programme, moment.now],
    )?;
    crate::certificates::issue_if_earned(transaction, vault, moment, person, programme)
}
