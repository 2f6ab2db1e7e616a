//! A programme or a cohort at a glance: counts, without a name.

use std::collections::BTreeMap;

use database::{Moment, Reader, params, sql};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use privacy::Engine;

use super::{PURPOSE, Scope};
use crate::Error;
use crate::access::{Access, Teaching};
use crate::moments::strasbourg;
use crate::people::PersonId;
use crate::programmes::ModuleId;

/// Weeks of work shown.
const WEEKS: i64 = 12;

/// How a programme or a cohort goes on.
#[derive(Clone, Debug)]
pub struct Glance {
    /// How many learn.
    pub enrolled: i64,
    /// How many of them finished.
    pub completed: i64,
    /// How many worked within seven days.
    pub active: i64,
    /// The modules, in order.
    pub modules: Vec<ModuleCount>,
    /// The weeks, the oldest first.
    pub weeks: Vec<WeekOfWork>,
}

/// How many stand where in a module.
#[derive(Clone, Debug)]
pub struct ModuleCount {
    /// Which.
    pub id: ModuleId,
    /// Its title.
    pub title: String,
    /// How many did all of it.
    pub done: i64,
    /// How many began it.
    pub begun: i64,
    /// How many did not open it.
    pub untouched: i64,
}

/// A week of work, all learners together.
#[derive(Clone, Copy, Debug)]
pub struct WeekOfWork {
    /// Its Monday.
    pub monday: Date,
    /// Active seconds.
    pub seconds: i64,
}

/// Counts, leaving out whoever froze their learning or objects.
pub fn glance(
    reader: &Reader<'_>,
    moment: &Moment,
    engine: &Engine,
    (_, scope): (Access<Teaching>, Scope),
) -> Result<Glance, Error> {
    let aside = privacy::set_aside(reader, engine, PURPOSE)?;
    let today = strasbourg(moment.now);
    let (cohort, is_whole) = scope.parameters();
    let people: Vec<(PersonId, bool)> = reader.all(
        sql!(
            "SELECT people.id, enrolments.completed_at IS NOT NULL
             FROM enrolments JOIN people ON people.id = enrolments.person_id
             WHERE enrolments.programme_id = $1 AND people.closed_at IS NULL AND ($3 OR EXISTS (
               SELECT 1 FROM cohort_members WHERE cohort_members.cohort_id = $2
                 AND cohort_members.person_id = people.id))"
        ),
        params![scope.programme, cohort, is_whole],
    )?;
    let people: BTreeMap<PersonId, bool> =
        people.into_iter().filter(|(person, _)| !aside.contains(&person.uuid())).collect();
    let days = days(reader, scope, today)?;
    let days: Vec<_> = days.into_iter().filter(|(_, person, _)| people.contains_key(person)).collect();
    let week_ago = today.saturating_sub(7.days());
    let mut lately: Vec<_> = days.iter().filter(|(day, ..)| *day > week_ago).map(|(_, person, _)| *person).collect();
    lately.sort_unstable();
    lately.dedup();
    Ok(Glance {
        enrolled: people.len() as i64,
        completed: people.values().filter(|completed| **completed).count() as i64,
        active: lately.len() as i64,
        modules: modules(reader, scope, &people)?,
        weeks: weeks(&days, today),
    })
}

/// Active seconds by day and person, over the weeks shown.
fn days(reader: &Reader<'_>, scope: Scope, today: Date) -> Result<Vec<(Date, PersonId, i64)>, Error> {
    Ok(reader.all(
        sql!(
            "SELECT progress_days.day, progress_days.person_id, CAST(SUM(progress_days.active_seconds) AS BIGINT)
             FROM progress_days JOIN resources ON resources.id = progress_days.resource_id
             JOIN modules ON modules.id = resources.module_id
             WHERE progress_days.day >= $2 AND modules.programme_id = $1
             GROUP BY progress_days.day, progress_days.person_id"
        ),
        params![scope.programme, first_monday(today)],
    )?)
}

fn weeks(days: &[(Date, PersonId, i64)], today: Date) -> Vec<WeekOfWork> {
    let first = first_monday(today);
    let week = |number: i64| {
        let monday = first.saturating_add((number * 7).days());
        let next = monday.saturating_add(7.days());
        let own = days.iter().filter(|(day, ..)| (monday..next).contains(day));
        WeekOfWork { monday, seconds: own.map(|(_, _, seconds)| seconds).sum() }
    };
    (0..WEEKS).map(week).collect()
}

fn first_monday(today: Date) -> Date {
    let monday = today.saturating_sub(i64::from(today.weekday().since(Weekday::Monday)).days());
    monday.saturating_sub(((WEEKS - 1) * 7).days())
}

fn modules(reader: &Reader<'_>, scope: Scope, people: &BTreeMap<PersonId, bool>) -> Result<Vec<ModuleCount>, Error> {
    let known: Vec<(ModuleId, String, i64)> = reader.all(
        sql!(
            "SELECT modules.id, modules.title, COUNT(*) FROM modules
             JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             WHERE modules.programme_id = $1 AND modules.retired_at IS NULL
             GROUP BY modules.id, modules.title, modules.position ORDER BY modules.position"
        ),
        params![scope.programme],
    )?;
    let reached: Vec<(ModuleId, PersonId, i64)> = reader.all(
        sql!(
            "SELECT modules.id, progress.person_id, COUNT(progress.completed_at) FROM modules
             JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             JOIN progress ON progress.resource_id = resources.id
             WHERE modules.programme_id = $1 AND modules.retired_at IS NULL
             GROUP BY modules.id, progress.person_id"
        ),
        params![scope.programme],
    )?;
    let count = |(id, title, resources): (ModuleId, String, i64)| {
        let own = reached.iter().filter(|(module, person, _)| *module == id && people.contains_key(person));
        let (done, begun) =
            own.fold(
                (0, 0),
                |(done, begun), (_, _, completed)| {
                    if *completed == resources { (done + 1, begun) } else { (done, begun + 1) }
                },
            );
        ModuleCount { id, title, done, begun, untouched: people.len() as i64 - done - begun }
    };
    Ok(known.into_iter().map(count).collect())
}
