//! One invented row.

use std::collections::{BTreeMap, HashMap};

use database::{Moment, Transaction, Uuid, Value};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use vault::Vault;

use super::cell::{Cell, identifier};
use super::dice::Dice;
use super::likeness::TableLikeness;
use super::reading::{Part, is_nullable, rule};
use super::together::Together;
use super::{Made, Reference};
use crate::Error;
use crate::table::{Column, Table};

/// An invented row that others belong to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parent {
    pub(crate) person: Option<Uuid>,
    pub(crate) begins: Option<i64>,
    pub(crate) cells: BTreeMap<String, Value>,
}

/// A row that is being made, for what the school makes of the rest of it.
pub struct Slot<'s> {
    /// Where it will stand.
    pub transaction: &'s Transaction<'s>,
    /// The invented school's vault.
    pub vault: &'s Vault,
    /// When the row begins, and chance.
    pub moment: &'s Moment,
    /// The table.
    pub table: &'s str,
    /// The column.
    pub column: &'s str,
    /// Its place among its siblings, from 0.
    pub number: usize,
    /// Whose it is.
    pub person: Option<Uuid>,
    /// What a copied column of nobody held.
    pub original: &'s Value,
    pub(crate) row: &'s BTreeMap<String, Value>,
    pub(crate) parent: &'s BTreeMap<String, Value>,
}

impl Slot<'_> {
    /// Another value of the row, readable even where it will be sealed.
    pub fn value(&self, column: &str) -> &Value {
        self.row.get(column).unwrap_or(&Value::Null)
    }

    /// A value of the row it belongs to.
    pub fn parents(&self, column: &str) -> &Value {
        self.parent.get(column).unwrap_or(&Value::Null)
    }
}

/// What a recipe makes.
pub enum Plain {
    /// A value.
    Value(Value),
    /// There is nothing to make: the row is left out.
    NoRow,
}

/// The school's recipes, by name.
pub type Recipes<'r> = &'r dyn Fn(&str, &Slot<'_>) -> Result<Plain, Error>;

/// What rows of one table are made from.
pub(crate) struct Maker<'m> {
    pub(crate) table: &'m Table,
    pub(crate) likeness: &'m TableLikeness,
    pub(crate) parts: Vec<Part>,
    pub(crate) nullable: Vec<bool>,
    /// The rows that each reference may point to, by what they share.
    pub(crate) candidates: BTreeMap<String, HashMap<String, Vec<Uuid>>>,
    pub(crate) dice: Dice,
    /// When the school was measured, in milliseconds.
    pub(crate) now: i64,
}

/// What siblings have taken.
#[derive(Default)]
pub(crate) struct Taken {
    among: Vec<Cell>,
    pointed: HashMap<String, Vec<Uuid>>,
}

const DAY: i64 = 86_400_000;

impl<'m> Maker<'m> {
    pub(crate) fn new(
        table: &'m Table,
        likeness: &'m TableLikeness,
        (live, parts): (&[database::Column], Vec<Part>),
        (dice, now): (Dice, i64),
    ) -> Self {
        let nullable = (0..table.columns.len()).map(|index| is_nullable(table, index, live)).collect();
        Self { table, likeness, parts, nullable, candidates: BTreeMap::new(), dice, now }
    }

    /// What a row holds before the recipes; none when what it needs is used up, or nobody may be told of it.
    pub(crate) fn row(
        &self,
        begins_with: Option<&str>,
        (parent, group): (&Parent, &[String]),
        (number, taken): (usize, &mut Taken),
    ) -> Option<(Option<i64>, BTreeMap<String, Value>)> {
        let anchor = parent.begins.unwrap_or(self.now);
        let begins = begins_with.map(|column| self.instant(column, group, anchor));
        let mut group = group.to_vec();
        let mut row = BTreeMap::new();
        if let Some(column) = self.table.columns.iter().find(|column| column.made == Some(Made::Among)) {
            let cell = self.likeness.among.as_ref()?.closest(&group, true)?.draw(&self.dice, &taken.among)?;
            taken.among.push(cell.clone());
            group.push(cell.text());
            row.insert(column.name.clone(), cell.into());
        }
        let together = self.likeness.together.as_ref()?;
        let drawn = together.draw(&self.dice, &group)?;
        for (index, column) in self.table.columns.iter().enumerate() {
            if row.contains_key(&column.name) {
                continue;
            }
            let value = match &column.made {
                _ if self.is_absent(index, (together, &drawn)) => Value::Null,
                // They are made of the rest of the row, once it is there.
                Some(Made::Recipe(_) | Made::File(_)) => continue,
                Some(Made::From(reference)) => Value::from(self.pointed((column, reference), (&row, parent), taken)?),
                _ => self.value((index, column), (&drawn, &group), (parent, begins), number)?,
            };
            row.insert(column.name.clone(), value);
        }
        if let (Some(column), Some(at)) = (begins_with, begins) {
            row.insert(column.to_owned(), Value::Integer(at));
        }
        Some((begins, row))
    }

    /// Whether the row's shared values say that there is nothing, or do not tell.
    fn is_absent(&self, column: usize, (together, drawn): (&Together, &[Cell])) -> bool {
        let part = self.parts.iter().position(|part| part.column == column && part.is_presence);
        part.is_some_and(|part| part >= together.told() || drawn.get(part) != Some(&Cell::Number(1)))
    }

    fn value(
        &self,
        (index, column): (usize, &Column),
        (drawn, group): (&[Cell], &[String]),
        (parent, begins): (&Parent, Option<i64>),
        number: usize,
    ) -> Option<Value> {
        let anchor = begins.or(parent.begins).unwrap_or(self.now);
        let spread = || self.likeness.spreads.get(&column.name)?.closest(group, true).map(|one| one.draw(&self.dice));
        Some(match rule(self.table, index)? {
            Made::Parent => self.of_parent(column, parent),
            Made::Drawn { otherwise } => self.shared(index, drawn, otherwise.as_deref()),
            Made::Spread => Value::Integer(spread().unwrap_or(0)),
            Made::Numbered => Value::from(number as i64 + 1),
            Made::Instant => Value::Integer(self.instant(&column.name, group, anchor)),
            Made::Day => day(anchor + spread().unwrap_or(0) * DAY),
            Made::Words => Value::from(self.dice.words(spread().unwrap_or(12).max(0) as usize)),
            other => return self.invented(other, begins),
        })
    }

    /// What follows from chance alone.
    pub(crate) fn invented(&self, rule: &Made, begins: Option<i64>) -> Option<Value> {
        Some(match rule {
            Made::New => {
                let at = Timestamp::from_millisecond(begins.unwrap_or(self.now)).ok()?;
                Value::from(Moment::new(at, self.dice.0.clone()).identifier())
            }
            Made::Random { digits: None } => Value::from(self.dice.bytes(32)),
            Made::Random { digits: Some(digits) } => Value::from(self.dice.hexadecimal(*digits)),
            Made::Seed => Value::Integer(self.dice.below(1 << 53)? as i64),
            Made::Name => Value::from(self.dice.name()),
            Made::Email => Value::from(self.dice.email()),
            Made::Telephone => Value::from(self.dice.telephone()),
            Made::NetworkAddress => Value::from(self.dice.network_address()),
            Made::Fixed(text) => text.parse::<i64>().map_or_else(|_| Value::from(text.as_str()), Value::Integer),
            _ => Value::Null,
        })
    }

    fn of_parent(&self, column: &Column, parent: &Parent) -> Value {
        parent.cells.get(&column.name).or_else(|| parent.cells.get("id")).cloned().unwrap_or(Value::Null)
    }

    fn shared(&self, index: usize, drawn: &[Cell], otherwise: Option<&str>) -> Value {
        let part = self.parts.iter().position(|part| part.column == index && !part.is_presence);
        match (part.and_then(|part| drawn.get(part)), otherwise) {
            (Some(cell), _) => cell.clone().into(),
            (None, Some(text)) => text.parse::<i64>().map_or_else(|_| Value::from(text), Value::Integer),
            (None, None) if self.nullable.get(index) == Some(&true) => Value::Null,
            (None, None) => Value::Integer(0),
        }
    }

    /// A row of another table that no sibling points to yet.
    fn pointed(
        &self,
        (column, reference): (&Column, &Reference),
        (row, parent): (&BTreeMap<String, Value>, &Parent),
        taken: &mut Taken,
    ) -> Option<Uuid> {
        let shared = reference.sharing.as_ref().and_then(|name| row.get(name).or_else(|| parent.cells.get(name)));
        let shared = shared.map(|value| Cell::of(value).text()).unwrap_or_default();
        let all = self.candidates.get(&column.name)?.get(&shared)?;
        let Some(popularity) = self.likeness.popularity.get(&column.name) else {
            return all.get(self.dice.below(all.len() as u64)? as usize).copied();
        };
        let pointed = taken.pointed.entry(column.name.clone()).or_default();
        let free: Vec<Uuid> = all.iter().filter(|id| !pointed.contains(id)).copied().collect();
        let id = popularity.draw(&self.dice, &free)?;
        pointed.push(id);
        Some(id)
    }

    /// An instant after its anchor. One that never lies ahead in the real school does not here.
    fn instant(&self, column: &str, group: &[String], anchor: i64) -> i64 {
        let spread = self.likeness.spreads.get(column).and_then(|spread| spread.closest(group, true));
        let draw = || {
            let seconds = spread.map_or(0, |spread| spread.draw(&self.dice));
            let within = if seconds == 0 { 0 } else { self.dice.below(1000).unwrap_or(0) as i64 };
            anchor + seconds * 1000 + within
        };
        let fits = |at: &i64| *at <= self.now || self.likeness.ahead.contains(column);
        let found = (0..8).map(|_| draw()).find(fits);
        found.unwrap_or_else(|| {
            let (low, high) = (anchor.min(self.now), self.now);
            low + self.dice.below(high.abs_diff(low) + 1).unwrap_or(0) as i64
        })
    }
}

fn day(at: i64) -> Value {
    let at = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    Value::from(at.to_zoned(TimeZone::UTC).date())
}

/// The person that a row with this identifier is about.
pub(crate) fn person_of(row: &BTreeMap<String, Value>, column: &str) -> Option<Uuid> {
    row.get(column).and_then(identifier)
}
