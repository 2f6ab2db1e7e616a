//! From a real school to its likeness.

use std::collections::{BTreeMap, BTreeSet};

use database::{Reader, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::cell::{Cell, identifier};
use super::crowd::{CROWD, Groups, Shared, Spread, Who};
use super::likeness::{Likeness, Popularity, TableLikeness, Target};
use super::placing::{Known, Measuring, Placed};
use super::reading::{
    DAY_MILLISECONDS, Part, SEALING_BYTES, asked_for, in_order, is_copied, parts, position, presence, rows, rule,
    shareable, told, told_with,
};
use super::together::{Sample, Together};
use super::{Copying, Drawing, Made, Making};
use crate::table::Table;
use crate::{DataMap, Error};

/// Reads the school and gives what may be told of it. Takes time and memory that grow with its largest table.
pub fn measure(reader: &Reader<'_>, map: &DataMap, now: Timestamp) -> Result<Likeness, Error> {
    let live = reader.columns()?;
    let mut measuring = Measuring { reader, map, now, live, known: BTreeMap::new(), people: 0 };
    let mut likeness = Likeness { at: now, copied: BTreeMap::new(), drawn: BTreeMap::new() };
    for table in in_order(map) {
        let rows = rows(reader, table)?;
        match &table.making {
            Making::Drawn(drawing) => {
                likeness.drawn.insert(table.name.clone(), measuring.table(table, drawing, &rows)?);
            }
            _ => {
                likeness.copied.insert(table.name.clone(), rows);
            }
        }
    }
    for table in map.tables() {
        if let Making::Copied(copying) = &table.making {
            keep_used(map, table, copying, &mut likeness.copied);
        }
    }
    Ok(likeness)
}

/// Leaves out the rows that no copied row uses.
fn keep_used(map: &DataMap, table: &Table, copying: &Copying, copied: &mut BTreeMap<String, Vec<Vec<Value>>>) {
    let Some((column, ..)) = copying.used_by.first() else { return };
    let mut used = BTreeSet::new();
    for (_, other, name) in &copying.used_by {
        let index = map.tables().iter().find(|one| one.name == *other).and_then(|one| position(one, name));
        let rows = copied.get(other).into_iter().flatten();
        used.extend(rows.filter_map(|row| row.get(index?)).filter(|value| **value != Value::Null).map(Cell::of));
    }
    let index = position(table, column).unwrap_or(0);
    if let Some(rows) = copied.get_mut(&table.name) {
        rows.retain(|row| row.get(index).is_some_and(|value| used.contains(&Cell::of(value))));
    }
}

impl Measuring<'_> {
    fn table(&mut self, table: &Table, drawing: &Drawing, rows: &[Vec<Value>]) -> Result<TableLikeness, Error> {
        let mut likeness = TableLikeness::default();
        let placed = self.placed(table, drawing, rows, &mut likeness)?;
        let (parts, names) = (parts(self.map, table, &self.live), told_with(self.map, table, &self.live).names);
        let samples: Vec<Sample> = placed.iter().map(|row| row.sample(table, &parts, &names)).collect();
        likeness.together = Some(Together::of(parts, &samples));
        likeness.among = among(table, &placed);
        for (index, column) in table.columns.iter().enumerate() {
            match &column.made {
                Some(Made::From(reference)) if is_copied(self.map, &reference.table) => {
                    likeness.popularity.insert(column.name.clone(), popularity(&placed, index));
                    likeness.sets.insert(column.name.clone(), sets(&placed, index));
                }
                Some(Made::Spread | Made::Words { bytes: None } | Made::Instant | Made::Day) => {
                    let is_beginning = drawing.begins.as_ref() == Some(&column.name);
                    // Where a row points is chosen after it begins, and before the rest of it.
                    let names = if is_beginning { &[] } else { names.as_slice() };
                    let sample = |row: &Placed<'_>| {
                        Some((row.group(table, names), (row.measured(table, index, is_beginning)?, row.who)))
                    };
                    let samples = placed.iter().filter_map(sample).collect();
                    likeness.spreads.insert(column.name.clone(), Groups::of(samples, Spread::of));
                    if self.lies_ahead(&placed, index) {
                        likeness.ahead.insert(column.name.clone());
                    }
                }
                _ => {}
            }
        }
        self.keep(table, &placed);
        Ok(likeness)
    }

    /// Whether a crowd has instants there that are yet to come.
    fn lies_ahead(&self, placed: &[Placed<'_>], column: usize) -> bool {
        let now = self.now.as_millisecond();
        let ahead = placed.iter().filter(|row| match row.values.get(column) {
            Some(Value::Text(day)) => day_number(day).is_some_and(|day| day.saturating_mul(DAY_MILLISECONDS) > now),
            Some(value) => Cell::of(value).number().is_some_and(|at| at > now),
            None => false,
        });
        ahead.map(|row| row.who).collect::<BTreeSet<Who>>().len() >= CROWD
    }

    fn keep(&mut self, table: &Table, placed: &[Placed<'_>]) {
        let asked = asked_for(self.map, table);
        if asked.is_empty() {
            return;
        }
        let known = placed.iter().map(|row| Known {
            who: row.who,
            begins: row.begins.or(Some(row.anchor)),
            cells: asked.iter().map(|column| (column.clone(), told(table, column, row.values))).collect(),
        });
        self.known.insert(table.name.clone(), known.collect());
    }
}

impl Placed<'_> {
    /// The group of what it points to and, behind that, of what it belongs to.
    fn group(&self, table: &Table, names: &[String]) -> Vec<String> {
        let own = names.iter().map(|name| told(table, name, self.values));
        own.chain(self.group.iter().cloned()).collect()
    }

    /// What stands in the row together.
    fn sample(&self, table: &Table, parts: &[Part], names: &[String]) -> Sample {
        let cell = |part: &Part| {
            let value = self.values.get(part.column).unwrap_or(&Value::Null);
            if part.is_presence { presence(value) } else { shareable(table, part.column, value) }
        };
        Sample { group: self.group(table, names), cells: parts.iter().map(cell).collect(), who: self.who }
    }

    fn among(&self, table: &Table) -> Option<Cell> {
        let index = (0..table.columns.len()).find(|index| rule(table, *index) == Some(&Made::Among))?;
        self.values.get(index).map(|value| shareable(table, index, value)).filter(|cell| *cell != Cell::Untold)
    }

    /// A number, a length, or how long after its beginning an instant (in seconds) or a day (in days) lies.
    fn measured(&self, table: &Table, column: usize, is_beginning: bool) -> Option<i64> {
        let value = self.values.get(column)?;
        let anchor = if is_beginning { self.anchor } else { self.begins.unwrap_or(self.anchor) };
        match (rule(table, column)?, value) {
            (Made::Instant, value) => Some(Cell::of(value).number()?.saturating_sub(anchor).div_euclid(1000)),
            (Made::Day, Value::Text(day)) => Some(day_number(day)? - anchor.div_euclid(DAY_MILLISECONDS)),
            (Made::Words { .. }, value) => {
                let is_sealed = table.columns.get(column)?.protection.is_sealed();
                let length = Cell::of(value).number()?;
                Some(if is_sealed { (length - SEALING_BYTES).max(0) } else { length })
            }
            (_, value) => Cell::of(value).number(),
        }
    }
}

fn among(table: &Table, placed: &[Placed<'_>]) -> Option<Groups<Shared<Cell>>> {
    let samples: Vec<_> =
        placed.iter().filter_map(|row| Some((row.group.clone(), (row.among(table)?, row.who)))).collect();
    let shared = |samples: Vec<(Cell, Who)>| {
        let shared = Shared::of(samples.iter().map(|(cell, who)| (cell, *who)));
        (shared.times() > 0).then_some(shared)
    };
    (!samples.is_empty()).then(|| Groups::of(samples, shared))
}

/// Where the rows of each row they belong to point together, as far as a crowd points to all of it and to nothing else.
fn sets(placed: &[Placed<'_>], column: usize) -> Shared<Vec<Target>> {
    let mut sets: BTreeMap<usize, (Vec<Target>, Who)> = BTreeMap::new();
    for row in placed {
        let (set, _) = sets.entry(row.parent).or_insert_with(|| (Vec::new(), row.who));
        set.push(target(row, column));
    }
    for (set, _) in sets.values_mut() {
        set.sort_unstable();
    }
    Shared::of(sets.values().map(|(set, who)| (set, *who)))
}

fn target(row: &Placed<'_>, column: usize) -> Target {
    row.values.get(column).and_then(identifier).map_or(Target::Nowhere, Target::Row)
}

fn popularity(placed: &[Placed<'_>], column: usize) -> Popularity {
    let mut people: BTreeMap<Target, BTreeSet<Who>> = BTreeMap::new();
    for row in placed {
        people.entry(target(row, column)).or_default().insert(row.who);
    }
    Popularity::of(people.into_iter().map(|(id, people)| (id, people.len() as u64)))
}

/// Days since 1970.
fn day_number(day: &str) -> Option<i64> {
    let day: Date = day.parse().ok()?;
    let midnight = day.to_zoned(TimeZone::UTC).ok()?.timestamp();
    Some(midnight.as_millisecond().div_euclid(DAY_MILLISECONDS))
}
