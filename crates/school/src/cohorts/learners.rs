//! The learners of a programme or a cohort: how far each is, and who needs help, with the reasons.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use privacy::Engine;
use vault::{Access as Right, Category, Sealed, Service, Vault};

use super::looks::note_looks;
use super::{PURPOSE, Scope};
use crate::Error;
use crate::access::{Access, Teaching};
use crate::moments::strasbourg;
use crate::people::{PersonId, Role};

/// How many learners a page shows; a larger programme is followed by cohort.
const MOST_SHOWN: i64 = 500;
/// Whoever has not been here for so long, and has not finished, may have let go.
const SILENT: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Tries of one question, none of them right, after which explaining helps more than trying again.
const STUCK_TRIES: i64 = 3;

/// Why somebody may need help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// They wrote to the team and wait for an answer.
    Asks,
    /// So many modules are past their day.
    Late(i64),
    /// So many assessments were failed and not passed since.
    Failed(i64),
    /// So many questions were tried again and again.
    Stuck(i64),
    /// Nobody has seen them for so many days.
    Silent(i64),
}

/// One learner.
#[derive(Clone, Debug)]
pub struct LearnerLine {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Resources completed.
    pub done: i64,
    /// When they were last here.
    pub last_at: Timestamp,
    /// When they finished.
    pub completed_at: Option<Timestamp>,
    /// Active seconds of the last seven days.
    pub week_seconds: i64,
    /// Why they may need help, the most pressing first.
    pub help: Vec<Help>,
}

/// The learners of a scope.
#[derive(Clone, Debug)]
pub struct Learners {
    /// Those who need help first, then by name.
    pub lines: Vec<LearnerLine>,
    /// How many froze their learning, or object, and are not shown.
    pub set_aside: usize,
    /// Resources there are.
    pub total: i64,
    /// Whether there are more than are shown.
    pub is_cut: bool,
}

struct Row {
    person: PersonId,
    name: Sealed,
    last_at: Timestamp,
    completed_at: Option<Timestamp>,
    done: i64,
    late: i64,
    failed: i64,
    stuck: i64,
    asks: i64,
    week_seconds: i64,
}

/// Lists the learners of a scope; that they were is in the journal before anything is shown.
pub fn learners(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (access, scope): (Access<Teaching>, Scope),
) -> Result<Learners, Error> {
    let aside = privacy::set_aside(transaction, engine, PURPOSE)?;
    let rows = rows(transaction, scope, strasbourg(moment.now))?;
    let is_cut = rows.len() as i64 > MOST_SHOWN;
    let (hidden, shown): (Vec<Row>, Vec<Row>) =
        rows.into_iter().take(MOST_SHOWN as usize).partition(|row| aside.contains(&row.person.uuid()));
    let people: Vec<PersonId> = shown.iter().map(|row| row.person).collect();
    let by = (access.person(), Role::Teacher);
    note_looks(transaction, vault, moment, (by, "list", "cohort"), &people)?;
    let mut lines = Vec::with_capacity(shown.len());
    for row in shown {
        let name = match vault.open_value(row.person.uuid(), Category::Identity, "people.name_sealed", &row.name) {
            Ok(name) => name.reveal(Right::service(Service::FollowUp))?.clone(),
            Err(vault::Error::Destroyed) => continue,
            Err(error) => return Err(error.into()),
        };
        lines.push(line(row, name, moment.now));
    }
    lines.sort_by(|one, other| (other.help.len(), &one.name).cmp(&(one.help.len(), &other.name)));
    Ok(Learners { lines, set_aside: hidden.len(), total: resources(transaction, scope)?, is_cut })
}

fn line(row: Row, name: String, now: Timestamp) -> LearnerLine {
    let away = now.duration_since(row.last_at);
    let is_silent = row.completed_at.is_none() && away >= SILENT;
    let counted = |count: i64, help: fn(i64) -> Help| (count > 0).then(|| help(count));
    let help = [
        (row.asks > 0).then_some(Help::Asks),
        counted(row.late, Help::Late),
        counted(row.failed, Help::Failed),
        counted(row.stuck, Help::Stuck),
        is_silent.then_some(Help::Silent(away.as_hours() / 24)),
    ];
    LearnerLine {
        person: row.person,
        name,
        done: row.done,
        last_at: row.last_at,
        completed_at: row.completed_at,
        week_seconds: row.week_seconds,
        help: help.into_iter().flatten().collect(),
    }
}

/// Resources of the programme as it stands.
fn resources(reader: &Reader<'_>, scope: Scope) -> Result<i64, Error> {
    Ok(reader.one(
        sql!(
            "SELECT COUNT(*) FROM resources JOIN modules ON modules.id = resources.module_id
             WHERE modules.programme_id = $1 AND modules.retired_at IS NULL AND resources.retired_at IS NULL"
        ),
        params![scope.programme],
    )?)
}

fn rows(reader: &Reader<'_>, scope: Scope, today: Date) -> Result<Vec<Row>, Error> {
    type Columns = (PersonId, Sealed, Timestamp, Option<Timestamp>, i64, i64, i64, i64, i64, i64);
    let (cohort, is_whole) = scope.parameters();
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT people.id, people.name_sealed, enrolments.last_at, enrolments.completed_at,
               (SELECT COUNT(*) FROM progress JOIN resources ON resources.id = progress.resource_id
                JOIN modules ON modules.id = resources.module_id
                WHERE progress.person_id = people.id AND progress.completed_at IS NOT NULL
                  AND modules.programme_id = $1 AND modules.retired_at IS NULL AND resources.retired_at IS NULL),
               (SELECT COUNT(*) FROM deadlines JOIN modules ON modules.id = deadlines.module_id
                WHERE deadlines.person_id = people.id AND modules.programme_id = $1 AND modules.retired_at IS NULL
                  AND deadlines.due_on < $3 AND EXISTS (
                    SELECT 1 FROM resources LEFT JOIN progress
                      ON progress.resource_id = resources.id AND progress.person_id = people.id
                    WHERE resources.module_id = modules.id AND resources.retired_at IS NULL
                      AND progress.completed_at IS NULL)),
               (SELECT COUNT(DISTINCT attempts.resource_id) FROM attempts
                JOIN resources ON resources.id = attempts.resource_id JOIN modules ON modules.id = resources.module_id
                WHERE attempts.person_id = people.id AND attempts.submitted_at IS NOT NULL AND NOT attempts.passed
                  AND modules.programme_id = $1 AND resources.retired_at IS NULL AND NOT EXISTS (
                    SELECT 1 FROM attempts AS better WHERE better.person_id = people.id
                      AND better.resource_id = attempts.resource_id AND better.passed)),
               (SELECT COUNT(*) FROM exercise_answers JOIN resources ON resources.id = exercise_answers.resource_id
                JOIN modules ON modules.id = resources.module_id
                WHERE exercise_answers.person_id = people.id AND exercise_answers.tries >= $5
                  AND exercise_answers.best_hundredths < exercise_answers.maximum_hundredths
                  AND exercise_answers.verdict <> 'awaiting' AND modules.programme_id = $1
                  AND resources.retired_at IS NULL),
               (SELECT COUNT(*) FROM conversations WHERE conversations.person_id = people.id
                  AND conversations.desk = 'teaching' AND conversations.state = 'waiting'),
               (SELECT CAST(COALESCE(SUM(progress_days.active_seconds), 0) AS BIGINT) FROM progress_days
                JOIN resources ON resources.id = progress_days.resource_id
                JOIN modules ON modules.id = resources.module_id
                WHERE progress_days.person_id = people.id AND progress_days.day > $4 AND modules.programme_id = $1)
             FROM enrolments JOIN people ON people.id = enrolments.person_id
             WHERE enrolments.programme_id = $1 AND people.closed_at IS NULL AND ($7 OR EXISTS (
               SELECT 1 FROM cohort_members WHERE cohort_members.cohort_id = $2
                 AND cohort_members.person_id = people.id))
             ORDER BY people.id LIMIT $6"
        ),
        params![
            scope.programme,
            cohort,
            today,
            today.saturating_sub(7.days()),
            STUCK_TRIES,
            MOST_SHOWN.saturating_add(1),
            is_whole
        ],
    )?;
    let row = |(person, name, last_at, completed_at, done, late, failed, stuck, asks, week_seconds): Columns| Row {
        person,
        name,
        last_at,
        completed_at,
        done,
        late,
        failed,
        stuck,
        asks,
        week_seconds,
    };
    Ok(rows.into_iter().map(row).collect())
}
