//! What gives rise to a notice.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Span;
use jiff::civil::Date;
use privacy::Engine;

use super::NoticeId;
use super::letters::{JOB, Waiting};
use crate::Error;
use crate::moments::strasbourg;
use crate::people::PersonId;
use crate::programmes::{ModuleId, ProgrammeId};
use crate::topics::{Topic, channels, rhythm};

/// A deadline is near from so many days before.
const NEAR_DAYS: i64 = 3;
/// The purpose of `privacy/purposes.toml` for which a person's courses are looked at here.
const PURPOSE: &str = "service_messages";

/// Something to tell.
pub(crate) struct News<'n> {
    /// What it is about.
    pub(crate) topic: &'static str,
    /// For which purpose the data is used that it is drawn from.
    pub(crate) purpose: &'static str,
    /// A code for words: `notice-{kind}`.
    pub(crate) kind: &'static str,
    /// The title of the content it names.
    pub(crate) subject: &'n str,
    /// The day it names.
    pub(crate) due_on: Option<Date>,
    /// Where it leads.
    pub(crate) path: String,
    /// What it is told for.
    pub(crate) occasion: String,
}

/// Tells a person, in the ways they chose; whether it was told now. Whoever froze what it is drawn from is told nothing.
pub(crate) fn tell(
    transaction: &Transaction<'_>,
    moment: &Moment,
    engine: &Engine,
    (person, news): (PersonId, &News<'_>),
) -> Result<bool, Error> {
    let channels = channels(transaction, person, &Topic::of(news.topic)?)?;
    put(transaction, moment, engine, (person, news), channels)
}

/// Tells a person in the application only: a letter of its own says it by mail.
pub(crate) fn tell_besides_letter(
    transaction: &Transaction<'_>,
    moment: &Moment,
    engine: &Engine,
    told: (PersonId, &News<'_>),
) -> Result<bool, Error> {
    put(transaction, moment, engine, told, (false, true))
}

fn put(
    transaction: &Transaction<'_>,
    moment: &Moment,
    engine: &Engine,
    (person, news): (PersonId, &News<'_>),
    (by_mail, in_app): (bool, bool),
) -> Result<bool, Error> {
    let topic = Topic::of(news.topic)?;
    let usable = privacy::usable(transaction, engine, (person.uuid(), news.purpose))?.is_ok();
    if !usable || !by_mail && !in_app {
        return Ok(false);
    }
    let told = transaction.execute(
        sql!(
            "INSERT INTO notices (id, person_id, topic, kind, subject, due_on, path, occasion, in_app, by_mail, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (person_id, occasion) DO NOTHING"
        ),
        params![
            NoticeId::new(moment),
            person,
            topic.code(),
            news.kind,
            news.subject,
            news.due_on,
            &news.path,
            &news.occasion,
            in_app,
            by_mail,
            moment.now
        ],
    )?;
    if told == 1 && by_mail {
        let due = rhythm(transaction, person)?.next(moment.now);
        jobs::enqueue(transaction, moment, JOB, &Waiting { person, topic: topic.code().to_owned() }, due)?;
    }
    Ok(told == 1)
}

/// Tells everybody enrolled in a programme what has been added to it, in one notice an import.
pub(crate) fn new_content(
    transaction: &Transaction<'_>,
    moment: &Moment,
    engine: &Engine,
    (programme, added): (ProgrammeId, &[String]),
) -> Result<(), Error> {
    let Some(first) = added.first() else { return Ok(()) };
    let (slug, title): (String, String) =
        transaction.one(sql!("SELECT slug, title FROM programmes WHERE id = $1"), params![programme])?;
    let (kind, subject) = if added.len() == 1 { ("content-one", first) } else { ("content-many", &title) };
    let occasion = format!("content:{programme}:{}", moment.now.as_millisecond());
    let news = News {
        topic: Topic::COURSES,
        purpose: PURPOSE,
        kind,
        subject,
        due_on: None,
        path: format!("/programmes/{slug}"),
        occasion,
    };
    for person in enrolled(transaction, programme)? {
        tell(transaction, moment, engine, (person, &news))?;
    }
    Ok(())
}

fn enrolled(reader: &Reader<'_>, programme: ProgrammeId) -> Result<Vec<PersonId>, Error> {
    Ok(reader.all(
        sql!(
            "SELECT people.id FROM enrolments JOIN people ON people.id = enrolments.person_id
             WHERE enrolments.programme_id = $1 AND people.closed_at IS NULL ORDER BY people.id"
        ),
        params![programme],
    )?)
}

/// Reminds of the modules whose day is near and that are not finished; how many reminders that made.
pub fn near_deadlines(transaction: &Transaction<'_>, moment: &Moment, engine: &Engine) -> Result<u64, Error> {
    let today = strasbourg(moment.now);
    let until = today.checked_add(Span::new().days(NEAR_DAYS)).unwrap_or(today);
    let near: Vec<(PersonId, ModuleId, String, String, Date)> = transaction.all(
        sql!(
            "SELECT deadlines.person_id, modules.id, modules.title, programmes.slug, deadlines.due_on
             FROM deadlines
             JOIN people ON people.id = deadlines.person_id AND people.closed_at IS NULL
             JOIN modules ON modules.id = deadlines.module_id AND modules.retired_at IS NULL
             JOIN programmes ON programmes.id = modules.programme_id
             JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             LEFT JOIN progress ON progress.resource_id = resources.id AND progress.person_id = deadlines.person_id
             WHERE deadlines.due_on BETWEEN $1 AND $2
             GROUP BY deadlines.person_id, modules.id, modules.title, programmes.slug, deadlines.due_on
             HAVING COUNT(progress.completed_at) < COUNT(*)"
        ),
        params![today, until],
    )?;
    let mut told = 0;
    for (person, module, title, slug, due_on) in near {
        let news = News {
            topic: Topic::DEADLINES,
            purpose: PURPOSE,
            kind: "deadline",
            subject: &title,
            due_on: Some(due_on),
            path: format!("/programmes/{slug}"),
            occasion: format!("deadline:{module}:{due_on}"),
        };
        told += u64::from(tell(transaction, moment, engine, (person, &news))?);
    }
    Ok(told)
}
