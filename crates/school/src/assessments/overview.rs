//! What an assessment asks, and what a person made of it so far.

use coursework::Assessment;
use database::{Moment, Reader, params, sql};
use jiff::{SignedDuration, Timestamp};

use super::AttemptId;
use crate::Error;
use crate::people::PersonId;
use crate::programmes::ResourceId;

/// An assessment seen by a person.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Questions drawn for each attempt.
    pub draw: u16,
    /// Attempts there are.
    pub attempts_allowed: u16,
    /// The score that passes.
    pub pass_percent: u8,
    /// Minutes of an attempt.
    pub time_limit_minutes: Option<u16>,
    /// Attempts so far, the first first.
    pub attempts: Vec<AttemptRecord>,
    /// The attempt that is open, if one is.
    pub open: Option<AttemptId>,
    /// Why no attempt may start now; a code for words.
    pub refusal: Option<&'static str>,
    /// When the next attempt may start, when that lies ahead.
    pub next_at: Option<Timestamp>,
}

/// One attempt.
#[derive(Clone, Debug)]
pub struct AttemptRecord {
    /// The attempt.
    pub id: AttemptId,
    /// From 1.
    pub number: i64,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Option<Timestamp>,
    /// When it was handed in.
    pub submitted_at: Option<Timestamp>,
    /// The score in percent, once handed in.
    pub percent: Option<i64>,
    /// Whether it passed.
    pub passed: bool,
}

/// The assessment of a resource, for a person who is enrolled.
pub(crate) fn assessment(reader: &Reader<'_>, person: PersonId, resource: ResourceId) -> Result<Assessment, Error> {
    let content: Option<String> = reader.optional(
        sql!(
            "SELECT resources.content FROM resources
             JOIN modules ON modules.id = resources.module_id
             JOIN enrolments ON enrolments.programme_id = modules.programme_id AND enrolments.person_id = $1
             WHERE resources.id = $2 AND resources.kind = 'assessment'"
        ),
        params![person, resource],
    )?;
    Ok(serde_json::from_str(&content.ok_or(Error::NotFound)?)?)
}

/// The rules, the attempts so far, and whether another may start.
pub fn overview(
    reader: &Reader<'_>,
    moment: &Moment,
    person: PersonId,
    resource: ResourceId,
) -> Result<Overview, Error> {
    let assessment = assessment(reader, person, resource)?;
    let attempts = attempts(reader, person, resource)?;
    let is_open = |attempt: &&AttemptRecord| {
        attempt.submitted_at.is_none() && attempt.expires_at.is_none_or(|end| end > moment.now)
    };
    let open = attempts.iter().find(is_open).map(|attempt| attempt.id);
    let next_at = next_at(&assessment, &attempts).filter(|at| *at > moment.now);
    let refusal = match () {
        () if open.is_some() => None,
        () if attempts.len() >= usize::from(assessment.attempts) => Some("attempts-used"),
        () if next_at.is_some() => Some("attempt-too-soon"),
        () => None,
    };
    Ok(Overview {
        draw: assessment.draw,
        attempts_allowed: assessment.attempts,
        pass_percent: assessment.pass_percent,
        time_limit_minutes: assessment.time_limit_minutes,
        attempts,
        open,
        refusal,
        next_at,
    })
}

fn next_at(assessment: &Assessment, attempts: &[AttemptRecord]) -> Option<Timestamp> {
    let pause = SignedDuration::from_hours(i64::from(assessment.hours_between_attempts));
    attempts.last().and_then(|last| last.started_at.checked_add(pause).ok())
}

fn attempts(reader: &Reader<'_>, person: PersonId, resource: ResourceId) -> Result<Vec<AttemptRecord>, Error> {
    type Columns =
        (AttemptId, i64, Timestamp, Option<Timestamp>, Option<Timestamp>, Option<i64>, Option<i64>, Option<bool>);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT id, number, started_at, expires_at, submitted_at, points_hundredths, maximum_hundredths, passed
             FROM attempts WHERE person_id = $1 AND resource_id = $2 ORDER BY number"
        ),
        params![person, resource],
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, number, started_at, expires_at, submitted_at, points, maximum, passed)| AttemptRecord {
            id,
            number,
            started_at,
            expires_at,
            submitted_at,
            percent: points.zip(maximum).map(|(points, maximum)| percent(points, maximum)),
            passed: passed.unwrap_or(false),
        })
        .collect())
}

/// A whole percentage, rounded down: nobody passes by rounding.
pub(crate) fn percent(points: i64, maximum: i64) -> i64 {
    if maximum == 0 { 0 } else { points * 100 / maximum }
}
