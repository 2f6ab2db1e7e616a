//! Values that stand in one row, told together only where a crowd shares them all.

use super::cell::Cell;
use super::crowd::{Groups, Shared, Who, rounded};
use super::dice::Dice;

/// The shared rows of a table, in the finest form of which a crowd shares the greater part.
#[derive(Clone, Debug)]
pub(crate) struct Together {
    /// How many of the row's values are told; the rest are of nobody.
    told: usize,
    by: Groups<Shared<Vec<Cell>>>,
}

/// A row's shared values, its group, and whose it is.
pub(crate) type Sample = (Vec<String>, Vec<Cell>, Who);

impl Together {
    /// Exact where a crowd shares it, else with its numbers rounded, else without its last values: what a crowd shares as a whole,
    /// it shares in every part, so that no combination of fewer people is told.
    pub(crate) fn of(samples: &[Sample]) -> Option<Self> {
        let width = samples.first()?.1.len();
        let exact = |cells: &[Cell]| cells.to_vec();
        let coarse = |cells: &[Cell]| cells.iter().map(coarse).collect::<Vec<_>>();
        let forms = std::iter::once((width, false)).chain((1..=width).rev().map(|told| (told, true)));
        forms.chain((width == 0).then_some((0, false))).find_map(|(told, is_coarse)| {
            let form = |cells: &Vec<Cell>| {
                let cells = cells.get(..told).unwrap_or_default();
                if is_coarse { coarse(cells) } else { exact(cells) }
            };
            let formed: Vec<Sample> =
                samples.iter().map(|(group, cells, who)| (group.clone(), form(cells), *who)).collect();
            let all = Shared::of(formed.iter().map(|(_, cells, who)| (cells, *who)));
            (all.times() * 2 >= samples.len() as u64).then(|| Self::grouped(told, formed))
        })
    }

    fn grouped(told: usize, formed: Vec<Sample>) -> Self {
        let samples = formed.into_iter().map(|(group, cells, who)| (group, (cells, who))).collect();
        let by = Groups::of(samples, |samples| {
            let shared = Shared::of(samples.iter().map(|(cells, who)| (cells, *who)));
            (shared.times() > 0).then_some(shared)
        });
        Self { told, by }
    }

    /// The shared values of a row of this group; those that are not told are missing at the end.
    pub(crate) fn draw(&self, dice: &Dice, group: &[String]) -> Option<Vec<Cell>> {
        self.by.closest(group, true)?.draw(dice, &[])
    }

    /// How many values of a row are told.
    pub(crate) const fn told(&self) -> usize {
        self.told
    }
}

fn coarse(cell: &Cell) -> Cell {
    match cell {
        Cell::Number(number) if number.unsigned_abs() >= 10 => {
            let number = rounded(*number);
            let unit = 10_i64.pow(number.unsigned_abs().ilog10());
            Cell::Number(number / unit * unit)
        }
        other => other.clone(),
    }
}
