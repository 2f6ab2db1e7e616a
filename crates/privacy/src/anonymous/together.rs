//! Values that stand in one row, told together only where a crowd shares them all.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::Cell;
use super::crowd::{CROWD, Groups, Who};
use super::dice::Dice;
use super::reading::Part;

/// The values that rows of a table share, the coarsest first.
#[derive(Clone, Debug)]
pub(crate) struct Together {
    /// The parts of a row in the order in which they are told: those with the fewest values first.
    pub(crate) order: Vec<Part>,
    by: Groups<Node>,
}

/// A row's values, its group, and whose it is.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) group: Vec<String>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) who: Who,
}

/// What a crowd shares after what it shares so far: each next value that a crowd has, and how many rows have it.
#[derive(Clone, Debug, Default)]
struct Node(Vec<(Cell, u64, Self)>);

impl Together {
    /// Tells a row as far as a crowd shares all of what is told: whatever a crowd shares as a whole, it shares in every part, so
    /// that no combination of fewer people is told. What is rarer goes with what is not; a number that few share is rounded.
    pub(crate) fn of(parts: Vec<Part>, samples: &[Sample]) -> Self {
        let values =
            |part: usize| samples.iter().filter_map(|sample| sample.cells.get(part)).collect::<BTreeSet<&Cell>>().len();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|part| values(*part));
        let arranged = |sample: &Sample| {
            let cells: Vec<Cell> = order.iter().filter_map(|part| sample.cells.get(*part).cloned()).collect();
            (sample.group.clone(), (cells, sample.who))
        };
        let by = Groups::of(samples.iter().map(arranged).collect(), |samples: Vec<(Vec<Cell>, Who)>| {
            let rows: Vec<&(Vec<Cell>, Who)> = samples.iter().collect();
            is_crowd(&rows).then(|| Node::of(&rows, 0))
        });
        Self { order: order.into_iter().filter_map(|part| parts.get(part).cloned()).collect(), by }
    }

    /// A row of this group, or of the closest one around it that agrees in so many names; what is not told is missing at the end.
    pub(crate) fn draw(&self, dice: &Dice, group: &[String], agreeing: usize) -> Option<Vec<Cell>> {
        let mut node = self.by.within(group, agreeing)?;
        let mut row = Vec::new();
        while let Some((cell, next)) = node.draw(dice) {
            row.push(cell.clone());
            node = next;
        }
        Some(row)
    }

    /// The most common row of all.
    pub(crate) fn usual(&self) -> Vec<Cell> {
        let mut row = Vec::new();
        let mut node = self.by.within(&[], 0);
        while let Some((cell, _, next)) = node.and_then(|node| node.0.iter().max_by_key(|(_, rows, _)| *rows)) {
            row.push(cell.clone());
            node = Some(next);
        }
        row
    }
}

impl Node {
    fn of(rows: &[&(Vec<Cell>, Who)], depth: usize) -> Self {
        let exact = shared(rows, |(cells, _)| cells.get(depth).cloned());
        let told: usize = exact.values().map(Vec::len).sum();
        let children =
            if told * 2 >= rows.len() { exact } else { shared(rows, |(cells, _)| cells.get(depth).map(coarse)) };
        let is_end = rows.first().is_none_or(|(cells, _)| cells.len() <= depth);
        if children.is_empty() && !is_end {
            return Self(vec![(of_all(rows, depth), rows.len() as u64, Self::of(rows, depth + 1))]);
        }
        let child =
            |(cell, rows): (Cell, Vec<&(Vec<Cell>, Who)>)| (cell, rows.len() as u64, Self::of(&rows, depth + 1));
        Self(children.into_iter().map(child).collect())
    }

    fn draw(&self, dice: &Dice) -> Option<(&Cell, &Self)> {
        let mut left = dice.below(self.0.iter().map(|(_, rows, _)| rows).sum())?;
        for (cell, rows, next) in &self.0 {
            if left < *rows {
                return Some((cell, next));
            }
            left -= rows;
        }
        None
    }
}

type Rows<'r> = Vec<&'r (Vec<Cell>, Who)>;

/// The rows by their next value, of those values that a crowd has.
fn shared<'r>(
    rows: &[&'r (Vec<Cell>, Who)],
    value: impl Fn(&(Vec<Cell>, Who)) -> Option<Cell>,
) -> BTreeMap<Cell, Rows<'r>> {
    let mut by: BTreeMap<Cell, Rows<'r>> = BTreeMap::new();
    for row in rows {
        if let Some(cell) = value(row) {
            by.entry(cell).or_default().push(row);
        }
    }
    by.retain(|_, rows| is_crowd(rows));
    by
}

/// What is told where no value has a crowd: a number near the middle of them all, which is nobody's, or nothing.
fn of_all(rows: &[&(Vec<Cell>, Who)], depth: usize) -> Cell {
    let mut all: Vec<i64> = rows.iter().filter_map(|(cells, _)| cells.get(depth)?.number()).collect();
    all.sort_unstable();
    let (Some(middle), Some(low), Some(high)) = (all.get(all.len() / 2), all.first(), all.last()) else {
        return Cell::Untold;
    };
    if (0..=1).contains(low) && (0..=1).contains(high) {
        return Cell::Untold;
    }
    let (middle, real) = (coarse(&Cell::Number(*middle)).number().unwrap_or(*middle), BTreeSet::from_iter(&all));
    // One step away at a time from what somebody has, and never beyond what everybody has.
    let steps = (0..=all.len() as i64).flat_map(|step| [middle.saturating_sub(step), middle.saturating_add(step)]);
    let free = steps.filter(|one| (low..=high).contains(&one)).find(|one| !real.contains(one));
    free.map_or(Cell::Untold, Cell::Number)
}

fn is_crowd(rows: &[&(Vec<Cell>, Who)]) -> bool {
    let mut people = BTreeSet::new();
    rows.iter().any(|(_, who)| {
        people.insert(*who);
        people.len() >= CROWD
    })
}

/// To one digit.
fn coarse(cell: &Cell) -> Cell {
    match cell {
        Cell::Number(number) if number.unsigned_abs() >= 10 => {
            let unit = 10_i64.pow(number.unsigned_abs().ilog10());
            Cell::Number(number / unit * unit)
        }
        other => other.clone(),
    }
}
