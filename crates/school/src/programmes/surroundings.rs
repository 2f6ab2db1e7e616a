//! What stands around each resource of a programme: kept beside it, so that a page need not read the whole programme.

use database::{Transaction, params, sql};
use serde::{Deserialize, Serialize};

use super::{ProgrammeId, ResourceId};
use crate::Error;

/// Where a resource stands. One that left its programme has nothing around it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Surroundings {
    /// Its place in the module and how many there are, from 1.
    pub place: (usize, usize),
    /// What stands before it in the programme.
    pub previous: Option<Neighbour>,
    /// What stands after it.
    pub next: Option<Neighbour>,
}

/// A resource before or after another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Neighbour {
    /// The module's address.
    pub module: String,
    /// The resource's address.
    pub resource: String,
    /// The resource's title.
    pub title: String,
}

impl Default for Surroundings {
    fn default() -> Self {
        Self { place: (1, 1), previous: None, next: None }
    }
}

/// Works out what stands around each resource of a programme, after anything in it was added, moved, renamed or retired.
pub(super) fn keep_surroundings(transaction: &Transaction<'_>, programme: ProgrammeId) -> Result<(), Error> {
    let rows: Vec<(ResourceId, String, String, String)> = transaction.all(
        sql!(
            "SELECT resources.id, modules.slug, resources.slug, resources.title FROM modules
             JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             WHERE modules.programme_id = $1 AND modules.retired_at IS NULL
             ORDER BY modules.position, resources.position"
        ),
        params![programme],
    )?;
    transaction.execute(
        sql!(
            "UPDATE resources SET around = '{}', revision = revision + 1
             WHERE module_id IN (SELECT id FROM modules WHERE programme_id = $1) AND retired_at IS NOT NULL"
        ),
        params![programme],
    )?;
    let neighbour = |index: usize| {
        rows.get(index).map(|(_, module, resource, title)| Neighbour {
            module: module.clone(),
            resource: resource.clone(),
            title: title.clone(),
        })
    };
    for (index, (id, module, ..)) in rows.iter().enumerate() {
        let before = rows.iter().take(index).filter(|(_, other, ..)| other == module).count();
        let all = rows.iter().filter(|(_, other, ..)| other == module).count();
        let around = Surroundings {
            place: (before + 1, all),
            previous: index.checked_sub(1).and_then(neighbour),
            next: neighbour(index + 1),
        };
        transaction.execute(
            sql!("UPDATE resources SET around = $2, revision = revision + 1 WHERE id = $1"),
            params![*id, serde_json::to_string(&around)?],
        )?;
    }
    Ok(())
}
