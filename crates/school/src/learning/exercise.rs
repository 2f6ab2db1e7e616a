//! Exercises: half-typed answers that keep themselves, marking at once, retries.

use std::collections::HashMap;

use coursework::{Answer, Exercise, Marking, Question, QuestionKind, Verdict, grade, mark};
use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use vault::{Access, Category, Sealed, Vault};

use super::complete;
use super::graded::{Grading, gradings};
use super::progress::move_enrolment;
use crate::Error;
use crate::people::PersonId;
use crate::programmes::ResourceId;

const DRAFT: &str = "exercise_answers.draft_sealed";
const ANSWER: &str = "exercise_answers.answer_sealed";

/// Where a person stands in a question.
#[derive(Clone, Debug)]
pub struct QuestionState {
    /// What is half typed, or was last answered.
    pub answer: Option<Answer>,
    /// The marking of the last answer; none while something newer is half typed.
    pub marking: Option<Marking>,
    /// The number of the last save, for a page that goes on saving.
    pub revision: i64,
    /// How often it was answered.
    pub tries: i64,
    /// What a teacher said of the answer, or of an earlier one.
    pub grading: Option<Grading>,
}

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedDraft {
    /// It is on disk, under this revision.
    Saved(i64),
    /// A newer revision was saved elsewhere and stays.
    Conflict(i64),
}

/// Keeps what is half typed, unless something newer was kept from elsewhere.
pub fn save_draft(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, resource): (PersonId, ResourceId),
    question: &str,
    (answer, revision): (Option<&Answer>, i64),
) -> Result<SavedDraft, Error> {
    find(&exercise(transaction, person, resource)?, question)?;
    let sealed = answer.map(|answer| seal(vault, moment, person, DRAFT, answer)).transpose()?;
    let kept = transaction.execute(
        sql!(
            "INSERT INTO exercise_answers (person_id, resource_id, question, draft_sealed, revision, tries)
             VALUES ($1, $2, $3, $4, $5, 0)
             ON CONFLICT (person_id, resource_id, question) DO UPDATE SET draft_sealed = $4, revision = $5
             WHERE exercise_answers.revision < $5"
        ),
        params![person, resource, question, sealed, revision],
    )?;
    if kept == 1 {
        move_enrolment(transaction, moment, person, resource)?;
        return Ok(SavedDraft::Saved(revision));
    }
    let newer: i64 = transaction.one(
        sql!("SELECT revision FROM exercise_answers WHERE person_id = $1 AND resource_id = $2 AND question = $3"),
        params![person, resource, question],
    )?;
    Ok(SavedDraft::Conflict(newer))
}

/// Marks an answer, keeps it, and completes the exercise once each of its questions was answered.
pub fn answer(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, resource): (PersonId, ResourceId),
    question: &str,
    answer: &Answer,
) -> Result<Marking, Error> {
    let exercise = exercise(transaction, person, resource)?;
    let marking = mark(find(&exercise, question)?, answer);
    let sealed = seal(vault, moment, person, ANSWER, answer)?;
    transaction.execute(
        sql!(
            "INSERT INTO exercise_answers (person_id, resource_id, question, revision, answer_sealed, verdict,
               points_hundredths, best_hundredths, maximum_hundredths, tries, answered_at)
             VALUES ($1, $2, $3, 1, $4, $5, $6, $6, $7, 1, $8)
             ON CONFLICT (person_id, resource_id, question) DO UPDATE SET draft_sealed = NULL,
               revision = exercise_answers.revision + 1, answer_sealed = $4, verdict = $5, points_hundredths = $6,
               best_hundredths = CASE WHEN exercise_answers.best_hundredths > $6
                                      THEN exercise_answers.best_hundredths ELSE $6 END,
               maximum_hundredths = $7, tries = exercise_answers.tries + 1, answered_at = $8"
        ),
        params![
            person,
            resource,
            question,
            sealed,
            verdict_code(marking.verdict),
            marking.points_hundredths,
            marking.maximum_hundredths,
            moment.now
        ],
    )?;
    move_enrolment(transaction, moment, person, resource)?;
    complete_when_answered(transaction, vault, moment, (person, resource), &exercise)?;
    Ok(marking)
}

/// The state of every question a person touched, in one query.
pub fn state(
    reader: &Reader<'_>,
    vault: &Vault,
    person: PersonId,
    resource: ResourceId,
    exercise: &Exercise,
) -> Result<HashMap<String, QuestionState>, Error> {
    type Columns = (String, Option<Sealed>, Option<Sealed>, i64, i64, Option<Timestamp>);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT question, draft_sealed, answer_sealed, revision, tries, answered_at FROM exercise_answers
             WHERE person_id = $1 AND resource_id = $2"
        ),
        params![person, resource],
    )?;
    let mut graded = if exercise.questions.iter().any(is_essay) {
        gradings(reader, vault, person, resource)?
    } else {
        HashMap::new()
    };
    let mut states = HashMap::new();
    for (key, draft, answered, revision, tries, answered_at) in rows {
        let draft = draft.map(|sealed| open(vault, person, DRAFT, &sealed)).transpose()?;
        let answered = answered.map(|sealed| open(vault, person, ANSWER, &sealed)).transpose()?;
        let question = exercise.questions.iter().find(|question| question.key == key);
        let marking = match (&draft, &answered, question) {
            (None, Some(answer), Some(question)) => Some(mark(question, answer)),
            _ => None,
        };
        let grading = graded.remove(&key);
        let stands = grading.as_ref().filter(|grading| answered_at.is_some_and(|at| at <= grading.graded_at));
        let marking = match (marking, stands, question) {
            (Some(_), Some(grading), Some(question)) => Some(grade(question, &grading.levels)),
            (marking, ..) => marking,
        };
        states.insert(key, QuestionState { answer: draft.or(answered), marking, revision, tries, grading });
    }
    Ok(states)
}

fn is_essay(question: &Question) -> bool {
    matches!(question.kind, QuestionKind::Essay { .. })
}

/// The exercise, for a person who is enrolled in its programme.
fn exercise(reader: &Reader<'_>, person: PersonId, resource: ResourceId) -> Result<Exercise, Error> {
    let content: Option<String> = reader.optional(
        sql!(
            "SELECT resources.content FROM resources
             JOIN modules ON modules.id = resources.module_id
             JOIN enrolments ON enrolments.programme_id = modules.programme_id AND enrolments.person_id = $1
             WHERE resources.id = $2 AND resources.kind = 'exercise'"
        ),
        params![person, resource],
    )?;
    Ok(serde_json::from_str(&content.ok_or(Error::NotFound)?)?)
}

fn find<'e>(exercise: &'e Exercise, key: &str) -> Result<&'e Question, Error> {
    exercise.questions.iter().find(|question| question.key == key).ok_or(Error::NotFound)
}

fn complete_when_answered(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, resource): (PersonId, ResourceId),
    exercise: &Exercise,
) -> Result<(), Error> {
    let answered: Vec<String> = transaction.all(
        sql!(
            "SELECT question FROM exercise_answers
             WHERE person_id = $1 AND resource_id = $2 AND answered_at IS NOT NULL"
        ),
        params![person, resource],
    )?;
    if exercise.questions.iter().all(|question| answered.contains(&question.key)) {
        complete(transaction, vault, moment, person, resource)?;
    }
    Ok(())
}

/// The code kept of a verdict.
pub(crate) const fn verdict_code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "right",
        Verdict::Partly => "partly",
        Verdict::Wrong => "wrong",
        Verdict::AwaitingGrading => "awaiting",
    }
}

/// Seals an answer: whatever a person types may be about themselves.
fn seal(
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    place: &'static str,
    answer: &Answer,
) -> Result<Sealed, Error> {
    let text = serde_json::to_string(answer)?;
    Ok(vault.seal(moment, person.uuid(), Category::Learning, place, &text)?)
}

/// Opens an answer to the person who gave it.
fn open(vault: &Vault, person: PersonId, place: &'static str, sealed: &Sealed) -> Result<Answer, Error> {
    let text = vault.open_value(person.uuid(), Category::Learning, place, sealed)?;
    Ok(serde_json::from_str(text.reveal(Access::own(person.uuid()))?)?)
}
