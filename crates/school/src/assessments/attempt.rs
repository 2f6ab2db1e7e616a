//! An attempt: begun once whatever the tabs, its answers saved as typed.

use std::collections::HashMap;

use coursework::{Answer, Question, shuffle_order};
use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use vault::{Access, Category, Sealed, Vault};

use super::AttemptId;
use super::overview::{assessment, overview};
use crate::Error;
use crate::people::PersonId;
use crate::programmes::ResourceId;

pub(crate) const PLACE: &str = "attempt_answers.answer_sealed";
/// What was typed in the last second still counts when the connection is slow.
const GRACE: SignedDuration = SignedDuration::from_secs(10);

/// An attempt that is being answered.
#[derive(Clone, Debug)]
pub struct OpenAttempt {
    /// The attempt.
    pub id: AttemptId,
    /// The resource it is an attempt at.
    pub resource: ResourceId,
    /// From 1.
    pub number: i64,
    /// The order of what is shown shuffled.
    pub seed: u64,
    /// The questions drawn.
    pub questions: Vec<Question>,
    /// What was answered so far.
    pub answers: HashMap<String, Answer>,
    /// The number of the last save.
    pub revision: i64,
    /// When it ends by itself.
    pub expires_at: Option<Timestamp>,
    /// When it was handed in.
    pub submitted_at: Option<Timestamp>,
}

/// What became of answers that a page sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedAnswers {
    /// They are on disk, under this revision.
    Saved(i64),
    /// A newer revision was saved from elsewhere and stays.
    Conflict(i64),
    /// The time is over, or the attempt was handed in.
    Closed,
}

/// Begins an attempt, or gives the one that is open: two tabs never begin two.
pub fn start(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    resource: ResourceId,
) -> Result<AttemptId, Error> {
    let seen = overview(transaction, moment, person, resource)?;
    if let Some(open) = seen.open {
        return Ok(open);
    }
    if let Some(refusal) = seen.refusal {
        return Err(Error::Refused(refusal));
    }
    let rules = assessment(transaction, person, resource)?;
    // 53 bits, so that the seed is the same number in every place that holds it.
    let seed = moment.entropy.number() >> 11;
    let drawn = draw(&rules.questions, usize::from(rules.draw), seed);
    let limit = rules.time_limit_minutes.map(|minutes| SignedDuration::from_mins(i64::from(minutes)));
    let expires_at = limit.and_then(|limit| moment.now.checked_add(limit).ok());
    let (id, number) = (AttemptId::new(moment), seen.attempts.len() as i64 + 1);
    let begun = transaction.execute(
        sql!(
            "INSERT INTO attempts (id, person_id, resource_id, number, seed, questions, pass_percent, started_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING"
        ),
        params![
            id,
            person,
            resource,
            number,
            seed as i64,
            serde_json::to_string(&drawn)?,
            rules.pass_percent,
            moment.now,
            expires_at
        ],
    )?;
    if begun == 0 {
        // Another tab began this very attempt in the meantime.
        return overview(transaction, moment, person, resource)?.open.ok_or(Error::Refused("attempts-used"));
    }
    let pseudonym = vault.pseudonym(person.uuid())?;
    let entry = Entry::new("assessment.begun").by(pseudonym).about(pseudonym).with("attempt", id.to_string());
    journal::append(transaction, moment, entry)?;
    Ok(id)
}

/// Draws from the bank: the first of a permutation, in the order it gives.
pub(crate) fn draw(bank: &[Question], count: usize, seed: u64) -> Vec<Question> {
    let order = shuffle_order("draw", seed, bank.len());
    order.into_iter().take(count).filter_map(|index| bank.get(index).cloned()).collect()
}

/// A person's own attempt.
pub fn attempt(reader: &Reader<'_>, vault: &Vault, person: PersonId, id: AttemptId) -> Result<OpenAttempt, Error> {
    let row: Option<(ResourceId, i64, i64, String, Option<Timestamp>, Option<Timestamp>)> = reader.optional(
        sql!(
            "SELECT resource_id, number, seed, questions, expires_at, submitted_at FROM attempts
             WHERE id = $1 AND person_id = $2"
        ),
        params![id, person],
    )?;
    let (resource, number, seed, questions, expires_at, submitted_at) = row.ok_or(Error::NotFound)?;
    let rows: Vec<(String, Sealed, i64)> = reader.all(
        sql!("SELECT question, answer_sealed, revision FROM attempt_answers WHERE attempt_id = $1"),
        params![id],
    )?;
    let revision = rows.iter().map(|(_, _, revision)| *revision).max().unwrap_or(0);
    let mut answers = HashMap::new();
    for (question, sealed, _) in rows {
        if let Some(answer) = open(vault, person, &sealed)? {
            answers.insert(question, answer);
        }
    }
    Ok(OpenAttempt {
        id,
        resource,
        number,
        seed: seed as u64,
        questions: serde_json::from_str(&questions)?,
        answers,
        revision,
        expires_at,
        submitted_at,
    })
}

/// Keeps what a page holds, unless something newer was kept from elsewhere or the time is over.
pub fn save_answers(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    (id, revision): (AttemptId, i64),
    fields: &[(String, String)],
) -> Result<SavedAnswers, Error> {
    hold(transaction, id)?;
    let attempt = attempt(transaction, vault, person, id)?;
    let late = attempt.expires_at.and_then(|end| end.checked_add(GRACE).ok()).is_some_and(|end| moment.now > end);
    if attempt.submitted_at.is_some() || late {
        return Ok(SavedAnswers::Closed);
    }
    if attempt.revision >= revision {
        return Ok(SavedAnswers::Conflict(attempt.revision));
    }
    for question in &attempt.questions {
        let typed = Answer::from_fields(question, fields);
        if typed.as_ref() == attempt.answers.get(&question.key) && attempt.revision > 0 {
            continue;
        }
        keep(transaction, vault, moment, person, &attempt, (&question.key, typed.as_ref(), revision))?;
    }
    Ok(SavedAnswers::Saved(revision))
}

/// Holds the attempt's row until the commit, by an update that changes nothing: on PostgreSQL two savings, or a saving and a
/// handing in, follow each other then.
pub(super) fn hold(transaction: &Transaction<'_>, id: AttemptId) -> Result<(), Error> {
    transaction.execute(sql!("UPDATE attempts SET number = number WHERE id = $1"), params![id])?;
    Ok(())
}

/// An answer that was wiped out keeps its row, and with it the revision that an older page must not go behind.
fn keep(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    attempt: &OpenAttempt,
    (question, answer, revision): (&str, Option<&Answer>, i64),
) -> Result<(), Error> {
    let sealed = vault.seal(moment, person.uuid(), Category::Learning, PLACE, &serde_json::to_string(&answer)?)?;
    transaction.execute(
        sql!(
            "INSERT INTO attempt_answers (attempt_id, question, answer_sealed, revision, saved_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (attempt_id, question) DO UPDATE SET answer_sealed = $3, revision = $4, saved_at = $5"
        ),
        params![attempt.id, question, sealed, revision, moment.now],
    )?;
    Ok(())
}

/// Opens a saved answer; nothing when it was wiped out, or when the learner's key was destroyed and took it along.
fn open(vault: &Vault, person: PersonId, sealed: &Sealed) -> Result<Option<Answer>, Error> {
    match vault.open_value(person.uuid(), Category::Learning, PLACE, sealed) {
        Ok(text) => Ok(serde_json::from_str(text.reveal(Access::own(person.uuid()))?)?),
        Err(vault::Error::Destroyed) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
