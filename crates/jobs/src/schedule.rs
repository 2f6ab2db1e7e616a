//! Schedules: what happens by itself, in one list that the program hands in.

use croner::Cron;
use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::{Error, enqueue};

/// Something that happens by itself.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// The kind of the job it enqueues; also its name.
    pub kind: &'static str,
    /// When: a cron expression of five fields, in Strasbourg's time.
    pub expression: &'static str,
}

/// Enqueues each schedule whose time came since it last ran. Whatever the number of nodes, each time is taken once: the
/// row of the schedule moves forward in the transaction that enqueues.
pub fn enqueue_due(transaction: &Transaction<'_>, moment: &Moment, schedules: &[Schedule]) -> Result<(), Error> {
    for schedule in schedules {
        let next = next_after(schedule, moment.now)?;
        let first = transaction.execute(
            sql!("INSERT INTO schedules (kind, next_at) VALUES ($1, $2) ON CONFLICT DO NOTHING"),
            params![schedule.kind, next],
        )?;
        if first == 1 {
            continue;
        }
        let due = transaction.execute(
            sql!("UPDATE schedules SET next_at = $2 WHERE kind = $1 AND next_at <= $3"),
            params![schedule.kind, next, moment.now],
        )?;
        if due == 1 {
            enqueue(transaction, moment, schedule.kind, &serde_json::json!({}), moment.now)?;
        }
    }
    Ok(())
}

/// When a schedule comes next; none before a worker has seen it.
pub fn next_run(reader: &Reader<'_>, kind: &str) -> Result<Option<Timestamp>, Error> {
    Ok(reader.optional(sql!("SELECT next_at FROM schedules WHERE kind = $1"), params![kind])?)
}

fn next_after(schedule: &Schedule, now: Timestamp) -> Result<Timestamp, Error> {
    let unreadable = |error: &dyn std::fmt::Display| Error::Schedule(schedule.kind, error.to_string());
    let cron: Cron = schedule.expression.parse().map_err(|error: croner::errors::CronError| unreadable(&error))?;
    let here = now.to_zoned(TimeZone::get("Europe/Paris").map_err(|error| unreadable(&error))?);
    let next = cron.find_next_occurrence(&here, false).map_err(|error| unreadable(&error))?;
    Ok(next.timestamp())
}
