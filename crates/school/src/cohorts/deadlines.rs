//! The days of a cohort: by when a module should be done. What a learner chose for themselves goes before it.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::civil::Date;
use vault::Vault;

use super::CohortId;
use super::cohort::note;
use crate::Error;
use crate::access::{Access, Teaching};
use crate::people::PersonId;
use crate::programmes::ModuleId;

/// A module of the cohort's programme, and its day.
#[derive(Clone, Debug)]
pub struct ModuleDay {
    /// Which module.
    pub module: ModuleId,
    /// Its title.
    pub title: String,
    /// By when; none when the cohort has no day for it.
    pub due_on: Option<Date>,
}

/// The modules of a cohort's programme with their days.
pub fn module_days(reader: &Reader<'_>, (_, cohort): (Access<Teaching>, CohortId)) -> Result<Vec<ModuleDay>, Error> {
    let rows: Vec<(ModuleId, String, Option<Date>)> = reader.all(
        sql!(
            "SELECT modules.id, modules.title, cohort_deadlines.due_on
             FROM cohorts JOIN modules ON modules.programme_id = cohorts.programme_id AND modules.retired_at IS NULL
             LEFT JOIN cohort_deadlines ON cohort_deadlines.cohort_id = cohorts.id
                                       AND cohort_deadlines.module_id = modules.id
             WHERE cohorts.id = $1 ORDER BY modules.position"
        ),
        params![cohort],
    )?;
    Ok(rows.into_iter().map(|(module, title, due_on)| ModuleDay { module, title, due_on }).collect())
}

/// Sets the day of a module for a cohort, or takes it away; its members have it from now on.
pub fn set_module_day(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (access, cohort): (Access<Teaching>, CohortId),
    (module, due_on): (ModuleId, Option<Date>),
) -> Result<(), Error> {
    let is_its = sql!(
        "SELECT 1 FROM cohorts JOIN modules ON modules.programme_id = cohorts.programme_id
         WHERE cohorts.id = $1 AND cohorts.archived_at IS NULL AND modules.id = $2"
    );
    let known: Option<i64> = transaction.optional(is_its, params![cohort, module])?;
    known.ok_or(Error::NotFound)?;
    let forget = sql!("DELETE FROM cohort_deadlines WHERE cohort_id = $1 AND module_id = $2");
    transaction.execute(forget, params![cohort, module])?;
    if let Some(due_on) = due_on {
        transaction.execute(
            sql!("INSERT INTO cohort_deadlines (cohort_id, module_id, due_on) VALUES ($1, $2, $3)"),
            params![cohort, module, due_on],
        )?;
    }
    transaction.execute(
        sql!(
            "DELETE FROM deadlines WHERE module_id = $2 AND chosen_by = 'cohort' AND person_id IN (
               SELECT person_id FROM cohort_members WHERE cohort_id = $1)"
        ),
        params![cohort, module],
    )?;
    transaction.execute(
        sql!(
            "INSERT INTO deadlines (person_id, module_id, due_on, chosen_by)
             SELECT cohort_members.person_id, cohort_deadlines.module_id, cohort_deadlines.due_on, 'cohort'
             FROM cohort_members JOIN cohort_deadlines ON cohort_deadlines.cohort_id = cohort_members.cohort_id
             WHERE cohort_members.cohort_id = $1 AND cohort_deadlines.module_id = $2
             ON CONFLICT (person_id, module_id) DO UPDATE SET due_on = excluded.due_on, chosen_by = 'cohort'
             WHERE deadlines.chosen_by <> 'learner'"
        ),
        params![cohort, module],
    )?;
    note(transaction, vault, moment, (access, cohort, "cohort.day_set"))
}

/// Gives a new member the cohort's days.
pub(super) fn apply_to(transaction: &Transaction<'_>, person: PersonId, cohort: CohortId) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO deadlines (person_id, module_id, due_on, chosen_by)
             SELECT $1, module_id, due_on, 'cohort' FROM cohort_deadlines WHERE cohort_id = $2
             ON CONFLICT (person_id, module_id) DO UPDATE SET due_on = excluded.due_on, chosen_by = 'cohort'
             WHERE deadlines.chosen_by <> 'learner'"
        ),
        params![person, cohort],
    )?;
    Ok(())
}
