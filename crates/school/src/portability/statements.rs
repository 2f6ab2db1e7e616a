//! A person's learning as xAPI statements, one a line, the order of the tables and of time.

use std::io::Write;

use database::{Reader, params, sql};
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use vault::{Access, Category, Sealed, Vault};

use super::statement::{Activity, Actor, Verb, scored};
use crate::people::PersonId;
use crate::{Error, Settings};

/// Writes every statement on a line of its own; how many. Slow: on a blocking thread.
pub fn write_statements(
    reader: &Reader<'_>,
    vault: &Vault,
    settings: &Settings,
    (person, to): (PersonId, &mut dyn Write),
) -> Result<u64, Error> {
    let actor = Actor { home_page: &settings.base_url, person: person.uuid() };
    let mut page = Page { actor, base_url: &settings.base_url, to, count: 0 };
    enrolments(reader, person, &mut page)?;
    lessons(reader, person, &mut page)?;
    answers(reader, vault, person, &mut page)?;
    attempts(reader, person, &mut page)?;
    certificates(reader, person, &mut page)?;
    Ok(page.count)
}

struct Page<'p> {
    actor: Actor<'p>,
    base_url: &'p str,
    to: &'p mut dyn Write,
    count: u64,
}

impl Page<'_> {
    fn put(&mut self, verb: Verb, activity: &Activity, at: Timestamp, result: Option<&Json>) -> Result<(), Error> {
        let statement = self.actor.did(verb, activity, at, result);
        self.count += 1;
        writeln!(self.to, "{statement}")
            .map_err(|error| Error::Other(format!("a statement cannot be written: {error}")))
    }

    fn course(&self, slug: &str, name: String) -> Activity {
        Activity { id: format!("{}/programmes/{slug}", self.base_url), name, kind: "course" }
    }

    fn resource(
        &self,
        (programme, module, resource): (&str, &str, &str),
        name: String,
        kind: &'static str,
    ) -> Activity {
        Activity { id: format!("{}/apprendre/{programme}/{module}/{resource}", self.base_url), name, kind }
    }
}

fn enrolments(reader: &Reader<'_>, person: PersonId, page: &mut Page<'_>) -> Result<(), Error> {
    let rows: Vec<(String, String, Timestamp, Option<Timestamp>)> = reader.all(
        sql!(
            "SELECT programmes.slug, programmes.title, enrolments.enrolled_at, enrolments.completed_at
             FROM enrolments JOIN programmes ON programmes.id = enrolments.programme_id
             WHERE enrolments.person_id = $1 ORDER BY enrolments.enrolled_at"
        ),
        params![person],
    )?;
    for (slug, title, enrolled_at, completed_at) in rows {
        let course = page.course(&slug, title);
        page.put(Verb::Registered, &course, enrolled_at, None)?;
        if let Some(at) = completed_at {
            page.put(Verb::Completed, &course, at, Some(&json!({ "completion": true })))?;
        }
    }
    Ok(())
}

fn lessons(reader: &Reader<'_>, person: PersonId, page: &mut Page<'_>) -> Result<(), Error> {
    let rows: Vec<(String, String, String, String, Timestamp, Option<Timestamp>, i64)> = reader.all(
        sql!(
            "SELECT programmes.slug, modules.slug, resources.slug, resources.title, progress.opened_at,
                    progress.completed_at, progress.active_seconds
             FROM progress JOIN resources ON resources.id = progress.resource_id
                  JOIN modules ON modules.id = resources.module_id JOIN programmes ON programmes.id = modules.programme_id
             WHERE progress.person_id = $1 ORDER BY progress.opened_at"
        ),
        params![person],
    )?;
    for (programme, module, resource, title, opened_at, completed_at, seconds) in rows {
        let lesson = page.resource((&programme, &module, &resource), title, "lesson");
        let duration = format!("PT{seconds}S");
        page.put(Verb::Experienced, &lesson, opened_at, Some(&json!({ "duration": duration })))?;
        if let Some(at) = completed_at {
            page.put(Verb::Completed, &lesson, at, Some(&json!({ "completion": true, "duration": duration })))?;
        }
    }
    Ok(())
}

fn answers(reader: &Reader<'_>, vault: &Vault, person: PersonId, page: &mut Page<'_>) -> Result<(), Error> {
    type Columns = (String, String, String, String, Option<Sealed>, Timestamp, Option<i64>, Option<i64>);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT programmes.slug, modules.slug, resources.slug, exercise_answers.question,
                    exercise_answers.answer_sealed, exercise_answers.answered_at, exercise_answers.points_hundredths,
                    exercise_answers.maximum_hundredths
             FROM exercise_answers JOIN resources ON resources.id = exercise_answers.resource_id
                  JOIN modules ON modules.id = resources.module_id JOIN programmes ON programmes.id = modules.programme_id
             WHERE exercise_answers.person_id = $1 AND exercise_answers.answered_at IS NOT NULL
             ORDER BY exercise_answers.answered_at"
        ),
        params![person],
    )?;
    for (programme, module, resource, question, sealed, at, points, maximum) in rows {
        let mut asked = page.resource((&programme, &module, &resource), question.clone(), "question");
        asked.id = format!("{}/{question}", asked.id);
        let mut result = scored(points.unwrap_or_default(), maximum.unwrap_or_default());
        if let Some(sealed) = sealed {
            let place = "exercise_answers.answer_sealed";
            match vault.open_value(person.uuid(), Category::Learning, place, &sealed) {
                Ok(answer) => result["response"] = Json::from(answer.reveal(Access::own(person.uuid()))?.as_str()),
                Err(vault::Error::Destroyed) => {}
                Err(error) => return Err(error.into()),
            }
        }
        page.put(Verb::Answered, &asked, at, Some(&result))?;
    }
    Ok(())
}

fn attempts(reader: &Reader<'_>, person: PersonId, page: &mut Page<'_>) -> Result<(), Error> {
    type Columns = (String, String, String, String, Timestamp, i64, i64, bool);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT programmes.slug, modules.slug, resources.slug, resources.title, attempts.submitted_at,
                    attempts.points_hundredths, attempts.maximum_hundredths, attempts.passed
             FROM attempts JOIN resources ON resources.id = attempts.resource_id
                  JOIN modules ON modules.id = resources.module_id JOIN programmes ON programmes.id = modules.programme_id
             WHERE attempts.person_id = $1 AND attempts.submitted_at IS NOT NULL AND attempts.passed IS NOT NULL
             ORDER BY attempts.submitted_at"
        ),
        params![person],
    )?;
    for (programme, module, resource, title, at, points, maximum, passed) in rows {
        let assessment = page.resource((&programme, &module, &resource), title, "assessment");
        let mut result = scored(points, maximum);
        result["success"] = Json::from(passed);
        result["completion"] = Json::from(true);
        page.put(if passed { Verb::Passed } else { Verb::Failed }, &assessment, at, Some(&result))?;
    }
    Ok(())
}

fn certificates(reader: &Reader<'_>, person: PersonId, page: &mut Page<'_>) -> Result<(), Error> {
    let rows: Vec<(String, String, Timestamp)> = reader.all(
        sql!(
            "SELECT certificates.code, programmes.title, certificates.issued_at
             FROM certificates JOIN programmes ON programmes.id = certificates.programme_id
             WHERE certificates.person_id = $1 AND certificates.revoked_at IS NULL ORDER BY certificates.issued_at"
        ),
        params![person],
    )?;
    for (code, title, at) in rows {
        let id = format!("{}/verifier/{code}", page.base_url);
        page.put(Verb::Earned, &Activity { id, name: title, kind: "course" }, at, None)?;
    }
    Ok(())
}
