//! What is told of the real school, and nothing else goes over to the invented one.

use std::collections::{BTreeMap, BTreeSet};

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
    /// How numbers, lengths, and instants after their beginning are spread, by column.
    pub(crate) spreads: BTreeMap<String, Groups<Spread>>,
    /// The instants that may lie ahead.
    pub(crate) ahead: BTreeSet<String>,
}

/// How many people point to each row of another table. Rows that fewer than a crowd point to are all alike.
#[derive(Clone, Debug, Default)]
pub(crate) struct Popularity {
    known: BTreeMap<Uuid, u64>,
    /// People who point to the others, and how many of those are pointed to.
    others: (u64, u64),
}

impl Popularity {
    /// Takes how many people point to each.
    pub(crate) fn of(counts: impl Iterator<Item = (Uuid, u64)>) -> Self {
        let (known, rare): (Vec<_>, Vec<_>) = counts.partition(|(_, people)| *people >= CROWD as u64);
        let people: u64 = rare.iter().map(|(_, people)| people).sum();
        let others = if people >= CROWD as u64 { (people, rare.len() as u64) } else { (0, 0) };
        Self { known: known.into_iter().collect(), others }
    }

    /// One of the candidates.
    pub(crate) fn draw(&self, dice: &Dice, candidates: &[Uuid]) -> Option<Uuid> {
        let (people, rows) = self.others;
        // A hundredth of a person: whatever nobody is known to point to is possible, and hardly ever drawn.
        let other = (people * 100).checked_div(rows).unwrap_or(1).max(1);
        let weight = |id: &Uuid| self.known.get(id).map_or(other, |people| people * 100);
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
