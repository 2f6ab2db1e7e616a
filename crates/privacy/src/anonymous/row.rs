//! One invented row.

use std::collections::{BTreeMap, HashMap};

use database::{Moment, Transaction, Uuid, Value};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use vault::Vault;

use super::cell::{Cell, identifier};
use super::dice::Dice;
use super::likeness::{Popularity, TableLikeness, Target};
use super::reading::{DAY_MILLISECONDS, Part, ToldWith, is_nullable, per, rule};
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

impl Parent {
    /// What the rows that belong to it have from it.
    fn cell(&self, column: &str) -> Value {
        self.cells.get(column).or_else(|| self.cells.get("id")).cloned().unwrap_or(Value::Null)
    }
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
    /// The parts of a row, in the order in which they are told.
    parts: Vec<Part>,
    told_with: ToldWith,
    /// Whether its rows belong to no others.
    stands_alone: bool,
    pub(crate) nullable: Vec<bool>,
    /// The rows that each reference may point to, by what they share.
    pub(crate) candidates: BTreeMap<String, HashMap<String, Vec<Uuid>>>,
    /// The names under which what was copied under new ones was measured.
    pub(crate) measured_as: HashMap<Uuid, Uuid>,
    /// The new ones, by those.
    pub(crate) renamed: HashMap<Uuid, Uuid>,
    /// How many people point to each of them.
    pub(crate) popularity: BTreeMap<String, Popularity>,
    pub(crate) dice: Dice,
    /// When the school was measured, in milliseconds.
    pub(crate) now: i64,
}

/// What siblings have taken.
#[derive(Default)]
pub(crate) struct Taken {
    among: Vec<Cell>,
    pointed: HashMap<String, Vec<Uuid>>,
    /// Where they point together, when so many rows of a crowd do.
    planned: HashMap<String, Vec<Target>>,
}

impl<'m> Maker<'m> {
    pub(crate) fn new(
        table: &'m Table,
        likeness: &'m TableLikeness,
        (live, told_with): (&[database::Column], ToldWith),
        (dice, now): (Dice, i64),
    ) -> Self {
        let nullable = (0..table.columns.len()).map(|index| is_nullable(table, index, live)).collect();
        let parts = likeness.together.as_ref().map(|together| together.order.clone()).unwrap_or_default();
        let stands_alone = per(table).is_none();
        Self {
            table,
            likeness,
            parts,
            told_with,
            stands_alone,
            nullable,
            candidates: BTreeMap::new(),
            measured_as: HashMap::new(),
            renamed: HashMap::new(),
            popularity: BTreeMap::new(),
            dice,
            now,
        }
    }

    /// What so many siblings will point to, where a crowd has as many that point to the same.
    pub(crate) fn plan(&self, rows: u64) -> Taken {
        let mut taken = Taken::default();
        for (column, sets) in &self.likeness.sets {
            let fits = |set: &Vec<Target>| set.len() as u64 == rows && self.may_point_to(column, set);
            if let Some(set) = sets.draw_that(&self.dice, fits) {
                let set = set.into_iter().map(|target| target.renamed(&self.renamed));
                taken.planned.insert(column.clone(), set.collect());
            }
        }
        taken
    }

    /// Whether every row of a set is there; a reference that shares something with the row chooses one by one.
    fn may_point_to(&self, column: &str, set: &[Target]) -> bool {
        let all = self.candidates.get(column).and_then(|by| by.get(""));
        let is_there = |target: &Target| match target.renamed(&self.renamed) {
            Target::Row(id) => all.is_some_and(|all| all.contains(&id)),
            Target::Nowhere => true,
        };
        set.iter().all(is_there)
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
        let mut row = self.pointing((parent, group), taken)?;
        let drawn = self.drawn(&mut row, group)?;
        let group: Vec<String> = self.own_names(&row, usize::MAX).into_iter().chain(group.iter().cloned()).collect();
        for (index, column) in self.table.columns.iter().enumerate() {
            if row.contains_key(&column.name) {
                continue;
            }
            let value = match &column.made {
                _ if self.is_absent(index, &drawn) => Value::Null,
                // They are made of the rest of the row, once it is there.
                Some(Made::Recipe(_) | Made::File(_)) => continue,
                Some(Made::From(_)) => self.anyone(column).map_or(Value::Null, Value::from),
                _ => self.value((index, column), (&drawn, &group), (parent, begins), number)?,
            };
            row.insert(column.name.clone(), value);
        }
        if let (Some(column), Some(at)) = (begins_with, begins) {
            row.insert(column.to_owned(), Value::Integer(at));
        }
        Some((begins, row))
    }

    /// What siblings do not share, and what the row points to and has from the one it belongs to.
    fn pointing(&self, (parent, group): (&Parent, &[String]), taken: &mut Taken) -> Option<BTreeMap<String, Value>> {
        let mut row = BTreeMap::new();
        for column in &self.table.columns {
            match &column.made {
                Some(Made::Among) => {
                    let among = self.likeness.among.as_ref()?.within(group, 1)?;
                    let cell = among.draw(&self.dice, &taken.among)?;
                    taken.among.push(cell.clone());
                    row.insert(column.name.clone(), cell.into());
                }
                Some(Made::Parent) => {
                    row.insert(column.name.clone(), parent.cell(&column.name));
                }
                Some(Made::From(reference)) if self.likeness.popularity.contains_key(&column.name) => {
                    let is_open = !self.is_needed(&column.name);
                    match self.pointed((column, reference), (&row, parent), taken) {
                        Some(target) => row.insert(column.name.clone(), target.into()),
                        None if is_open => row.insert(column.name.clone(), Value::Null),
                        None => return None,
                    };
                }
                _ => {}
            }
        }
        Some(row)
    }

    fn is_needed(&self, column: &str) -> bool {
        self.told_with.names.iter().take(self.told_with.needed).any(|name| name == column)
    }

    /// What the first columns say that a row's other values are told with.
    fn own_names(&self, row: &BTreeMap<String, Value>, count: usize) -> Vec<String> {
        let measured = |value: &Value| identifier(value).and_then(|id| self.measured_as.get(&id)).map(Uuid::to_string);
        let name = |name: &String| {
            row.get(name).map(|value| measured(value).unwrap_or_else(|| Cell::of(value).text())).unwrap_or_default()
        };
        self.told_with.names.iter().take(count).map(name).collect()
    }

    /// The shared values of a row that points where this one does. Where a crowd has none, it points nowhere if it may.
    fn drawn(&self, row: &mut BTreeMap<String, Value>, group: &[String]) -> Option<Vec<Cell>> {
        let (together, ToldWith { names, needed }) = (self.likeness.together.as_ref()?, &self.told_with);
        let whole: Vec<String> = self.own_names(row, names.len()).into_iter().chain(group.iter().cloned()).collect();
        if let Some(drawn) = together.draw(&self.dice, &whole, names.len()) {
            return Some(drawn);
        }
        if *needed < names.len() {
            for name in names.iter().skip(*needed) {
                row.insert(name.clone(), Value::Null);
            }
            return together.draw(&self.dice, &self.own_names(row, *needed), *needed);
        }
        // A role that few have: what is most common of all tells nothing of them.
        self.stands_alone.then(|| together.usual())
    }

    /// Whether the row's shared values say that there is nothing, or do not tell.
    fn is_absent(&self, column: usize, drawn: &[Cell]) -> bool {
        let part = self.parts.iter().position(|part| part.column == column && part.is_presence);
        part.is_some_and(|part| drawn.get(part) != Some(&Cell::Number(1)))
    }

    fn value(
        &self,
        (index, column): (usize, &Column),
        (drawn, group): (&[Cell], &[String]),
        (parent, begins): (&Parent, Option<i64>),
        number: usize,
    ) -> Option<Value> {
        let anchor = begins.or(parent.begins).unwrap_or(self.now);
        let spread = || self.likeness.spreads.get(&column.name)?.within(group, 0).map(|one| one.draw(&self.dice));
        Some(match rule(self.table, index)? {
            Made::Drawn { otherwise, .. } => self.shared(index, drawn, otherwise.as_deref()),
            Made::Spread => Value::Integer(spread().unwrap_or(0)),
            Made::Numbered => Value::from(number as i64 + 1),
            Made::Instant => Value::Integer(self.instant(&column.name, group, anchor)),
            Made::Day => day(anchor.saturating_add(spread().unwrap_or(0).saturating_mul(DAY_MILLISECONDS))),
            Made::Words { bytes } => {
                let bytes = bytes.unwrap_or_else(|| spread().unwrap_or(12).max(0) as usize);
                Value::from(self.dice.words(bytes))
            }
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

    fn shared(&self, index: usize, drawn: &[Cell], otherwise: Option<&str>) -> Value {
        let part = self.parts.iter().position(|part| part.column == index && !part.is_presence);
        match (part.and_then(|part| drawn.get(part)), otherwise) {
            (Some(cell), _) if *cell != Cell::Untold => cell.clone().into(),
            (_, Some(text)) => text.parse::<i64>().map_or_else(|_| Value::from(text), Value::Integer),
            (_, None) if self.nullable.get(index) == Some(&true) => Value::Null,
            (_, None) => Value::Integer(0),
        }
    }

    /// A row of another table that no sibling points to yet, or that it points nowhere.
    fn pointed(
        &self,
        (column, reference): (&Column, &Reference),
        (row, parent): (&BTreeMap<String, Value>, &Parent),
        taken: &mut Taken,
    ) -> Option<Target> {
        let shared = reference.sharing.as_ref().and_then(|name| row.get(name).or_else(|| parent.cells.get(name)));
        let shared = shared.map(|value| Cell::of(value).text()).unwrap_or_default();
        let all = self.candidates.get(&column.name)?.get(&shared).map(Vec::as_slice).unwrap_or_default();
        if let Some(target) = taken.planned.get_mut(&column.name).and_then(Vec::pop) {
            return Some(target);
        }
        let pointed = taken.pointed.entry(column.name.clone()).or_default();
        let free = all.iter().filter(|id| !pointed.contains(id)).copied().map(Target::Row);
        let free: Vec<Target> = free.chain((!self.is_needed(&column.name)).then_some(Target::Nowhere)).collect();
        let target = self.popularity.get(&column.name)?.draw(&self.dice, &free)?;
        if let Target::Row(id) = target {
            pointed.push(id);
        }
        Some(target)
    }

    /// Any of those that a column may point to.
    pub(crate) fn anyone(&self, column: &Column) -> Option<Uuid> {
        let all = self.candidates.get(&column.name)?.get("")?;
        all.get(self.dice.below(all.len() as u64)? as usize).copied()
    }

    /// An instant after its anchor. One that never lies ahead in the real school does not here.
    fn instant(&self, column: &str, group: &[String], anchor: i64) -> i64 {
        let spread = self.likeness.spreads.get(column).and_then(|spread| spread.within(group, 0));
        let draw = || {
            let seconds = spread.map_or(0, |spread| spread.draw(&self.dice));
            let within = if seconds == 0 { 0 } else { self.dice.below(1000).unwrap_or(0) as i64 };
            anchor.saturating_add(seconds.saturating_mul(1000)).saturating_add(within)
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
