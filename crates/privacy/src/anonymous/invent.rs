//! From a likeness to a school.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use database::{Uuid, Value};

use super::filling::{Insertion, Inventing, Invention, Underway, insertion};
use super::reading::{asked_for, in_order, said, seen_from};
use super::row::{Maker, Parent, person_of};
use super::{Drawing, Made, Making};
use crate::table::{Concern, PersonLink, Table};
use crate::{DataMap, Error};

/// Fills an empty school, and gives how many rows each table has.
pub fn invent(invention: &Invention<'_>) -> Result<BTreeMap<String, u64>, Error> {
    let live = invention.transaction.columns()?;
    let mut inventing =
        Inventing { invention, live, made: BTreeMap::new(), names: HashMap::new(), renamed: HashMap::new() };
    let mut counts = BTreeMap::new();
    for table in in_order(invention.map) {
        (invention.before)(&table.name);
        let count = match &table.making {
            Making::Drawn(drawing) => inventing.draw(table, drawing)?,
            _ => inventing.copy(table)?,
        };
        counts.insert(table.name.clone(), count);
    }
    Ok(counts)
}

/// A table that is being filled.
struct Filling<'f> {
    maker: Maker<'f>,
    insertion: Insertion,
    begins_with: Option<&'f str>,
    /// What others will ask of its rows.
    asked: BTreeSet<String>,
    made: Vec<Parent>,
    count: u64,
}

impl Inventing<'_> {
    /// Invents the rows of a table.
    fn draw(&mut self, table: &Table, drawing: &Drawing) -> Result<u64, Error> {
        let (map, likeness) = (self.invention.map, self.invention.likeness);
        let Some(likeness) = likeness.drawn.get(&table.name) else { return Ok(0) };
        let (maker, insertion, asked) = (self.maker(table, likeness)?, insertion(table), asked_for(map, table));
        let begins_with = drawing.begins.as_deref();
        let mut filling = Filling { maker, insertion, begins_with, asked, made: Vec::new(), count: 0 };
        for (group, rows) in &likeness.own {
            let cells = drawing.by.iter().cloned().zip(group.iter().map(|text| Value::from(text.as_str()))).collect();
            self.fill(&mut filling, (&Parent { cells, ..Parent::default() }, group), *rows)?;
        }
        if let (Some(per), Some(rows)) = (&drawing.per, &likeness.rows) {
            let parents = self.made.remove(&per.table).unwrap_or_default();
            for parent in &parents {
                let by = |column: &String| told(map, &per.table, column, parent);
                let group: Vec<String> = drawing.by.iter().map(by).collect();
                // A group of too few people has no rows.
                let Some(spread) = rows.within(&group, 1) else { continue };
                let parent = seen(map, &per.table, &per.on, parent);
                let rows = spread.draw(&filling.maker.dice).max(0).unsigned_abs();
                self.fill(&mut filling, (&parent, &group), rows)?;
            }
            self.made.insert(per.table.clone(), parents);
        }
        self.made.insert(table.name.clone(), filling.made);
        Ok(filling.count)
    }

    /// Invents the rows that belong to one row of another table.
    fn fill(
        &mut self,
        filling: &mut Filling<'_>,
        (parent, group): (&Parent, &[String]),
        rows: u64,
    ) -> Result<(), Error> {
        let (table, mut taken) = (filling.maker.table, filling.maker.plan(rows));
        for number in 0..rows as usize {
            let drawn = filling.maker.row(filling.begins_with, (parent, group), (number, &mut taken));
            let Some((begins, row)) = drawn else { continue };
            let person = whose(table, parent, &row);
            let underway = Underway { parent, person, begins, number };
            let Some(row) = self.finish(&filling.maker, row, &underway)? else { continue };
            if self.insert(table, &filling.insertion, &row, person)? {
                filling.count += 1;
                if !filling.asked.is_empty() {
                    filling.made.push(parent_of(table, &filling.asked, row, person, begins.or(parent.begins)));
                }
            }
        }
        Ok(())
    }
}

/// Whose a row is: its own, or that of the row it belongs to.
fn whose(table: &Table, parent: &Parent, row: &BTreeMap<String, Value>) -> Option<Uuid> {
    match &table.concern {
        Concern::Person(handling) => match &handling.person {
            PersonLink::Column(column) => person_of(row, column).or(parent.person),
            _ => parent.person,
        },
        Concern::Nobody { .. } => None,
    }
}

/// What others will ask of a row.
fn parent_of(
    table: &Table,
    kept: &BTreeSet<String>,
    row: BTreeMap<String, Value>,
    person: Option<Uuid>,
    begins: Option<i64>,
) -> Parent {
    let is_asked = |name: &str| {
        name == "id" || kept.contains(name) || table.column(name).is_some_and(|one| one.made == Some(Made::Seed))
    };
    Parent { person, begins, cells: row.into_iter().filter(|(name, _)| is_asked(name)).collect() }
}

/// What a column of the row that others belong to says.
fn told(map: &DataMap, table: &str, column: &str, parent: &Parent) -> String {
    let table = map.tables().iter().find(|one| one.name == table);
    let rule = table.and_then(|table| table.column(column)?.made.as_ref());
    said(rule, parent.cells.get(column).unwrap_or(&Value::Null))
}

/// The row that others belong to, under the names that they know it by.
fn seen(map: &DataMap, table: &str, on: &[String], parent: &Parent) -> Parent {
    let mut parent = parent.clone();
    if let Some(table) = map.tables().iter().find(|one| one.name == table) {
        for column in on {
            let value = parent.cells.get(&seen_from(table, column)).cloned().unwrap_or(Value::Null);
            parent.cells.insert(column.clone(), value);
        }
    }
    parent
}
