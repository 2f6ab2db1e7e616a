//! Handing in: everything is marked once, and can be read again with its explanations.

use coursework::{Answer, Marking, Question, mark};
use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use vault::Vault;

use super::AttemptId;
use super::attempt::{OpenAttempt, attempt, hold};
use super::overview::percent;
use crate::Error;
use crate::certificates::issue_if_earned;
use crate::learning::complete;
use crate::learning::exercise::verdict_code;
use crate::people::PersonId;
use crate::programmes::ResourceId;

/// Attempts handed in by one job, so that no transaction is long.
const MOST_AT_ONCE: i64 = 100;

/// An attempt that was handed in.
#[derive(Clone, Debug)]
pub struct Review {
    /// The attempt, with its questions and answers.
    pub attempt: OpenAttempt,
    /// Each question with its marking, in the order it was asked.
    pub marked: Vec<MarkedQuestion>,
    /// The score.
    pub percent: i64,
    /// The score that passes.
    pub pass_percent: i64,
}

/// A question with its marking.
#[derive(Clone, Debug)]
pub struct MarkedQuestion {
    /// The question.
    pub question: Question,
    /// What was answered.
    pub answer: Option<Answer>,
    /// How it was marked.
    pub marking: Marking,
}

/// Hands an attempt in; handing it in again changes nothing.
pub fn submit(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    id: AttemptId,
) -> Result<(), Error> {
    hold(transaction, id)?;
    let attempt = attempt(transaction, vault, person, id)?;
    let pass_percent: i64 = transaction.one(sql!("SELECT pass_percent FROM attempts WHERE id = $1"), params![id])?;
    let marked = marked(&attempt);
    let (points, maximum) = totals(&marked);
    let passed = percent(points, maximum) >= pass_percent;
    let first = transaction.execute(
        sql!(
            "UPDATE attempts SET submitted_at = $2, points_hundredths = $3, maximum_hundredths = $4, passed = $5
             WHERE id = $1 AND submitted_at IS NULL"
        ),
        params![id, moment.now, points, maximum, passed],
    )?;
    if first == 0 {
        return Ok(());
    }
    for one in &marked {
        transaction.execute(
            sql!(
                "UPDATE attempt_answers SET verdict = $3, points_hundredths = $4
                 WHERE attempt_id = $1 AND question = $2"
            ),
            params![id, &one.question.key, verdict_code(one.marking.verdict), one.marking.points_hundredths],
        )?;
    }
    let pseudonym = vault.pseudonym(person.uuid())?;
    let entry = Entry::new("assessment.submitted").by(pseudonym).about(pseudonym).with("attempt", id.to_string());
    journal::append(transaction, moment, entry.with("passed", passed))?;
    follow_pass(transaction, vault, moment, (person, attempt.resource, passed))
}

/// What follows from an attempt: the resource completed when it passed, and the certificate that may now be earned.
pub(super) fn follow_pass(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, resource, passed): (PersonId, ResourceId, bool),
) -> Result<(), Error> {
    if passed {
        complete(transaction, vault, moment, person, resource)?;
    }
    // Once everything is completed, a better attempt may still raise the mean to what the certificate asks for.
    let programme = transaction.one(
        sql!(
            "SELECT modules.programme_id FROM resources JOIN modules ON modules.id = resources.module_id
             WHERE resources.id = $1"
        ),
        params![resource],
    )?;
    issue_if_earned(transaction, vault, moment, person, programme)
}

fn marked(attempt: &OpenAttempt) -> Vec<MarkedQuestion> {
    let one = |question: &Question| {
        let answer = attempt.answers.get(&question.key).cloned();
        let marking = answer.as_ref().map_or_else(|| coursework::unanswered(question), |answer| mark(question, answer));
        MarkedQuestion { question: question.clone(), answer, marking }
    };
    attempt.questions.iter().map(one).collect()
}

fn totals(marked: &[MarkedQuestion]) -> (i64, i64) {
    marked.iter().fold((0, 0), |(points, maximum), one| {
        (points + i64::from(one.marking.points_hundredths), maximum + i64::from(one.marking.maximum_hundredths))
    })
}

/// An attempt that was handed in, with its explanations; before that there is nothing to read.
pub fn review(reader: &Reader<'_>, vault: &Vault, person: PersonId, id: AttemptId) -> Result<Review, Error> {
    let attempt = attempt(reader, vault, person, id)?;
    if attempt.submitted_at.is_none() {
        return Err(Error::NotFound);
    }
    let pass_percent = reader.one(sql!("SELECT pass_percent FROM attempts WHERE id = $1"), params![id])?;
    let marked = marked(&attempt);
    let (points, maximum) = totals(&marked);
    Ok(Review { attempt, marked, percent: percent(points, maximum), pass_percent })
}

/// Hands in the attempts whose time is over, with what was saved; gives how many there were.
pub fn close_expired(transaction: &Transaction<'_>, vault: &Vault, moment: &Moment) -> Result<u64, Error> {
    // The grace of a slow last save, and a little more.
    let before: Timestamp = moment.now.checked_sub(SignedDuration::from_secs(15)).unwrap_or(moment.now);
    let expired: Vec<(AttemptId, PersonId)> = transaction.all(
        sql!(
            "SELECT id, person_id FROM attempts
             WHERE submitted_at IS NULL AND expires_at IS NOT NULL AND expires_at < $1 LIMIT $2"
        ),
        params![before, MOST_AT_ONCE],
    )?;
    for (attempt, person) in &expired {
        submit(transaction, vault, moment, *person, *attempt)?;
    }
    Ok(expired.len() as u64)
}
