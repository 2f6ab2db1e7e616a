//! An empty school that is being filled: what follows from the rest of a row, its seals, and its statement.

use std::collections::{BTreeMap, HashMap};

use database::{Column as Live, Entropy, Moment, Statement, Transaction, Uuid, Value};
use jiff::Timestamp;
use vault::Vault;

use super::Made;
use super::cell::Cell;
use super::dice::Dice;
use super::likeness::{Likeness, TableLikeness};
use super::reading::{candidates, rule, told_with};
use super::row::{Maker, Parent, Plain, Recipes, Slot, person_of};
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

/// A school that is being filled.
pub(super) struct Inventing<'i> {
    pub(super) invention: &'i Invention<'i>,
    pub(super) live: Vec<Live>,
    /// The rows that others belong to.
    pub(super) made: BTreeMap<String, Vec<Parent>>,
    pub(super) names: HashMap<Uuid, String>,
    /// The new identifiers of what was copied under one, by the real ones.
    pub(super) renamed: HashMap<Uuid, Uuid>,
}

/// A row on its way, with what the recipes may ask for.
pub(super) struct Underway<'u> {
    pub(super) parent: &'u Parent,
    pub(super) person: Option<Uuid>,
    pub(super) begins: Option<i64>,
    pub(super) number: usize,
}

impl Inventing<'_> {
    pub(super) fn maker<'m>(&self, table: &'m Table, likeness: &'m TableLikeness) -> Result<Maker<'m>, Error> {
        let dice = Dice(self.invention.entropy.clone());
        let now = self.invention.likeness.at.as_millisecond();
        let mut maker =
            Maker::new(table, likeness, (&self.live, told_with(self.invention.map, table, &self.live)), (dice, now));
        maker.renamed = self.renamed.clone();
        maker.measured_as = self.renamed.iter().map(|(real, new)| (*new, *real)).collect();
        for column in &table.columns {
            let Some(Made::From(reference)) = &column.made else { continue };
            let mut by: HashMap<String, Vec<Uuid>> = HashMap::new();
            for (id, shared) in candidates(self.invention.transaction, reference)? {
                by.entry(if reference.sharing.is_some() { shared } else { String::new() }).or_default().push(id);
            }
            maker.candidates.insert(column.name.clone(), by);
            if let Some(popularity) = likeness.popularity.get(&column.name) {
                maker.popularity.insert(column.name.clone(), popularity.renamed(&self.renamed));
            }
        }
        Ok(maker)
    }

    /// Adds what follows from the rest of the row.
    pub(super) fn finish(
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

    pub(super) fn recipe(
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
    pub(super) fn insert(
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

/// The statement that writes a row, and the place of each column, to which its sealed values are bound.
pub(super) struct Insertion {
    statement: Statement,
    places: Vec<&'static str>,
}

pub(super) fn insertion(table: &Table) -> Insertion {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let values: Vec<String> = (1..=names.len()).map(|number| format!("${number}")).collect();
    let places = names.iter().map(|name| &*format!("{}.{name}", table.name).leak()).collect();
    let (names, values) = (names.join(", "), values.join(", "));
    let text = format!("INSERT INTO {} ({names}) VALUES ({values}) ON CONFLICT DO NOTHING", table.name);
    Insertion { statement: leaked(text), places }
}

/// A file of invented words.
fn file(dice: &Dice, bytes: usize) -> Vec<u8> {
    let page = dice.words(bytes.clamp(1, 4096)).into_bytes();
    page.iter().copied().cycle().take(bytes).collect()
}
