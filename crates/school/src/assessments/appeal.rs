//! Appeals (P43, decision 10): a failed assessment can always be sent to a person, who decides.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use journal::Entry;
use privacy::{Engine, Usable};
use vault::{Access, Category, Sealed, Service, Vault};

use super::AttemptId;
use super::submission::{Review, follow_pass, review};
use crate::Error;
use crate::access;
use crate::people::letters::{Letter, enqueue};
use crate::people::{PersonId, Role};
use crate::programmes::ResourceId;
use crate::rights::{RequestText, opened};

/// A person who is signed in as a teacher; what only they may do takes one.
#[derive(Clone, Copy, Debug)]
pub struct Teacher(PersonId);

impl From<access::Access<access::Teaching>> for Teacher {
    fn from(access: access::Access<access::Teaching>) -> Self {
        Self(access.person())
    }
}

impl Teacher {
    /// Who it is.
    pub(super) const fn person(self) -> PersonId {
        self.0
    }
}

/// An appeal as its learner sees it.
#[derive(Clone, Debug)]
pub struct Appeal {
    /// When it was made.
    pub asked_at: Timestamp,
    /// Why, in the learner's words; may be empty.
    pub text: String,
    /// Whether the attempt counts as passed; none while nobody decided.
    pub granted: Option<bool>,
    /// What the teacher answered.
    pub answer: String,
}

/// A line of the teachers' queue; it names nobody.
#[derive(Clone, Debug)]
pub struct WaitingAppeal {
    /// The attempt.
    pub attempt: AttemptId,
    /// The assessment's title.
    pub assessment: String,
    /// The programme's title.
    pub programme: String,
    /// When it was made.
    pub asked_at: Timestamp,
}

/// An appeal as a teacher reads it.
#[derive(Clone, Debug)]
pub struct AppealCase {
    /// Who appeals.
    pub name: String,
    /// The appeal.
    pub appeal: Appeal,
    /// What was answered, and how it was marked.
    pub review: Review,
}

/// Sends a failed attempt to a person; once for an attempt.
pub fn ask_appeal(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, id, text): (PersonId, AttemptId, Option<&RequestText>),
) -> Result<(), Error> {
    let failed: Option<i64> = transaction.optional(
        sql!("SELECT 1 FROM attempts WHERE id = $1 AND person_id = $2 AND submitted_at IS NOT NULL AND NOT passed"),
        params![id, person],
    )?;
    failed.ok_or(Error::NotFound)?;
    let seal = |text: &RequestText| {
        vault.seal(moment, person.uuid(), Category::Learning, "appeals.text_sealed", text.as_str())
    };
    let asked = transaction.execute(
        sql!(
            "INSERT INTO appeals (attempt_id, person_id, asked_at, text_sealed) VALUES ($1, $2, $3, $4)
             ON CONFLICT (attempt_id) DO NOTHING"
        ),
        params![id, person, moment.now, text.map(seal).transpose()?],
    )?;
    if asked == 0 {
        return Err(Error::Refused("appeal-made"));
    }
    note(transaction, vault, moment, (person, person, id, "appeal.made"))
}

/// The appeal of one's own attempt, if there is one.
pub fn appeal(reader: &Reader<'_>, vault: &Vault, person: PersonId, id: AttemptId) -> Result<Option<Appeal>, Error> {
    let row: Option<(Timestamp, Option<Sealed>, Option<bool>, Option<Sealed>)> = reader.optional(
        sql!(
            "SELECT asked_at, text_sealed, granted, answer_sealed FROM appeals WHERE attempt_id = $1 AND person_id = $2"
        ),
        params![id, person],
    )?;
    let Some((asked_at, text, granted, answer)) = row else { return Ok(None) };
    let open = |place, sealed: Option<Sealed>| -> Result<String, Error> {
        let Some(sealed) = sealed else { return Ok(String::new()) };
        let value = vault.open_value(person.uuid(), Category::Learning, place, &sealed)?;
        Ok(value.reveal(Access::own(person.uuid()))?.clone())
    };
    let (text, answer) = (open("appeals.text_sealed", text)?, open("appeals.answer_sealed", answer)?);
    Ok(Some(Appeal { asked_at, text, granted, answer }))
}

/// The appeals that wait, the oldest first.
pub fn waiting_appeals(reader: &Reader<'_>, _: Teacher) -> Result<Vec<WaitingAppeal>, Error> {
    let rows: Vec<(AttemptId, String, String, Timestamp)> = reader.all(
        sql!(
            "SELECT appeals.attempt_id, resources.title, programmes.title, appeals.asked_at
             FROM appeals JOIN attempts ON attempts.id = appeals.attempt_id
                  JOIN resources ON resources.id = attempts.resource_id JOIN modules ON modules.id = resources.module_id
                  JOIN programmes ON programmes.id = modules.programme_id
             WHERE appeals.decided_at IS NULL ORDER BY appeals.asked_at LIMIT 200"
        ),
        params![],
    )?;
    let line = |(attempt, assessment, programme, asked_at)| WaitingAppeal { attempt, assessment, programme, asked_at };
    Ok(rows.into_iter().map(line).collect())
}

/// Opens an appeal: the look is in the journal before anything is shown. What its learner froze is not opened:
/// [`Error::Refused`].
pub fn appeal_case(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (teacher, id): (Teacher, AttemptId),
) -> Result<AppealCase, Error> {
    let leave = leave(transaction, engine, id)?;
    let person = PersonId::from(leave.person());
    opened(transaction, vault, moment, ((teacher.0, Role::Teacher), person, "learning", "appeal"))?;
    let appeal = appeal(transaction, vault, person, id)?.ok_or(Error::NotFound)?;
    let sealed: Sealed = transaction.one(sql!("SELECT name_sealed FROM people WHERE id = $1"), params![person])?;
    let name = match vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", &sealed) {
        Ok(name) => name.reveal(Access::service(Service::Rights))?.clone(),
        Err(vault::Error::Destroyed) => String::new(),
        Err(error) => return Err(error.into()),
    };
    Ok(AppealCase { name, appeal, review: review(transaction, vault, person, id)? })
}

/// Decides: the attempt counts as passed with the least score that passes, or stays as it was marked. The learner is told why.
pub fn decide_appeal(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (teacher, id, granted, text): (Teacher, AttemptId, bool, &RequestText),
) -> Result<(), Error> {
    let person = PersonId::from(leave(transaction, engine, id)?.person());
    let answer = vault.seal(moment, person.uuid(), Category::Learning, "appeals.answer_sealed", text.as_str())?;
    let decided = transaction.execute(
        sql!(
            "UPDATE appeals SET decided_at = $2, decided_by = $3, granted = $4, answer_sealed = $5
             WHERE attempt_id = $1 AND decided_at IS NULL"
        ),
        params![id, moment.now, teacher.0, granted, answer],
    )?;
    if decided == 0 {
        return Err(Error::Refused("appeal-decided"));
    }
    note(transaction, vault, moment, (teacher.0, person, id, "appeal.decided"))?;
    if granted {
        // The least number of hundredths whose percentage, rounded down, passes.
        let resource: ResourceId = transaction.one(
            sql!(
                "UPDATE attempts SET passed = TRUE, points_hundredths = (pass_percent * maximum_hundredths + 99) / 100
                 WHERE id = $1 RETURNING resource_id"
            ),
            params![id],
        )?;
        follow_pass(transaction, vault, moment, (person, resource, true))?;
    }
    enqueue(transaction, moment, &Letter::AppealDecided { person, attempt: id })
}

/// Leave to use the learning of whoever appeals, for marking it: none while it is frozen.
fn leave(reader: &Reader<'_>, engine: &Engine, id: AttemptId) -> Result<Usable, Error> {
    let statement = sql!("SELECT person_id FROM appeals WHERE attempt_id = $1");
    let person: PersonId = reader.optional(statement, params![id])?.ok_or(Error::NotFound)?;
    privacy::usable(reader, engine, (person.uuid(), "assessment"))?.map_err(|_| Error::Refused("appeal-frozen"))
}

fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (by, about, id, kind): (PersonId, PersonId, AttemptId, &'static str),
) -> Result<(), Error> {
    let entry = Entry::new(kind).by(vault.pseudonym(by.uuid())?).about(vault.pseudonym(about.uuid())?);
    journal::append(transaction, moment, entry.with("attempt", id.to_string()))?;
    Ok(())
}
