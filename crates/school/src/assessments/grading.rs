//! Essays (P05): a teacher reads them with the rubric, gives the points of each criterion, and writes to their author.

use coursework::{Answer, Criterion, Exercise, Question, QuestionKind};
use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use journal::Entry;
use privacy::{Engine, Usable};
use vault::{Access, Category, Sealed, Service, Vault};

use super::Teacher;
use crate::Error;
use crate::learning::exercise::verdict_code;
use crate::learning::{Grading, gradings};
use crate::notices::{News, tell};
use crate::people::{FieldMistake, PersonId, Role};
use crate::programmes::ResourceId;
use crate::rights::{RequestText, opened};
use crate::topics::Topic;

/// Which essay: whose, of which exercise, which question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EssayKey {
    /// Whose.
    pub person: PersonId,
    /// The exercise.
    pub resource: ResourceId,
    /// The question.
    pub question: String,
}

/// An essay that waits, without its author's name.
#[derive(Clone, Debug)]
pub struct WaitingEssay {
    /// Which.
    pub key: EssayKey,
    /// The exercise's title.
    pub exercise: String,
    /// The programme's title.
    pub programme: String,
    /// When it was given.
    pub answered_at: Timestamp,
}

/// An essay as the teacher reads it.
#[derive(Clone, Debug)]
pub struct EssayCase {
    /// Its author.
    pub name: String,
    /// The exercise's title.
    pub exercise: String,
    /// What was asked, in HTML.
    pub prompt_html: String,
    /// Words expected at least.
    pub minimum_words: u32,
    /// What is graded.
    pub criteria: Vec<Criterion>,
    /// What they wrote.
    pub text: String,
    /// When.
    pub answered_at: Timestamp,
    /// What was said of it, or of an earlier one, before.
    pub before: Option<Grading>,
    /// Whether it waits.
    pub waits: bool,
}

/// The points of an essay, each within its criterion.
#[derive(Clone, Debug)]
pub struct Levels(Vec<u16>);

impl Levels {
    /// Takes the points as typed, one for each criterion.
    pub fn parse(typed: &[String], criteria: &[Criterion]) -> Result<Self, FieldMistake> {
        let level = |(typed, criterion): (&String, &Criterion)| {
            typed.trim().parse().ok().filter(|points| *points <= criterion.points)
        };
        let levels: Option<Vec<u16>> = typed.iter().zip(criteria).map(level).collect();
        let levels = levels.filter(|levels| levels.len() == criteria.len());
        levels.map(Self).ok_or(FieldMistake::new("levels", "grading-points"))
    }
}

/// The essays that wait, the oldest first. What its author froze is not listed.
pub fn waiting_essays(reader: &Reader<'_>, engine: &Engine, _: Teacher) -> Result<Vec<WaitingEssay>, Error> {
    let rows: Vec<(PersonId, ResourceId, String, String, String, Timestamp)> = reader.all(
        sql!(
            "SELECT exercise_answers.person_id, exercise_answers.resource_id, exercise_answers.question,
                    resources.title, programmes.title, exercise_answers.answered_at
             FROM exercise_answers JOIN resources ON resources.id = exercise_answers.resource_id
                  JOIN modules ON modules.id = resources.module_id JOIN programmes ON programmes.id = modules.programme_id
             WHERE exercise_answers.verdict = 'awaiting' ORDER BY exercise_answers.answered_at LIMIT 200"
        ),
        params![],
    )?;
    let set_aside = privacy::set_aside(reader, engine, "assessment")?;
    let waiting = rows.into_iter().filter(|(person, ..)| !set_aside.contains(&person.uuid()));
    let line = |(person, resource, question, exercise, programme, answered_at)| WaitingEssay {
        key: EssayKey { person, resource, question },
        exercise,
        programme,
        answered_at,
    };
    Ok(waiting.map(line).collect())
}

/// Opens an essay: the look is in the journal before anything is shown.
pub fn essay_case(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (teacher, key): (Teacher, &EssayKey),
) -> Result<EssayCase, Error> {
    let person = PersonId::from(leave(transaction, engine, key)?.person());
    opened(transaction, vault, moment, ((teacher.person(), Role::Teacher), person, "learning", "grading"))?;
    let (exercise, question) = asked(transaction, key)?;
    let QuestionKind::Essay { minimum_words, criteria } = question.kind else { return Err(Error::NotFound) };
    let (sealed, verdict, answered_at, name): (Sealed, String, Timestamp, Sealed) = transaction.one(
        sql!(
            "SELECT exercise_answers.answer_sealed, exercise_answers.verdict, exercise_answers.answered_at,
                    people.name_sealed
             FROM exercise_answers JOIN people ON people.id = exercise_answers.person_id
             WHERE exercise_answers.person_id = $1 AND resource_id = $2 AND question = $3"
        ),
        params![person, key.resource, &key.question],
    )?;
    let open = |category, place, sealed: &Sealed| -> Result<String, Error> {
        let value = vault.open_value(person.uuid(), category, place, sealed)?;
        Ok(value.reveal(Access::service(Service::Grading))?.clone())
    };
    let answer = open(Category::Learning, "exercise_answers.answer_sealed", &sealed)?;
    let Answer::Essay(text) = serde_json::from_str(&answer)? else { return Err(Error::NotFound) };
    let before = gradings(transaction, vault, person, key.resource)?.remove(&key.question);
    let name = open(Category::Identity, "people.name_sealed", &name)?;
    let (prompt_html, waits) = (question.prompt_html, verdict == "awaiting");
    Ok(EssayCase { name, exercise, prompt_html, minimum_words, criteria, text, answered_at, before, waits })
}

/// Grades an essay as it stood when it was read, and tells its author. Refused when they have written another since.
pub fn grade(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (teacher, key, read_at, levels, comment): (Teacher, &EssayKey, Timestamp, &Levels, &RequestText),
) -> Result<(), Error> {
    let person = PersonId::from(leave(transaction, engine, key)?.person());
    let (_, question) = asked(transaction, key)?;
    let marking = coursework::grade(&question, &levels.0);
    let marked = transaction.execute(
        sql!(
            "UPDATE exercise_answers SET verdict = $5, points_hundredths = $6,
               best_hundredths = CASE WHEN best_hundredths > $6 THEN best_hundredths ELSE $6 END
             WHERE person_id = $1 AND resource_id = $2 AND question = $3 AND answered_at = $4"
        ),
        params![person, key.resource, &key.question, read_at, verdict_code(marking.verdict), marking.points_hundredths],
    )?;
    if marked == 0 {
        return Err(Error::Refused("grading-changed"));
    }
    let comment = vault.seal(moment, person.uuid(), Category::Learning, "gradings.comment_sealed", comment.as_str())?;
    transaction.execute(
        sql!(
            "INSERT INTO gradings (person_id, resource_id, question, levels, comment_sealed, graded_at, graded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (person_id, resource_id, question) DO UPDATE SET levels = $4, comment_sealed = $5,
               graded_at = $6, graded_by = $7"
        ),
        params![
            person,
            key.resource,
            &key.question,
            serde_json::to_string(&levels.0)?,
            comment,
            moment.now,
            teacher.person()
        ],
    )?;
    let entry = Entry::new("essay.graded").by(vault.pseudonym(teacher.person().uuid())?);
    let entry = entry.about(vault.pseudonym(person.uuid())?).with("resource", key.resource.to_string());
    journal::append(transaction, moment, entry)?;
    tell_author(transaction, moment, engine, key)
}

fn tell_author(transaction: &Transaction<'_>, moment: &Moment, engine: &Engine, key: &EssayKey) -> Result<(), Error> {
    let (programme, module, slug, title): (String, String, String, String) = transaction.one(
        sql!(
            "SELECT programmes.slug, modules.slug, resources.slug, resources.title FROM resources
             JOIN modules ON modules.id = resources.module_id JOIN programmes ON programmes.id = modules.programme_id
             WHERE resources.id = $1"
        ),
        params![key.resource],
    )?;
    let news = News {
        topic: Topic::COURSES,
        purpose: "assessment",
        kind: "essay-graded",
        subject: &title,
        due_on: None,
        path: format!("/apprendre/{programme}/{module}/{slug}#{}", key.question),
        occasion: format!("essay {} {} {}", key.resource, key.question, moment.now.as_millisecond()),
    };
    tell(transaction, moment, engine, (key.person, &news))?;
    Ok(())
}

/// The exercise's title and the question.
fn asked(reader: &Reader<'_>, key: &EssayKey) -> Result<(String, Question), Error> {
    let statement = sql!("SELECT title, content FROM resources WHERE id = $1 AND kind = 'exercise'");
    let (title, content): (String, String) =
        reader.optional(statement, params![key.resource])?.ok_or(Error::NotFound)?;
    let exercise: Exercise = serde_json::from_str(&content)?;
    let question = exercise.questions.into_iter().find(|question| question.key == key.question);
    Ok((title, question.ok_or(Error::NotFound)?))
}

/// Leave to use the learning of an essay's author, for marking it: none while it is frozen.
fn leave(reader: &Reader<'_>, engine: &Engine, key: &EssayKey) -> Result<Usable, Error> {
    let given: Option<Timestamp> = reader.optional(
        sql!(
            "SELECT answered_at FROM exercise_answers
             WHERE person_id = $1 AND resource_id = $2 AND question = $3 AND answered_at IS NOT NULL"
        ),
        params![key.person, key.resource, &key.question],
    )?;
    given.ok_or(Error::NotFound)?;
    privacy::usable(reader, engine, (key.person.uuid(), "assessment"))?.map_err(|_| Error::Refused("appeal-frozen"))
}
