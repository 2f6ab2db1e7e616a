//! From a real school to its likeness.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use database::{Column as Live, Reader, Uuid, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::cell::{Cell, identifier};
use super::crowd::{CROWD, Groups, Shared, Spread, Who};
use super::likeness::{Likeness, Popularity, TableLikeness, Target};
use super::reading::{
    Part, SEALING_BYTES, asked_for, candidates, in_order, is_copied, parts, rows, rule, seen_from, told_with,
};
use super::together::{Sample, Together};
use super::{Drawing, Made, Making};
use crate::table::Table;
use crate::{DataMap, Error};

/// A real row that others belong to, in memory only while the school is measured.
#[derive(Debug)]
struct Known {
    who: Who,
    begins: Option<i64>,
    cells: BTreeMap<String, String>,
}

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
    Ok(likeness)
}

struct Measuring<'m> {
    reader: &'m Reader<'m>,
    map: &'m DataMap,
    now: Timestamp,
    live: Vec<Live>,
    known: BTreeMap<String, Vec<Known>>,
    people: Who,
}

/// A row with what it belongs to.
struct Placed<'r> {
    values: &'r [Value],
    group: Vec<String>,
    who: Who,
    /// The instant of the row it belongs to.
    anchor: i64,
    begins: Option<i64>,
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
                }
                Some(Made::Spread | Made::Words | Made::Instant | Made::Day) => {
                    let is_beginning = drawing.begins.as_ref() == Some(&column.name);
                    let measured = |row: &Placed<'_>| row.measured(table, index, is_beginning);
                    let samples: Vec<_> = (placed.iter())
                        .filter_map(|row| Some((row.group.clone(), (measured(row)?, row.who))))
                        .collect();
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

    /// Finds what each row belongs to, and counts.
    fn placed<'r>(
        &mut self,
        table: &Table,
        drawing: &Drawing,
        rows: &'r [Vec<Value>],
        likeness: &mut TableLikeness,
    ) -> Result<Vec<Placed<'r>>, Error> {
        let now = self.now.as_millisecond();
        let begins = drawing.begins.as_ref().and_then(|name| position(table, name));
        let begins = |values: &[Value]| begins.and_then(|index| number(values, index));
        let mut placed = Vec::new();
        let Some(per) = &drawing.per else {
            for values in rows {
                let group: Vec<String> = drawing.by.iter().map(|column| told(table, column, values)).collect();
                *likeness.own.entry(group.clone()).or_default() += 1;
                placed.push(Placed { values, group, who: self.somebody(), anchor: now, begins: begins(values) });
            }
            likeness.own.retain(|group, count| *count >= CROWD as u64 || are_codes(table, &drawing.by, group));
            return Ok(placed);
        };
        let parent = self.map.tables().iter().find(|other| other.name == per.table);
        let shared = self.shared(table)?;
        let known = self.known.get(&per.table).map(Vec::as_slice).unwrap_or_default();
        let key_of = |one: &Known| -> Vec<String> {
            let seen = |column: &String| parent.map(|parent| seen_from(parent, column)).unwrap_or_default();
            per.on.iter().map(|column| one.cells.get(&seen(column)).cloned().unwrap_or_default()).collect()
        };
        let places: HashMap<Vec<String>, usize> = known.iter().enumerate().map(|(at, one)| (key_of(one), at)).collect();
        let group_of = |one: &Known| -> Vec<String> {
            drawing.by.iter().map(|column| one.cells.get(column).cloned().unwrap_or_default()).collect()
        };
        let (mut counts, mut alone) = (vec![0_i64; known.len()], Vec::new());
        for values in rows {
            let key: Vec<String> = per.on.iter().map(|column| joined(table, column, values, &shared)).collect();
            match places.get(&key).and_then(|at| Some((*at, known.get(*at)?))) {
                Some((at, one)) => {
                    if let Some(count) = counts.get_mut(at) {
                        *count += 1;
                    }
                    let (group, anchor) = (group_of(one), one.begins.unwrap_or(now));
                    placed.push(Placed { values, group, who: one.who, anchor, begins: begins(values) });
                }
                // Whoever a row belonged to is gone, and nothing is told of it; what never belonged to anybody stands for itself.
                None if key.iter().all(String::is_empty) => alone.push(values),
                None => {}
            }
        }
        let samples = known.iter().zip(&counts).map(|(one, count)| (group_of(one), (*count, one.who))).collect();
        likeness.rows = Some(Groups::of(samples, Spread::of));
        if alone.len() >= CROWD {
            likeness.own.insert(Vec::new(), alone.len() as u64);
            for values in alone {
                placed.push(Placed {
                    values,
                    group: Vec::new(),
                    who: self.somebody(),
                    anchor: now,
                    begins: begins(values),
                });
            }
        }
        Ok(placed)
    }

    fn somebody(&mut self) -> Who {
        self.people += 1;
        self.people
    }

    /// What the rows that a table points to share with the rows that its own belong to, by the name of the shared column.
    fn shared(&self, table: &Table) -> Result<BTreeMap<String, (usize, BTreeMap<Uuid, String>)>, Error> {
        let mut shared = BTreeMap::new();
        for (index, column) in table.columns.iter().enumerate() {
            if let Some(Made::From(reference)) = &column.made
                && let Some(sharing) = &reference.sharing
            {
                shared.insert(sharing.clone(), (index, candidates(self.reader, reference)?));
            }
        }
        Ok(shared)
    }

    /// Whether a crowd has instants there that are yet to come.
    fn lies_ahead(&self, placed: &[Placed<'_>], column: usize) -> bool {
        let now = self.now.as_millisecond();
        let ahead = placed.iter().filter(|row| match row.values.get(column) {
            Some(Value::Text(day)) => day_number(day).is_some_and(|day| day * DAY_SECONDS * 1000 > now),
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

const DAY_SECONDS: i64 = 86_400;

impl Placed<'_> {
    /// What stands in the row together, in the group of what it points to and, behind that, of what it belongs to.
    fn sample(&self, table: &Table, parts: &[Part], names: &[String]) -> Sample {
        let own = names.iter().map(|name| told(table, name, self.values));
        let group = own.chain(self.group.iter().cloned()).collect();
        let cell = |part: &Part| {
            let value = self.values.get(part.column).unwrap_or(&Value::Null);
            if part.is_presence { presence(value) } else { Cell::of(value) }
        };
        Sample { group, cells: parts.iter().map(cell).collect(), who: self.who }
    }

    fn among(&self, table: &Table) -> Option<Cell> {
        let index = (0..table.columns.len()).find(|index| rule(table, *index) == Some(&Made::Among))?;
        self.values.get(index).map(Cell::of)
    }

    /// A number, a length, or how long after its beginning an instant (in seconds) or a day (in days) lies.
    fn measured(&self, table: &Table, column: usize, is_beginning: bool) -> Option<i64> {
        let value = self.values.get(column)?;
        let anchor = if is_beginning { self.anchor } else { self.begins.unwrap_or(self.anchor) };
        match (rule(table, column)?, value) {
            (Made::Instant, value) => Some((Cell::of(value).number()? - anchor).div_euclid(1000)),
            (Made::Day, Value::Text(day)) => Some(day_number(day)? - anchor.div_euclid(DAY_SECONDS * 1000)),
            (Made::Words, value) => {
                let is_sealed = table.columns.get(column)?.protection.is_sealed();
                let length = Cell::of(value).number()?;
                Some(if is_sealed { (length - SEALING_BYTES).max(0) } else { length })
            }
            (_, value) => Cell::of(value).number(),
        }
    }
}

/// Whether something is there, for what is read as it is and for what only its length or its presence is read of.
fn presence(value: &Value) -> Cell {
    let is_there = !matches!(value, Value::Null | Value::Integer(0));
    Cell::Number(is_there.into())
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

fn popularity(placed: &[Placed<'_>], column: usize) -> Popularity {
    let mut people: BTreeMap<Target, BTreeSet<Who>> = BTreeMap::new();
    for row in placed {
        let target = row.values.get(column).and_then(identifier).map_or(Target::Nowhere, Target::Row);
        people.entry(target).or_default().insert(row.who);
    }
    Popularity::of(people.into_iter().map(|(id, people)| (id, people.len() as u64)))
}

/// Whether a group is named by codes that the map declares, such as the roles, of which everybody knows that there are some.
fn are_codes(table: &Table, by: &[String], group: &[String]) -> bool {
    let is_code = |(column, code): (&String, &String)| {
        let words = table.column(column).and_then(|column| column.words.as_ref());
        words.is_some_and(|words| words.codes.contains_key(code))
    };
    !by.is_empty() && by.iter().zip(group).all(is_code)
}

fn position(table: &Table, name: &str) -> Option<usize> {
    table.columns.iter().position(|column| column.name == name)
}

fn number(values: &[Value], index: usize) -> Option<i64> {
    values.get(index).map(Cell::of)?.number()
}

/// What a column says of its row to those that belong to it: its code, or whether there is an instant.
fn told(table: &Table, column: &str, values: &[Value]) -> String {
    let Some(index) = position(table, column) else { return String::new() };
    let value = values.get(index).unwrap_or(&Value::Null);
    match rule(table, index) {
        Some(Made::Instant | Made::Day | Made::Words) => presence(value).text(),
        _ => Cell::of(value).text(),
    }
}

/// What a row is joined on: its own column, or what the row that it points to shares.
fn joined(
    table: &Table,
    column: &str,
    values: &[Value],
    shared: &BTreeMap<String, (usize, BTreeMap<Uuid, String>)>,
) -> String {
    if position(table, column).is_some() {
        return told(table, column, values);
    }
    let found = shared.get(column).and_then(|(index, known)| known.get(&identifier(values.get(*index)?)?));
    found.cloned().unwrap_or_default()
}

/// Days since 1970.
fn day_number(day: &str) -> Option<i64> {
    let day: Date = day.parse().ok()?;
    let midnight = day.to_zoned(TimeZone::UTC).ok()?.timestamp();
    Some(midnight.as_second().div_euclid(DAY_SECONDS))
}
