//! What the team calls a cohort, and the list of what is followed.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::civil::Date;
use journal::Entry;
use vault::Vault;

use super::{CohortId, Scope};
use crate::Error;
use crate::access::{Access, Teaching};
use crate::people::FieldMistake;
use crate::programmes::ProgrammeId;

/// The longest name, in characters.
const MOST_NAME: usize = 80;

/// A cohort that can be made.
#[derive(Clone, Debug)]
pub struct NewCohort {
    name: String,
    begins_on: Date,
}

impl NewCohort {
    /// Takes what was typed, or says every mistake in it.
    pub fn parse(name: &str, begins_on: &str) -> Result<Self, Vec<FieldMistake>> {
        let mut mistakes = Vec::new();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if !(1..=MOST_NAME).contains(&name.chars().count()) {
            mistakes.push(FieldMistake::new("name", "cohort-name"));
        }
        let day = begins_on.trim().parse();
        mistakes.extend(day.is_err().then_some(FieldMistake::new("begins_on", "day-expected")));
        match day {
            Ok(begins_on) if mistakes.is_empty() => Ok(Self { name, begins_on }),
            _ => Err(mistakes),
        }
    }
}

/// A cohort.
#[derive(Clone, Debug)]
pub struct Cohort {
    /// Which.
    pub id: CohortId,
    /// Of which programme.
    pub programme: ProgrammeId,
    /// As the team calls it.
    pub name: String,
    /// The day on which it begins.
    pub begins_on: Date,
    /// How many are in it.
    pub members: i64,
}

/// A programme with its cohorts, as they are followed.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The programme.
    pub programme: ProgrammeId,
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How many are enrolled.
    pub enrolled: i64,
    /// How many of them finished.
    pub completed: i64,
    /// Its cohorts, the newest first.
    pub cohorts: Vec<Cohort>,
}

/// Every programme with its cohorts, in two queries.
pub fn followed(reader: &Reader<'_>, _: Access<Teaching>) -> Result<Vec<Followed>, Error> {
    let programmes: Vec<(ProgrammeId, String, String, i64, i64)> = reader.all(
        sql!(
            "SELECT programmes.id, programmes.slug, programmes.title, COUNT(people.id),
                    COUNT(CASE WHEN people.id IS NOT NULL THEN enrolments.completed_at END)
             FROM programmes LEFT JOIN enrolments ON enrolments.programme_id = programmes.id
                  LEFT JOIN people ON people.id = enrolments.person_id AND people.closed_at IS NULL
             GROUP BY programmes.id, programmes.slug, programmes.title, programmes.position ORDER BY programmes.position"
        ),
        params![],
    )?;
    let rows: Vec<(ProgrammeId, CohortId, String, Date, i64)> = reader.all(
        sql!(
            "SELECT cohorts.programme_id, cohorts.id, cohorts.name, cohorts.begins_on, COUNT(people.id)
             FROM cohorts LEFT JOIN cohort_members ON cohort_members.cohort_id = cohorts.id
                  LEFT JOIN people ON people.id = cohort_members.person_id AND people.closed_at IS NULL
             WHERE cohorts.archived_at IS NULL
             GROUP BY cohorts.programme_id, cohorts.id, cohorts.name, cohorts.begins_on
             ORDER BY cohorts.begins_on DESC, cohorts.id"
        ),
        params![],
    )?;
    let of = |programme: ProgrammeId| {
        let own = rows.iter().filter(|(of, ..)| *of == programme);
        own.map(|(_, id, name, begins_on, members)| Cohort {
            id: *id,
            programme,
            name: name.clone(),
            begins_on: *begins_on,
            members: *members,
        })
        .collect()
    };
    let line = |(programme, slug, title, enrolled, completed)| Followed {
        programme,
        slug,
        title,
        enrolled,
        completed,
        cohorts: of(programme),
    };
    Ok(programmes.into_iter().map(line).collect())
}

/// What a page is about.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Whom it is about.
    pub scope: Scope,
    /// The programme's address.
    pub slug: String,
    /// The programme's title.
    pub title: String,
    /// The cohort, if it is about one.
    pub cohort: Option<Cohort>,
}

/// A programme, or one of its cohorts; [`Error::NotFound`] for another's.
pub fn subject(
    reader: &Reader<'_>,
    (access, slug, id): (Access<Teaching>, &str, Option<CohortId>),
) -> Result<Subject, Error> {
    let known: Option<(ProgrammeId, String)> =
        reader.optional(sql!("SELECT id, title FROM programmes WHERE slug = $1"), params![slug])?;
    let (programme, title) = known.ok_or(Error::NotFound)?;
    let cohort = match id {
        Some(id) => Some(cohort(reader, (access, id))?).filter(|cohort| cohort.programme == programme),
        None => None,
    };
    if id.is_some() && cohort.is_none() {
        return Err(Error::NotFound);
    }
    let scope = Scope { programme, cohort: cohort.as_ref().map(|cohort| cohort.id) };
    Ok(Subject { scope, slug: slug.to_owned(), title, cohort })
}

/// The address of a programme.
pub fn slug_of(reader: &Reader<'_>, (_, programme): (Access<Teaching>, ProgrammeId)) -> Result<String, Error> {
    let slug: Option<String> =
        reader.optional(sql!("SELECT slug FROM programmes WHERE id = $1"), params![programme])?;
    slug.ok_or(Error::NotFound)
}

/// A cohort that is listed.
pub fn cohort(reader: &Reader<'_>, (_, id): (Access<Teaching>, CohortId)) -> Result<Cohort, Error> {
    let row: Option<(ProgrammeId, String, Date, i64)> = reader.optional(
        sql!(
            "SELECT programme_id, name, begins_on,
                    (SELECT COUNT(*) FROM cohort_members JOIN people ON people.id = cohort_members.person_id
                     WHERE cohort_members.cohort_id = cohorts.id AND people.closed_at IS NULL)
             FROM cohorts WHERE id = $1 AND archived_at IS NULL"
        ),
        params![id],
    )?;
    let (programme, name, begins_on, members) = row.ok_or(Error::NotFound)?;
    Ok(Cohort { id, programme, name, begins_on, members })
}

/// Makes a cohort of a programme.
pub fn create(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (access, programme, new): (Access<Teaching>, ProgrammeId, &NewCohort),
) -> Result<CohortId, Error> {
    let id = CohortId::new(moment);
    transaction.execute(
        sql!("INSERT INTO cohorts (id, programme_id, name, begins_on, created_at) VALUES ($1, $2, $3, $4, $5)"),
        params![id, programme, &new.name, new.begins_on, moment.now],
    )?;
    note(transaction, vault, moment, (access, id, "cohort.created"))?;
    Ok(id)
}

/// Lists a cohort no more. Its members stay enrolled and keep everything.
pub fn archive(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (access, id): (Access<Teaching>, CohortId),
) -> Result<(), Error> {
    let archived = transaction.execute(
        sql!("UPDATE cohorts SET archived_at = $2 WHERE id = $1 AND archived_at IS NULL"),
        params![id, moment.now],
    )?;
    if archived == 0 {
        return Err(Error::NotFound);
    }
    transaction.execute(sql!("DELETE FROM expected_members WHERE cohort_id = $1"), params![id])?;
    note(transaction, vault, moment, (access, id, "cohort.archived"))
}

/// What the team did with a cohort, in the journal.
pub(super) fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (access, id, kind): (Access<Teaching>, CohortId, &'static str),
) -> Result<(), Error> {
    let entry = Entry::new(kind).by(vault.pseudonym(access.person().uuid())?).with("cohort", id.to_string());
    journal::append(transaction, moment, entry)?;
    Ok(())
}
