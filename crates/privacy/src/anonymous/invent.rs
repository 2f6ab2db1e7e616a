//! From a likeness to a school.

use std::collections::{BTreeMap, HashMap};

use database::{Column as Live, Entropy, Moment, Statement, Transaction, Uuid, Value};
use jiff::Timestamp;
use vault::Vault;

use super::cell::Cell;
use super::dice::Dice;
use super::likeness::{Likeness, TableLikeness};
use super::reading::{asked_for, candidates, in_order, rule, seen_from, told_with};
use super::row::{Maker, Parent, Plain, Recipes, Slot, Taken, person_of};
use super::{Drawing, Made, Making};
use crate::engine::key_category;
use crate::plan::leaked;
use crate::table::{Column, Concern, Handling, PersonLink, Table};
use crate::{DataMap, Error};

/// Where an invented school is written.
pub struct Invention<'i> {
    /// The empty school.
    pub transaction: &'i Transaction<'i>,
    /// Its vault.
    pub vault: &'i Vault,
    /// Chance.
    pub entropy: &'i Entropy,
    /// The data map.
    pub map: &'i DataMap,
    /// What is told of the real school.
    pub likeness: &'i Likeness,
    /// What the school makes of the rest of a row.
    pub recipes: Recipes<'i>,
    /// Told of each table before it is filled.
    pub before: &'i dyn Fn(&str),
}

/// Fills an empty school, and gives how many rows each table has.
pub fn invent(invention: &Invention<'_>) -> Result<BTreeMap<String, u64>, Error> {
    let live = invention.transaction.columns()?;
    let mut inventing = Inventing { invention, live, made: BTreeMap::new(), names: HashMap::new() };
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

struct Inventing<'i> {
    invention: &'i Invention<'i>,
    live: Vec<Live>,
    /// The rows that others belong to.
    made: BTreeMap<String, Vec<Parent>>,
    names: HashMap<Uuid, String>,
}

/// A row on its way, with what the recipes may ask for.
struct Underway<'u> {
    parent: &'u Parent,
    person: Option<Uuid>,
    begins: Option<i64>,
    number: usize,
}

impl Inventing<'_> {
    fn maker<'m>(&self, table: &'m Table, likeness: &'m TableLikeness) -> Result<Maker<'m>, Error> {
        let dice = Dice(self.invention.entropy.clone());
        let now = self.invention.likeness.at.as_millisecond();
        let mut maker =
            Maker::new(table, likeness, (&self.live, told_with(self.invention.map, table, &self.live)), (dice, now));
        for column in &table.columns {
            let Some(Made::From(reference)) = &column.made else { continue };
            let mut by: HashMap<String, Vec<Uuid>> = HashMap::new();
            for (id, shared) in candidates(self.invention.transaction, reference)? {
                by.entry(if reference.sharing.is_some() { shared } else { String::new() }).or_default().push(id);
            }
            maker.candidates.insert(column.name.clone(), by);
        }
        Ok(maker)
    }

    /// Invents the rows of a table.
    fn draw(&mut self, table: &Table, drawing: &Drawing) -> Result<u64, Error> {
        let Some(likeness) = self.invention.likeness.drawn.get(&table.name) else { return Ok(0) };
        let (maker, insert) = (self.maker(table, likeness)?, insertion(table));
        let kept = asked_for(self.invention.map, table);
        let mut made = Vec::new();
        let mut count = 0;
        let mut fill = |inventing: &mut Self, parent: &Parent, group: &[String], rows: u64| -> Result<(), Error> {
            let mut taken = Taken::default();
            for number in 0..rows {
                let number = number as usize;
                let begins_with = drawing.begins.as_deref();
                let Some((begins, row)) = maker.row(begins_with, (parent, group), (number, &mut taken)) else {
                    continue;
                };
                let person = whose(table, parent, &row);
                let underway = Underway { parent, person, begins, number };
                let Some(row) = inventing.finish(&maker, row, &underway)? else { continue };
                if inventing.insert(table, &insert, &row, person)? {
                    count += 1;
                    if !kept.is_empty() {
                        made.push(parent_of(table, &kept, row, person, begins.or(parent.begins)));
                    }
                }
            }
            Ok(())
        };
        for (group, rows) in &likeness.own {
            let cells = drawing.by.iter().cloned().zip(group.iter().map(|text| Value::from(text.as_str()))).collect();
            fill(self, &Parent { cells, ..Parent::default() }, group, *rows)?;
        }
        if let (Some(per), Some(rows)) = (&drawing.per, &likeness.rows) {
            let parents = self.made.remove(&per.table).unwrap_or_default();
            for parent in &parents {
                let group: Vec<String> =
                    drawing.by.iter().map(|column| told(self.invention.map, &per.table, column, parent)).collect();
                let Some(spread) = rows.within(&group, 1) else { continue };
                let parent = seen(self.invention.map, &per.table, &per.on, parent);
                fill(self, &parent, &group, spread.draw(&maker.dice).max(0).unsigned_abs())?;
            }
            self.made.insert(per.table.clone(), parents);
        }
        self.made.insert(table.name.clone(), made);
        Ok(count)
    }

    /// Copies the rows of a table, but for what is made anew.
    fn copy(&self, table: &Table) -> Result<u64, Error> {
        let likeness = TableLikeness::default();
        let (maker, insert) = (self.maker(table, &likeness)?, insertion(table));
        let (parent, rows) = (Parent::default(), self.invention.likeness.copied.get(&table.name));
        let mut count = 0;
        for (number, values) in rows.into_iter().flatten().enumerate() {
            let mut row = BTreeMap::new();
            for (index, column) in table.columns.iter().enumerate() {
                let original = values.get(index).unwrap_or(&Value::Null);
                row.insert(column.name.clone(), anew(&maker, index, column, original));
            }
            for (index, column) in table.columns.iter().enumerate() {
                if let Some(Made::Recipe(recipe)) = &column.made {
                    let original = values.get(index).unwrap_or(&Value::Null);
                    let underway = Underway { parent: &parent, person: None, begins: None, number };
                    match self.recipe(recipe, (table, column), (&row, original), &underway)? {
                        Plain::Value(value) => row.insert(column.name.clone(), value),
                        Plain::NoRow => None,
                    };
                }
            }
            count += u64::from(self.insert(table, &insert, &row, None)?);
        }
        Ok(count)
    }

    /// Adds what follows from the rest of the row.
    fn finish(
        &mut self,
        maker: &Maker<'_>,
        mut row: BTreeMap<String, Value>,
        underway: &Underway<'_>,
    ) -> Result<Option<BTreeMap<String, Value>>, Error> {
        let table = maker.table;
        for (index, column) in table.columns.iter().enumerate() {
            match rule(table, index) {
                Some(Made::Name) => self.name(&mut row, column, underway.person),
                Some(Made::File(size)) if !row.contains_key(&column.name) => {
                    let bytes = row.get(size).and_then(|size| Cell::of(size).number()).unwrap_or(0);
                    row.insert(column.name.clone(), Value::from(file(&maker.dice, bytes.max(0) as usize)));
                }
                Some(Made::Recipe(recipe)) if !row.contains_key(&column.name) => {
                    match self.recipe(recipe, (table, column), (&row, &Value::Null), underway)? {
                        Plain::Value(value) => row.insert(column.name.clone(), value),
                        Plain::NoRow => return Ok(None),
                    };
                }
                _ => {}
            }
        }
        Ok(Some(row))
    }

    /// A person has one name, wherever it stands.
    fn name(&mut self, row: &mut BTreeMap<String, Value>, column: &Column, person: Option<Uuid>) {
        let Some(Value::Text(invented)) = row.get(&column.name) else { return };
        if let Some(person) = person {
            let name = self.names.entry(person).or_insert_with(|| invented.clone());
            row.insert(column.name.clone(), Value::from(name.as_str()));
        }
    }

    fn recipe(
        &self,
        recipe: &str,
        (table, column): (&Table, &Column),
        (row, original): (&BTreeMap<String, Value>, &Value),
        underway: &Underway<'_>,
    ) -> Result<Plain, Error> {
        let invention = self.invention;
        let slot = Slot {
            transaction: invention.transaction,
            vault: invention.vault,
            moment: &self.moment(underway.begins),
            table: &table.name,
            column: &column.name,
            number: underway.number,
            person: underway.person,
            original,
            row,
            parent: &underway.parent.cells,
        };
        (invention.recipes)(recipe, &slot)
    }

    fn moment(&self, begins: Option<i64>) -> Moment {
        let at = begins.and_then(|at| Timestamp::from_millisecond(at).ok()).unwrap_or(self.invention.likeness.at);
        Moment::new(at, self.invention.entropy.clone())
    }

    /// Seals what is sealed and writes the row, unless one like it is there.
    fn insert(
        &self,
        table: &Table,
        insert: &Insertion,
        row: &BTreeMap<String, Value>,
        person: Option<Uuid>,
    ) -> Result<bool, Error> {
        let subject = self.subject(table, row).or(person);
        let mut values = Vec::with_capacity(table.columns.len());
        for (column, place) in table.columns.iter().zip(&insert.places) {
            let value = row.get(&column.name).cloned().unwrap_or(Value::Null);
            values.push(match (&column.concern, subject) {
                (Concern::Person(handling), Some(subject)) if column.protection.is_sealed() => {
                    self.sealed(place, (subject, &handling.category), value)?
                }
                _ => value,
            });
        }
        Ok(self.invention.transaction.execute(insert.statement, &values)? > 0)
    }

    /// What a row's values are sealed for, when that is not the person: it, or the row it belongs to, has a key of its own.
    fn subject(&self, table: &Table, row: &BTreeMap<String, Value>) -> Option<Uuid> {
        let column = match (&table.subject, &table.concern) {
            (Some(column), _) => Some(column),
            (None, Concern::Person(Handling { person: PersonLink::Through { column, table }, .. })) => {
                let other = self.invention.map.tables().iter().find(|one| one.name == *table)?;
                other.subject.as_ref().filter(|subject| *subject == "id").map(|_| column)
            }
            _ => None,
        };
        column.and_then(|column| person_of(row, column))
    }

    fn sealed(&self, place: &'static str, key: (Uuid, &str), value: Value) -> Result<Value, Error> {
        let plain = match value {
            Value::Text(text) => text.into_bytes(),
            Value::Bytes(bytes) => bytes,
            _ => return Ok(Value::Null),
        };
        let key = (key.0, key_category(key.1)?);
        Ok(self.invention.vault.seal_bytes(&self.moment(None), key, place, &plain)?.into())
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

/// The statement that writes a row, and the place of each column, to which its sealed values are bound.
struct Insertion {
    statement: Statement,
    places: Vec<&'static str>,
}

fn insertion(table: &Table) -> Insertion {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let values: Vec<String> = (1..=names.len()).map(|number| format!("${number}")).collect();
    let places = names.iter().map(|name| &*format!("{}.{name}", table.name).leak()).collect();
    let (names, values) = (names.join(", "), values.join(", "));
    let text = format!("INSERT INTO {} ({names}) VALUES ({values}) ON CONFLICT DO NOTHING", table.name);
    Insertion { statement: leaked(text), places }
}

/// A value of a copied row: itself, or what is made in its place.
fn anew(maker: &Maker<'_>, index: usize, column: &Column, original: &Value) -> Value {
    match rule(maker.table, index) {
        Some(Made::Same | Made::Recipe(_)) => original.clone(),
        _ if matches!(original, Value::Null | Value::Integer(0)) && column.made != Some(Made::Words) => Value::Null,
        Some(Made::Words) => match Cell::of(original).number() {
            Some(0) => Value::from(""),
            Some(length) => Value::from(maker.dice.words(length.max(0) as usize)),
            None => Value::Null,
        },
        Some(Made::From(_)) => maker.anyone(column).map_or(Value::Null, Value::from),
        Some(rule) => maker.invented(rule, None).unwrap_or(Value::Null),
        None => Value::Null,
    }
}

/// What others will ask of a row.
fn parent_of(
    table: &Table,
    kept: &std::collections::BTreeSet<String>,
    row: BTreeMap<String, Value>,
    person: Option<Uuid>,
    begins: Option<i64>,
) -> Parent {
    let is_asked = |name: &str| {
        name == "id" || kept.contains(name) || table.column(name).is_some_and(|one| one.made == Some(Made::Seed))
    };
    Parent { person, begins, cells: row.into_iter().filter(|(name, _)| is_asked(name)).collect() }
}

/// What a column of the row that others belong to says: its code, or whether there is an instant.
fn told(map: &DataMap, table: &str, column: &str, parent: &Parent) -> String {
    let value = parent.cells.get(column).unwrap_or(&Value::Null);
    let rule = map.tables().iter().find(|one| one.name == table).and_then(|table| table.column(column)?.made.clone());
    match rule {
        Some(Made::Instant | Made::Day | Made::Words) => u8::from(*value != Value::Null).to_string(),
        _ => Cell::of(value).text(),
    }
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

/// A file of invented words.
fn file(dice: &Dice, bytes: usize) -> Vec<u8> {
    let page = dice.words(bytes.clamp(1, 4096)).into_bytes();
    page.iter().copied().cycle().take(bytes).collect()
}
