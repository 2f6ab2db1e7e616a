//! What is told of the real school, and nothing else goes over to the invented one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use database::{Uuid, Value};
use jiff::Timestamp;

use super::cell::Cell;
use super::crowd::{CROWD, Groups, Shared, Spread};
use super::dice::Dice;
use super::together::Together;

/// What a school may be known by.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// When it was measured.
    pub(crate) at: Timestamp,
    /// The rows of the tables that are copied: the columns that stand as they are, and of others their length.
    pub(crate) copied: BTreeMap<String, Vec<Vec<Value>>>,
    /// The tables that are drawn.
    pub(crate) drawn: BTreeMap<String, TableLikeness>,
}

/// What a table may be known by.
#[derive(Clone, Debug, Default)]
pub(crate) struct TableLikeness {
    /// How many rows each row of the other table has.
    pub(crate) rows: Option<Groups<Spread>>,
    /// How many rows stand for themselves, by group.
    pub(crate) own: BTreeMap<Vec<String>, u64>,
    /// The values that stand in one row together; none when no crowd shares any.
    pub(crate) together: Option<Together>,
    /// Values that siblings do not share.
    pub(crate) among: Option<Groups<Shared<Cell>>>,
    /// How often rows of other tables are pointed to, by column.
    pub(crate) popularity: BTreeMap<String, Popularity>,
    /// Where the rows that belong to one row point together, by column.
    pub(crate) sets: BTreeMap<String, Shared<Vec<Target>>>,
    /// How numbers, lengths, and instants after their beginning are spread, by column.
    pub(crate) spreads: BTreeMap<String, Groups<Spread>>,
    /// The instants that may lie ahead.
    pub(crate) ahead: BTreeSet<String>,
}

/// How many people point to each row of another table; rows that fewer than a crowd point to are not told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Popularity(BTreeMap<Target, u64>);

/// Where a reference points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Target {
    Row(Uuid),
    Nowhere,
}

impl Target {
    /// The same, if it was given a new identifier.
    pub(crate) fn renamed(self, names: &HashMap<Uuid, Uuid>) -> Self {
        match self {
            Self::Row(id) => Self::Row(names.get(&id).copied().unwrap_or(id)),
            Self::Nowhere => Self::Nowhere,
        }
    }
}

impl From<Target> for Value {
    fn from(target: Target) -> Self {
        match target {
            Target::Row(id) => id.into(),
            Target::Nowhere => Self::Null,
        }
    }
}

impl Popularity {
    /// Takes how many people point to each.
    pub(crate) fn of(counts: impl Iterator<Item = (Target, u64)>) -> Self {
        Self(counts.filter(|(_, people)| *people >= CROWD as u64).collect())
    }

    /// The same, of what was given new identifiers.
    pub(crate) fn renamed(&self, names: &HashMap<Uuid, Uuid>) -> Self {
        Self(self.0.iter().map(|(one, people)| (one.renamed(names), *people)).collect())
    }

    /// One of the candidates; none when a crowd points to none of them.
    pub(crate) fn draw(&self, dice: &Dice, candidates: &[Target]) -> Option<Target> {
        let weight = |id: &Target| self.0.get(id).copied().unwrap_or(0);
        let mut left = dice.below(candidates.iter().map(weight).sum())?;
        for id in candidates {
            if left < weight(id) {
                return Some(*id);
            }
            left -= weight(id);
        }
        None
    }
}
