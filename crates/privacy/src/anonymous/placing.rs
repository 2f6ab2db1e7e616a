//! Which row a real row belongs to.

use std::collections::{BTreeMap, HashMap};

use database::{Column as Live, Reader, Uuid, Value};
use jiff::Timestamp;

use super::cell::{Cell, identifier};
use super::crowd::{CROWD, Groups, Spread, Who};
use super::likeness::TableLikeness;
use super::reading::{candidates, position, seen_from, told};
use super::{Drawing, Made, Per};
use crate::table::Table;
use crate::{DataMap, Error};

/// A school that is being measured.
pub(super) struct Measuring<'m> {
    pub(super) reader: &'m Reader<'m>,
    pub(super) map: &'m DataMap,
    pub(super) now: Timestamp,
    pub(super) live: Vec<Live>,
    /// The rows that others belong to, by table.
    pub(super) known: BTreeMap<String, Vec<Known>>,
    /// How many people were met so far.
    pub(super) people: Who,
}

/// A real row that others belong to, in memory only while the school is measured.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) who: Who,
    pub(super) begins: Option<i64>,
    pub(super) cells: BTreeMap<String, String>,
}

/// A row with what it belongs to.
pub(super) struct Placed<'r> {
    pub(super) values: &'r [Value],
    pub(super) group: Vec<String>,
    pub(super) who: Who,
    /// Which of the rows it belongs to.
    pub(super) parent: usize,
    /// The instant of the row it belongs to.
    pub(super) anchor: i64,
    pub(super) begins: Option<i64>,
}

/// What the rows that a table points to share with the rows that its own belong to, by the name of the shared column.
type Shared = BTreeMap<String, (usize, BTreeMap<Uuid, String>)>;

impl Measuring<'_> {
    /// Finds what each row belongs to, and counts.
    pub(super) fn placed<'r>(
        &mut self,
        table: &Table,
        drawing: &Drawing,
        rows: &'r [Vec<Value>],
        likeness: &mut TableLikeness,
    ) -> Result<Vec<Placed<'r>>, Error> {
        let begins = drawing.begins.as_ref().and_then(|name| position(table, name));
        let begins = move |values: &[Value]| begins.and_then(|index| values.get(index).map(Cell::of)?.number());
        match &drawing.per {
            Some(per) => self.belonging(table, (drawing, per), rows, (likeness, &begins)),
            None => Ok(self.standing_alone(table, drawing, rows, (likeness, &begins))),
        }
    }

    /// Rows that belong to no others.
    fn standing_alone<'r>(
        &mut self,
        table: &Table,
        drawing: &Drawing,
        rows: &'r [Vec<Value>],
        (likeness, begins): (&mut TableLikeness, &dyn Fn(&[Value]) -> Option<i64>),
    ) -> Vec<Placed<'r>> {
        let mut placed = Vec::new();
        for values in rows {
            let group: Vec<String> = drawing.by.iter().map(|column| told(table, column, values)).collect();
            *likeness.own.entry(group.clone()).or_default() += 1;
            self.people += 1;
            let (who, anchor) = (self.people, self.now.as_millisecond());
            let parent = placed.len();
            placed.push(Placed { values, group, who, parent, anchor, begins: begins(values) });
        }
        likeness.own.retain(|group, count| *count >= CROWD as u64 || are_codes(table, &drawing.by, group));
        placed
    }

    /// Rows that belong to rows of another table.
    fn belonging<'r>(
        &mut self,
        table: &Table,
        (drawing, per): (&Drawing, &Per),
        rows: &'r [Vec<Value>],
        (likeness, begins): (&mut TableLikeness, &dyn Fn(&[Value]) -> Option<i64>),
    ) -> Result<Vec<Placed<'r>>, Error> {
        let (now, shared) = (self.now.as_millisecond(), self.shared(table)?);
        let known = self.known.get(&per.table).map(Vec::as_slice).unwrap_or_default();
        let group_of = |one: &Known| -> Vec<String> {
            drawing.by.iter().map(|column| one.cells.get(column).cloned().unwrap_or_default()).collect()
        };
        let places = self.places(per, known);
        let (mut placed, mut counts) = (Vec::new(), vec![0_i64; known.len()]);
        for values in rows {
            let key: Vec<String> = per.on.iter().map(|column| joined(table, column, values, &shared)).collect();
            // Whoever a row belonged to is gone, or never had an account: nothing is told of it.
            let Some(at) = places.get(&key) else { continue };
            let (Some(count), Some(one)) = (counts.get_mut(*at), known.get(*at)) else { continue };
            *count += 1;
            let (group, anchor) = (group_of(one), one.begins.unwrap_or(now));
            placed.push(Placed { values, group, who: one.who, parent: *at, anchor, begins: begins(values) });
        }
        let samples = known.iter().zip(&counts).map(|(one, count)| (group_of(one), (*count, one.who))).collect();
        likeness.rows = Some(Groups::of(samples, Spread::of));
        Ok(placed)
    }

    /// Where each known row is, by what others are joined to it on.
    fn places(&self, per: &Per, known: &[Known]) -> HashMap<Vec<String>, usize> {
        let parent = self.map.tables().iter().find(|other| other.name == per.table);
        let seen = |column: &String| parent.map(|parent| seen_from(parent, column)).unwrap_or_default();
        let on: Vec<String> = per.on.iter().map(seen).collect();
        let key = |one: &Known| on.iter().map(|column| one.cells.get(column).cloned().unwrap_or_default()).collect();
        known.iter().enumerate().map(|(at, one)| (key(one), at)).collect()
    }

    fn shared(&self, table: &Table) -> Result<Shared, Error> {
        let mut shared = Shared::new();
        for (index, column) in table.columns.iter().enumerate() {
            if let Some(Made::From(reference)) = &column.made
                && let Some(sharing) = &reference.sharing
            {
                shared.insert(sharing.clone(), (index, candidates(self.reader, reference)?));
            }
        }
        Ok(shared)
    }
}

/// Whether a group is named by codes that the map declares, such as the roles, of which everybody knows that there are some.
fn are_codes(table: &Table, by: &[String], group: &[String]) -> bool {
    let is_code = |(column, code): (&String, &String)| {
        let words = table.column(column).and_then(|column| column.words.as_ref());
        words.is_some_and(|words| words.codes.contains_key(code))
    };
    !by.is_empty() && by.iter().zip(group).all(is_code)
}

/// What a row is joined on: its own column, or what the row that it points to shares.
fn joined(table: &Table, column: &str, values: &[Value], shared: &Shared) -> String {
    if position(table, column).is_some() {
        return told(table, column, values);
    }
    let found = shared.get(column).and_then(|(index, known)| known.get(&identifier(values.get(*index)?)?));
    found.cloned().unwrap_or_default()
}
