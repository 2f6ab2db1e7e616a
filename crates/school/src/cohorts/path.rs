//! One learner's path through a programme, for a teacher who said why; each opening is journalled with that reason.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use jiff::civil::Date;
use privacy::Engine;
use vault::{Access as Right, Category, Sealed, Service, Vault};

use super::{LookReason, PURPOSE};
use crate::Error;
use crate::access::{Access, Teaching};
use crate::moments::strasbourg;
use crate::people::{PersonId, Role};
use crate::programmes::{ProgrammeId, ResourceKind};
use crate::rights::opened;

/// A learner's path.
#[derive(Clone, Debug)]
pub struct Path {
    /// Their name.
    pub name: String,
    /// Since when they are enrolled.
    pub enrolled_at: Timestamp,
    /// When they were last here.
    pub last_at: Timestamp,
    /// The modules, in order.
    pub modules: Vec<PathModule>,
}

/// A module of a path.
#[derive(Clone, Debug)]
pub struct PathModule {
    /// Its title.
    pub title: String,
    /// By when it should be done.
    pub due_on: Option<Date>,
    /// Its resources, in order.
    pub resources: Vec<PathResource>,
}

/// A resource of a path.
#[derive(Clone, Debug)]
pub struct PathResource {
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: ResourceKind,
    /// When it was first opened.
    pub opened_at: Option<Timestamp>,
    /// When it was completed.
    pub completed_at: Option<Timestamp>,
    /// Active seconds in it.
    pub seconds: i64,
    /// The best result in percent: of an exercise's questions answered, or of the attempts at an assessment.
    pub percent: Option<i64>,
    /// Attempts handed in.
    pub attempts: i64,
}

/// Whether a teacher said today why they open a person's path.
pub fn has_reason(
    reader: &Reader<'_>,
    moment: &Moment,
    (access, person): (Access<Teaching>, PersonId),
) -> Result<bool, Error> {
    Ok(reason(reader, moment, access, person)?.is_some())
}

/// Says why; it counts for the day.
pub fn say_reason(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (access, person, why): (Access<Teaching>, PersonId, LookReason),
) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO looks (person_id, looked_by, day, what, reason, first_at) VALUES ($1, $2, $3, 'path', $4, $5)
             ON CONFLICT (person_id, looked_by, day, what) DO UPDATE SET reason = $4"
        ),
        params![person, access.person(), strasbourg(moment.now), why.code(), moment.now],
    )?;
    Ok(())
}

/// Opens a path. [`Error::NotFound`] for whoever is not enrolled, [`Error::Refused`] when no reason was said today or the learner
/// froze their learning.
pub fn path(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (access, person, programme): (Access<Teaching>, PersonId, ProgrammeId),
) -> Result<Path, Error> {
    let row: Option<(Sealed, Timestamp, Timestamp)> = transaction.optional(
        sql!(
            "SELECT people.name_sealed, enrolments.enrolled_at, enrolments.last_at
             FROM enrolments JOIN people ON people.id = enrolments.person_id
             WHERE people.id = $1 AND enrolments.programme_id = $2 AND people.closed_at IS NULL"
        ),
        params![person, programme],
    )?;
    let (name, enrolled_at, last_at) = row.ok_or(Error::NotFound)?;
    privacy::usable(transaction, engine, (person.uuid(), PURPOSE))?.map_err(|_| Error::Refused("path-frozen"))?;
    let why = reason(transaction, moment, access, person)?.ok_or(Error::Refused("path-reason"))?;
    opened(transaction, vault, moment, ((access.person(), Role::Teacher), person, "learning", why.code()))?;
    let name = vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", &name)?;
    let name = name.reveal(Right::service(Service::FollowUp))?.clone();
    Ok(Path { name, enrolled_at, last_at, modules: modules(transaction, person, programme)? })
}

fn reason(
    reader: &Reader<'_>,
    moment: &Moment,
    access: Access<Teaching>,
    person: PersonId,
) -> Result<Option<LookReason>, Error> {
    let code: Option<String> = reader.optional(
        sql!("SELECT reason FROM looks WHERE person_id = $1 AND looked_by = $2 AND day = $3 AND what = 'path'"),
        params![person, access.person(), strasbourg(moment.now)],
    )?;
    Ok(code.and_then(|code| LookReason::from_code(&code)))
}

fn modules(reader: &Reader<'_>, person: PersonId, programme: ProgrammeId) -> Result<Vec<PathModule>, Error> {
    type Columns = (
        i64,
        String,
        Option<Date>,
        String,
        String,
        Option<Timestamp>,
        Option<Timestamp>,
        Option<i64>,
        Option<i64>,
        Option<i64>,
        i64,
    );
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT modules.position, modules.title, deadlines.due_on, resources.title, resources.kind,
                    progress.opened_at, progress.completed_at, progress.active_seconds,
                    (SELECT CAST(SUM(best_hundredths) AS BIGINT) * 100 / CAST(NULLIF(SUM(maximum_hundredths), 0) AS BIGINT)
                     FROM exercise_answers WHERE exercise_answers.resource_id = resources.id
                       AND exercise_answers.person_id = $1 AND exercise_answers.answered_at IS NOT NULL),
                    (SELECT MAX(points_hundredths * 100 / NULLIF(maximum_hundredths, 0)) FROM attempts
                     WHERE attempts.resource_id = resources.id AND attempts.person_id = $1
                       AND attempts.submitted_at IS NOT NULL),
                    (SELECT COUNT(*) FROM attempts WHERE attempts.resource_id = resources.id
                       AND attempts.person_id = $1 AND attempts.submitted_at IS NOT NULL)
             FROM modules JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             LEFT JOIN progress ON progress.resource_id = resources.id AND progress.person_id = $1
             LEFT JOIN deadlines ON deadlines.module_id = modules.id AND deadlines.person_id = $1
             WHERE modules.programme_id = $2 AND modules.retired_at IS NULL
             ORDER BY modules.position, resources.position"
        ),
        params![person, programme],
    )?;
    let mut modules: Vec<(i64, PathModule)> = Vec::new();
    for (place, module, due_on, title, kind, opened_at, completed_at, seconds, exercise, assessment, attempts) in rows {
        if modules.last().is_none_or(|(last, _)| *last != place) {
            modules.push((place, PathModule { title: module, due_on, resources: Vec::new() }));
        }
        let kind = ResourceKind::from_code(&kind);
        let percent = if kind == ResourceKind::Assessment { assessment } else { exercise };
        let seconds = seconds.unwrap_or_default();
        if let Some((_, last)) = modules.last_mut() {
            last.resources.push(PathResource { title, kind, opened_at, completed_at, seconds, percent, attempts });
        }
    }
    Ok(modules.into_iter().map(|(_, module)| module).collect())
}
