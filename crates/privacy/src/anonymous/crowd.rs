//! What may be told of many: nothing that fewer than ten people share.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use super::dice::Dice;

/// So many people must share a value before it is told: the size below which no group is broken down anywhere in the program.
pub const CROWD: usize = 10;

/// Somebody, by a number that means nothing elsewhere.
pub(crate) type Who = u32;

/// Values with how often each occurs; only those that a crowd shares.
#[derive(Clone, Debug)]
pub(crate) struct Shared<T>(Vec<(T, u64)>);

impl<T: Clone + Eq + Hash + Ord> Shared<T> {
    /// Keeps what a crowd shares.
    pub(crate) fn of<'s>(samples: impl Iterator<Item = (&'s T, Who)>) -> Self
    where
        T: 's,
    {
        let mut seen: HashMap<&T, (u64, HashSet<Who>)> = HashMap::new();
        for (value, who) in samples {
            let (times, people) = seen.entry(value).or_default();
            *times += 1;
            if people.len() < CROWD {
                people.insert(who);
            }
        }
        let crowds = seen.into_iter().filter(|(_, (_, people))| people.len() >= CROWD);
        let mut kept: Vec<(T, u64)> = crowds.map(|(value, (times, _))| (value.clone(), times)).collect();
        kept.sort();
        Self(kept)
    }

    /// How many samples hold what was kept.
    pub(crate) fn times(&self) -> u64 {
        self.0.iter().map(|(_, times)| times).sum()
    }

    /// One of them, as often as it occurs; none when nothing was kept, or all of it is taken.
    pub(crate) fn draw(&self, dice: &Dice, taken: &[T]) -> Option<T> {
        self.draw_that(dice, |value| !taken.contains(value))
    }

    /// One of those that fit.
    pub(crate) fn draw_that(&self, dice: &Dice, fits: impl Fn(&T) -> bool) -> Option<T> {
        let free = || self.0.iter().filter(|(value, _)| fits(value));
        let whole = free().map(|(_, times)| times).sum();
        let mut left = dice.below(whole)?;
        for (value, times) in free() {
            if left < *times {
                return Some(value.clone());
            }
            left -= times;
        }
        None
    }
}

/// Numbers in the order of their size, cut into pieces that hold a crowd each.
#[derive(Clone, Debug)]
pub(crate) struct Spread(Vec<Piece>);

#[derive(Clone, Copy, Debug)]
struct Piece {
    low: i64,
    high: i64,
    times: u64,
}

impl Spread {
    /// Cuts the samples; none when they are of fewer people than a crowd. Nothing is told beyond what a crowd reaches at either
    /// end, the bounds of a piece are moved apart to two digits, and nobody weighs more in a piece than the others there.
    pub(crate) fn of(mut samples: Vec<(i64, Who)>) -> Option<Self> {
        samples.sort_unstable();
        let low = reached(samples.iter())?;
        let high = reached(samples.iter().rev())?;
        let (low, high) = if low <= high { (low, high) } else { middle(&samples) };
        for (value, _) in &mut samples {
            *value = (*value).clamp(low, high);
        }
        let mut pieces: Vec<&[(i64, Who)]> = Vec::new();
        let (mut people, mut begins) = (HashSet::new(), 0);
        for (index, (value, who)) in samples.iter().enumerate() {
            people.insert(*who);
            let is_last_of_its_value = samples.get(index + 1).is_none_or(|(next, _)| next != value);
            if people.len() >= CROWD && is_last_of_its_value {
                pieces.push(samples.get(begins..=index).unwrap_or_default());
                begins = index + 1;
                people.clear();
            }
        }
        if let Some(last) = pieces.last_mut().filter(|_| begins < samples.len()) {
            // What is left at the end is too few for a piece of its own.
            let from = begins - last.len();
            *last = samples.get(from..).unwrap_or_default();
        }
        Some(Self(pieces.into_iter().filter_map(Piece::of).collect()))
    }

    /// A number of one of the pieces.
    pub(crate) fn draw(&self, dice: &Dice) -> i64 {
        let whole = self.0.iter().map(|piece| piece.times).sum();
        let mut left = dice.below(whole).unwrap_or(0);
        for piece in &self.0 {
            if left < piece.times {
                let width = piece.high.abs_diff(piece.low).saturating_add(1);
                return piece.low.saturating_add_unsigned(dice.below(width).unwrap_or(0));
            }
            left -= piece.times;
        }
        0
    }
}

impl Piece {
    fn of(samples: &[(i64, Who)]) -> Option<Self> {
        let mut by: HashMap<Who, u64> = HashMap::new();
        for (_, who) in samples {
            *by.entry(*who).or_default() += 1;
        }
        let all: u64 = by.values().sum();
        // As much as each of nine others has.
        let most = |own: u64| (all - own).div_ceil(CROWD as u64 - 1).max(1);
        let times = by.values().map(|own| (*own).min(most(*own))).sum();
        let (low, _) = around(samples.first()?.0);
        let (_, high) = around(samples.last()?.0);
        Some(Self { low, high, times })
    }
}

/// The first value by which a crowd is met on the way.
fn reached<'s>(samples: impl Iterator<Item = &'s (i64, Who)>) -> Option<i64> {
    let mut people = HashSet::new();
    for (value, who) in samples {
        people.insert(*who);
        if people.len() >= CROWD {
            return Some(*value);
        }
    }
    None
}

/// Between the quarters, of one value of each person, where those who reach one end are also those who reach the other.
fn middle(samples: &[(i64, Who)]) -> (i64, i64) {
    let mut of: HashMap<Who, i64> = HashMap::new();
    for (value, who) in samples {
        of.entry(*who).or_insert(*value);
    }
    let mut values: Vec<i64> = of.into_values().collect();
    values.sort_unstable();
    let at = |index: usize| values.get(index).copied().unwrap_or_default();
    (at(values.len() / 4), at(values.len() * 3 / 4))
}

/// The numbers that agree with this one in their first two digits: the smallest and the largest.
fn around(number: i64) -> (i64, i64) {
    let mut unit: u64 = 1;
    while number.unsigned_abs() / unit >= 100 {
        unit *= 10;
    }
    let unit = unit.cast_signed();
    let low = number.div_euclid(unit).saturating_mul(unit);
    (low, low.saturating_add(unit - 1))
}

/// Something for each group, for each group of groups, and for all.
#[derive(Clone, Debug)]
pub(crate) struct Groups<T> {
    by: BTreeMap<Vec<String>, T>,
}

impl<T> Groups<T> {
    /// Makes it of the samples of each group; a group of which nothing may be told has none.
    pub(crate) fn of<S: Clone>(samples: Vec<(Vec<String>, S)>, make: impl Fn(Vec<S>) -> Option<T>) -> Self {
        let mut gathered: BTreeMap<Vec<String>, Vec<S>> = BTreeMap::new();
        for (group, sample) in samples {
            for length in 0..=group.len() {
                gathered.entry(group.iter().take(length).cloned().collect()).or_default().push(sample.clone());
            }
        }
        Self { by: gathered.into_iter().filter_map(|(group, samples)| Some((group, make(samples)?))).collect() }
    }

    /// That of the group, or of the closest one around it that agrees in its first names.
    pub(crate) fn within(&self, group: &[String], agreeing: usize) -> Option<&T> {
        (agreeing.min(group.len())..=group.len()).rev().find_map(|length| self.by.get(group.get(..length)?))
    }
}
