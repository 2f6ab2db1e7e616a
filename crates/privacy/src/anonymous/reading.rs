//! What is read of a real table, and in which order tables come.

use std::collections::{BTreeMap, BTreeSet};

use database::{Column as Live, Reader, Statement, Uuid, Value, params};

use super::cell::{Cell, identifier};
use super::crowd::CROWD;
use super::{Copying, Made, Making, Per, Reference};
use crate::plan::leaked;
use crate::table::{Column, Concern, Table};
use crate::{DataMap, Error};

/// Bytes that sealing adds to a value: its format, its nonce and its tag.
pub(crate) const SEALING_BYTES: i64 = 1 + 24 + 16;

/// A day of 24 hours.
pub(crate) const DAY_MILLISECONDS: i64 = 86_400_000;

/// The tables that have rows in the anonymised data set by the map, each after those that its rows point to.
pub(crate) fn in_order(map: &DataMap) -> Vec<&Table> {
    let mut left: Vec<&Table> =
        map.tables().iter().filter(|table| matches!(table.making, Making::Copied(_) | Making::Drawn(_))).collect();
    let mut ordered: Vec<&Table> = Vec::new();
    while !left.is_empty() {
        let waits = |table: &&Table| {
            let others = left.iter().filter(|other| other.name != table.name);
            needs(table).iter().any(|needed| others.clone().any(|other| other.name == *needed))
        };
        // Tables that point to one another stay in the map's order.
        let next = left.iter().position(|table| !waits(table)).unwrap_or(0);
        ordered.push(left.remove(next));
    }
    ordered
}

fn needs(table: &Table) -> BTreeSet<String> {
    let pointed = table.columns.iter().filter_map(|column| match &column.made {
        Some(Made::From(Reference { table, .. })) => Some(table.clone()),
        _ => None,
    });
    pointed.chain(per(table).map(|per| per.table.clone())).collect()
}

/// What a table's rows belong to.
pub(crate) fn per(table: &Table) -> Option<&Per> {
    match &table.making {
        Making::Drawn(drawing) => drawing.per.as_ref(),
        _ => None,
    }
}

/// The columns of a table that rows of other tables are joined on, or that their numbers depend on.
pub(crate) fn asked_for(map: &DataMap, table: &Table) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for other in map.tables() {
        if let Making::Drawn(drawing) = &other.making
            && let Some(per) = drawing.per.as_ref().filter(|per| per.table == table.name)
        {
            asked.extend(per.on.iter().map(|column| seen_from(table, column)));
            asked.extend(drawing.by.iter().cloned());
        }
    }
    if let Making::Drawn(drawing) = &table.making
        && drawing.per.is_none()
    {
        asked.extend(drawing.by.iter().cloned());
    }
    asked
}

/// The column of the other table that holds what this one of a row that belongs to it does.
pub(crate) fn seen_from(parent: &Table, column: &str) -> String {
    if parent.column(column).is_some() { column.to_owned() } else { "id".to_owned() }
}

/// The statement that reads what may be looked at: of everything else, whether it is there and how long it is.
pub(crate) fn statement(table: &Table) -> Statement {
    let columns: Vec<String> = table.columns.iter().map(|column| looked_at(table, column)).collect();
    let chosen = match &table.making {
        Making::Copied(copying) => chosen(table, copying),
        _ => String::new(),
    };
    leaked(format!("SELECT {} FROM {}{chosen}", columns.join(", "), table.name))
}

/// The condition under which a row is copied, as far as its own table and the people who point to it decide.
fn chosen(table: &Table, copying: &Copying) -> String {
    let (name, first) = (&table.name, table.columns.first().map(|column| column.name.as_str()).unwrap_or_default());
    let unless = copying.unless.as_ref().map(|column| format!("{column} IS NULL"));
    let shared = copying.shared_by.as_ref().map(|(other, column, person)| {
        format!(
            "{first} IN (SELECT {column} FROM {other} GROUP BY {column} HAVING COUNT(DISTINCT {person}) >= {CROWD})"
        )
    });
    let newest = copying.newest.as_ref().map(|(number, by)| {
        format!("{number} = (SELECT MAX(newer.{number}) FROM {name} AS newer WHERE newer.{by} = {name}.{by})")
    });
    let conditions: Vec<String> = unless.into_iter().chain(shared).chain(newest).collect();
    if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) }
}

fn looked_at(table: &Table, column: &Column) -> String {
    let name = &column.name;
    let is_copied = matches!(table.making, Making::Copied(_));
    let is_of_nobody = matches!(column.concern, Concern::Nobody { .. });
    match &column.made {
        Some(rule) if rule.looks_at_the_value() || *rule == Made::New => name.clone(),
        Some(Made::Recipe(_)) if is_copied && is_of_nobody => name.clone(),
        Some(Made::Words { .. }) => format!("LENGTH({name})"),
        _ => format!("CASE WHEN {name} IS NULL THEN 0 ELSE 1 END"),
    }
}

/// Every row of a table, as its statement reads it.
pub(crate) fn rows(reader: &Reader<'_>, table: &Table) -> Result<Vec<Vec<Value>>, Error> {
    let mut rows = Vec::new();
    reader.visit(statement(table), params![], |row| {
        rows.push(row);
        Ok::<_, Error>(())
    })?;
    Ok(rows)
}

/// The rows that a reference may point to, each with what it shares with the row that points to it.
pub(crate) fn candidates(reader: &Reader<'_>, reference: &Reference) -> Result<BTreeMap<Uuid, String>, Error> {
    let Reference { table, through, sharing, only } = reference;
    let shared = match (through, sharing) {
        (Some((_, other)), Some(column)) => format!("{other}.{column}"),
        (None, Some(column)) => format!("{table}.{column}"),
        (_, None) => format!("{table}.id"),
    };
    let join = through
        .as_ref()
        .map(|(column, other)| format!(" JOIN {other} ON {other}.id = {table}.{column}"))
        .unwrap_or_default();
    let (condition, code) = match only {
        Some((column, code)) => (format!(" WHERE {table}.{column} = $1"), vec![Value::from(code.as_str())]),
        None => (String::new(), Vec::new()),
    };
    let statement = leaked(format!("SELECT {table}.id, {shared} FROM {table}{join}{condition}"));
    let mut found = BTreeMap::new();
    reader.visit(statement, &code, |row| {
        if let [id, shared] = row.as_slice()
            && let Some(id) = identifier(id)
        {
            found.insert(id, Cell::of(shared).text());
        }
        Ok::<_, Error>(())
    })?;
    if found.is_empty() && only.is_some() {
        // A school where nobody has the role has its rows made by somebody else.
        return candidates(reader, &Reference { only: None, ..reference.clone() });
    }
    Ok(found)
}

/// The columns of a row that its other values are told with: where it points to among what is copied, what its siblings do not
/// share, and what it has from the row it belongs to of what numbers depend on.
pub(crate) fn told_with(map: &DataMap, table: &Table, live: &[Live]) -> ToldWith {
    let by = match &table.making {
        Making::Drawn(drawing) => drawing.by.as_slice(),
        _ => &[],
    };
    let is_told_with = |column: &&Column| match &column.made {
        Some(Made::Among) => true,
        Some(Made::From(reference)) => is_copied(map, &reference.table),
        Some(Made::Parent) => by.contains(&column.name),
        _ => false,
    };
    let (mut names, mut open) = (Vec::new(), Vec::new());
    for (index, column) in table.columns.iter().enumerate().filter(|(_, column)| is_told_with(column)) {
        let part = if is_nullable(table, index, live) { &mut open } else { &mut names };
        part.push(column.name.clone());
    }
    let needed = names.len();
    names.append(&mut open);
    ToldWith { names, needed }
}

/// The columns that a row's other values are told with.
pub(crate) struct ToldWith {
    /// Those that a row must have come first.
    pub(crate) names: Vec<String>,
    /// How many those are.
    pub(crate) needed: usize,
}

/// Whether a table's rows are copied.
pub(crate) fn is_copied(map: &DataMap, name: &str) -> bool {
    map.tables().iter().any(|table| table.name == name && matches!(table.making, Making::Copied(_)))
}

/// A part of what stands in one row together: a value, or whether there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) column: usize,
    pub(crate) is_presence: bool,
}

/// The parts of a table's rows: its values first, in the map's order.
pub(crate) fn parts(map: &DataMap, table: &Table, live: &[Live]) -> Vec<Part> {
    let values = (0..table.columns.len()).filter(|index| matches!(rule(table, *index), Some(Made::Drawn { .. })));
    let presences = (0..table.columns.len()).filter(|index| {
        let tells = match rule(table, *index) {
            Some(Made::Drawn { .. } | Made::Parent | Made::New | Made::Nothing | Made::Afterwards | Made::Same)
            | None => false,
            Some(Made::From(reference)) => !is_copied(map, &reference.table),
            Some(_) => true,
        };
        tells && is_nullable(table, *index, live)
    });
    values
        .map(|column| Part { column, is_presence: false })
        .chain(presences.map(|column| Part { column, is_presence: true }))
        .collect()
}

pub(crate) fn rule(table: &Table, column: usize) -> Option<&Made> {
    table.columns.get(column)?.made.as_ref()
}

pub(crate) fn is_nullable(table: &Table, column: usize, live: &[Live]) -> bool {
    let name = table.columns.get(column).map(|column| column.name.as_str());
    live.iter().any(|one| one.table == table.name && Some(one.name.as_str()) == name && one.nullable)
}

pub(crate) fn position(table: &Table, name: &str) -> Option<usize> {
    table.columns.iter().position(|column| column.name == name)
}

/// What a column says of its row to those that belong to it: its code, or whether there is an instant.
pub(crate) fn told(table: &Table, column: &str, values: &[Value]) -> String {
    let Some(index) = position(table, column) else { return String::new() };
    said(rule(table, index), values.get(index).unwrap_or(&Value::Null))
}

/// The same of one value, by its rule.
pub(crate) fn said(rule: Option<&Made>, value: &Value) -> String {
    match rule {
        Some(Made::Instant | Made::Day | Made::Words { .. }) => presence(value).text(),
        _ => Cell::of(value).text(),
    }
}

/// Whether something is there, for what is read as it is and for what only its length or its presence is read of.
pub(crate) fn presence(value: &Value) -> Cell {
    let is_there = !matches!(value, Value::Null | Value::Integer(0));
    Cell::Number(is_there.into())
}

/// What may be shared of a value at all: a number; a text if it is a code that the map declares, or if the map lets any text be
/// shared there; and never an identifier, wherever it stands.
pub(crate) fn shareable(table: &Table, index: usize, value: &Value) -> Cell {
    let (cell, column) = (Cell::of(value), table.columns.get(index));
    let Cell::Text(text) = &cell else { return cell };
    let is_code = column.and_then(|column| column.words.as_ref()).is_some_and(|words| words.codes.contains_key(text));
    let may_be_any = matches!(rule(table, index), Some(Made::Drawn { any_text: true, .. } | Made::Among));
    if (is_code || may_be_any || text.is_empty()) && !names_something(text) { cell } else { Cell::Untold }
}

/// Whether a text holds an identifier.
fn names_something(text: &str) -> bool {
    let windows = text.as_bytes().windows(36);
    windows.filter_map(|window| std::str::from_utf8(window).ok()).any(|window| Uuid::try_parse(window).is_ok())
}
