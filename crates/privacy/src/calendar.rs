//! What will fall due, month by month.

use std::collections::BTreeMap;

use database::{Reader, params, sql};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::{Engine, Error, forecast};

/// What falls due in a month.
#[derive(Clone, Debug)]
pub struct Month {
    /// Its first day, in Strasbourg.
    pub first: Date,
    /// By category, how many: people or conversations for what counts from a closure or a contact, rows for events.
    pub due: BTreeMap<String, u64>,
}

/// The months from this one on; the first has what is overdue too. Costs what will be due in them.
pub fn calendar(reader: &Reader<'_>, engine: &Engine, now: Timestamp, months: u8) -> Result<Vec<Month>, Error> {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let mut first = now.to_zoned(zone.clone()).date().first_of_month();
    let mut before: BTreeMap<String, u64> = BTreeMap::new();
    let mut calendar = Vec::new();
    for _ in 0..months {
        let next = first.saturating_add(1.month());
        let end = next.to_zoned(zone.clone()).map_or(now, |start| start.timestamp());
        let mut by_then: BTreeMap<String, u64> = BTreeMap::new();
        for line in forecast(reader, engine, end)? {
            *by_then.entry(line.category).or_default() += line.count;
        }
        let fresh = |(category, count): (&String, &u64)| {
            let known = before.get(category).copied().unwrap_or_default();
            (category.clone(), count.saturating_sub(known))
        };
        calendar.push(Month { first, due: by_then.iter().map(fresh).collect() });
        (before, first) = (by_then, next);
    }
    Ok(calendar)
}

/// Holds that stand: their kind and how many.
pub fn standing_holds(reader: &Reader<'_>) -> Result<Vec<(String, i64)>, Error> {
    let statement = sql!("SELECT kind, COUNT(*) FROM holds WHERE lifted_at IS NULL GROUP BY kind ORDER BY kind");
    Ok(reader.all(statement, params![])?)
}
