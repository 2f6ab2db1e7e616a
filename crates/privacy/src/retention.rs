//! Terms: when each category of a person is due, known in advance.

use database::{Reader, Transaction, Uuid, params, sql};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::{CountedFrom, Engine, Error, Kept};

/// What will be due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The category's code.
    pub category: String,
    /// What is counted: `people`, or the table of the events.
    pub what: String,
    /// How many.
    pub count: u64,
}

/// When what is counted from an instant is due: the same day of the month, in Strasbourg, so many years or months later; the
/// last day of the month when it has no such day.
pub fn due_at(from: Timestamp, kept: Kept) -> Timestamp {
    shifted(from, kept, 1)
}

/// The instant whose events are due now.
pub(crate) fn cutoff(now: Timestamp, kept: Kept) -> Timestamp {
    shifted(now, kept, -1)
}

fn shifted(from: Timestamp, kept: Kept, sign: i64) -> Timestamp {
    let span = match kept {
        Kept::Years(years) => Span::new().years(i64::from(years) * sign),
        Kept::Months(months) => Span::new().months(i64::from(months) * sign),
    };
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    from.to_zoned(zone).checked_add(span).map_or(from, |at| at.timestamp())
}

/// Begins the term of every category that is counted from this: an account that was closed, a last contact. Begun again, it
/// counts from the later instant. The subject is the person, or a conversation of theirs; holds on the owner suspend it.
pub fn begin_term(
    transaction: &Transaction<'_>,
    engine: &Engine,
    (subject, owner): (Uuid, Uuid),
    (from, at): (CountedFrom, Timestamp),
) -> Result<(), Error> {
    for category in engine.map().categories().iter().filter(|category| category.counted_from == from) {
        transaction.execute(
            sql!(
                "INSERT INTO retention (subject_id, category, counted_from, due_at, owner_id) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (subject_id, category) DO UPDATE SET counted_from = $3, due_at = $4"
            ),
            params![subject, &category.code, at, due_at(at, category.kept), owner],
        )?;
    }
    Ok(())
}

/// The terms that are known for a person: each category with the first instant at which something of it is due.
pub fn terms(reader: &Reader<'_>, subject: Uuid) -> Result<Vec<(String, Timestamp)>, Error> {
    let statement = sql!("SELECT category, MIN(due_at) FROM retention WHERE owner_id = $1 GROUP BY category");
    Ok(reader.all(statement, params![subject])?)
}

/// The oldest event of a person in a category that counts from each event: the next of theirs to be due.
pub fn oldest_event(
    reader: &Reader<'_>,
    engine: &Engine,
    (subject, category): (Uuid, &str),
) -> Result<Option<Timestamp>, Error> {
    let mut oldest = None;
    for statement in engine.plan.events.iter().filter(|step| step.category == category).filter_map(|step| step.oldest) {
        let first: Option<Timestamp> = reader.one(statement, params![subject])?;
        oldest = oldest.into_iter().chain(first).min();
    }
    Ok(oldest)
}

/// What a sweep at this instant would dispose of. Changes nothing.
pub fn forecast(reader: &Reader<'_>, engine: &Engine, at: Timestamp) -> Result<Vec<Forecast>, Error> {
    let people: Vec<(String, i64)> = reader.all(
        sql!(
            "SELECT category, COUNT(*) FROM retention
             WHERE due_at <= $1
               AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.subject_id = retention.owner_id AND holds.lifted_at IS NULL
                               AND (holds.category IS NULL OR holds.category = retention.category))
             GROUP BY category ORDER BY category"
        ),
        params![at],
    )?;
    let mut due: Vec<Forecast> = (people.into_iter())
        .map(|(category, count)| Forecast { category, what: "people".to_owned(), count: count as u64 })
        .collect();
    for step in &engine.plan.events {
        let until = cutoff(at, engine.category(&step.category)?.kept);
        let count: i64 = reader.one(step.due, params![until])?;
        if count > 0 {
            due.push(Forecast { category: step.category.clone(), what: step.table.to_owned(), count: count as u64 });
        }
    }
    Ok(due)
}
