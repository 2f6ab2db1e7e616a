//! Deadlines: chosen by the learner, or proposed by the programme.

use database::{Reader, Transaction, params, sql};
use jiff::civil::Date;

use crate::Error;
use crate::people::PersonId;
use crate::programmes::ModuleId;

/// A module that should be done by a day.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// The module.
    pub module: ModuleId,
    /// The module's title.
    pub title: String,
    /// The programme's address.
    pub programme: String,
    /// The programme's title.
    pub programme_title: String,
    /// The day.
    pub due_on: Date,
}

/// Chooses a day for a module of one's programme, or none.
pub fn set_deadline(
    transaction: &Transaction<'_>,
    person: PersonId,
    module: ModuleId,
    due_on: Option<Date>,
) -> Result<(), Error> {
    let enrolled: Option<ModuleId> = transaction.optional(
        sql!(
            "SELECT modules.id FROM modules
             JOIN enrolments ON enrolments.programme_id = modules.programme_id AND enrolments.person_id = $1
             WHERE modules.id = $2"
        ),
        params![person, module],
    )?;
    enrolled.ok_or(Error::NotFound)?;
    let Some(day) = due_on else {
        transaction
            .execute(sql!("DELETE FROM deadlines WHERE person_id = $1 AND module_id = $2"), params![person, module])?;
        return Ok(());
    };
    transaction.execute(
        sql!(
            "INSERT INTO deadlines (person_id, module_id, due_on, chosen_by) VALUES ($1, $2, $3, 'learner')
             ON CONFLICT (person_id, module_id) DO UPDATE SET due_on = $3, chosen_by = 'learner'"
        ),
        params![person, module, day],
    )?;
    Ok(())
}

/// The modules that are not done yet and have a day, the nearest first.
pub fn deadlines(reader: &Reader<'_>, person: PersonId) -> Result<Vec<Deadline>, Error> {
    let rows: Vec<(ModuleId, String, String, String, Date)> = reader.all(
        sql!(
            "SELECT modules.id, modules.title, programmes.slug, programmes.title, deadlines.due_on
             FROM deadlines
             JOIN modules ON modules.id = deadlines.module_id AND modules.retired_at IS NULL
             JOIN programmes ON programmes.id = modules.programme_id
             JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             LEFT JOIN progress ON progress.resource_id = resources.id AND progress.person_id = $1
             WHERE deadlines.person_id = $1
             GROUP BY modules.id, modules.title, programmes.slug, programmes.title, deadlines.due_on
             HAVING COUNT(progress.completed_at) < COUNT(*)
             ORDER BY deadlines.due_on"
        ),
        params![person],
    )?;
    Ok(rows
        .into_iter()
        .map(|(module, title, programme, programme_title, due_on)| Deadline {
            module,
            title,
            programme,
            programme_title,
            due_on,
        })
        .collect())
}
