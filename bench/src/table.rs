//! The figures, aligned: what, the figure, its floor, their ratio, the goal, and whether it is met.

use std::fmt::{Display, Formatter};

/// What a figure is held against.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    /// It is told for information.
    None,
    /// At most so much.
    AtMost(f64),
    /// At least so much.
    AtLeast(f64),
    /// Its ratio to the floor is at least so much.
    ShareOfFloor(f64),
}

/// One line.
struct Line {
    what: String,
    figure: f64,
    floor: Option<f64>,
    unit: &'static str,
    goal: Goal,
}

/// All lines, in the order they were measured.
#[derive(Default)]
pub(crate) struct Table(Vec<Line>);

impl Table {
    /// Adds a figure.
    pub(crate) fn add(&mut self, what: impl Into<String>, figure: f64, unit: &'static str, goal: Goal) {
        self.0.push(Line { what: what.into(), figure, floor: None, unit, goal });
    }

    /// Adds a rate beside its floor.
    pub(crate) fn add_beside(
        &mut self,
        what: impl Into<String>,
        (figure, floor): (f64, f64),
        unit: &'static str,
        goal: Goal,
    ) {
        self.0.push(Line { what: what.into(), figure, floor: Some(floor), unit, goal });
    }
}

impl Line {
    fn ratio(&self) -> Option<f64> {
        self.floor.map(|floor| self.figure / floor)
    }

    fn cells(&self) -> [String; 6] {
        let (goal, is_met) = match self.goal {
            Goal::None => (String::new(), None),
            Goal::AtMost(most) => (format!("≤ {} {}", number(most), self.unit), Some(self.figure <= most)),
            Goal::AtLeast(least) => (format!("≥ {} {}", number(least), self.unit), Some(self.figure >= least)),
            Goal::ShareOfFloor(share) => {
                (format!("≥ {share:.2} of it"), Some(self.ratio().is_some_and(|ratio| ratio >= share)))
            }
        };
        [
            self.what.clone(),
            format!("{} {}", number(self.figure), self.unit),
            self.floor.map(|floor| format!("{} {}", number(floor), self.unit)).unwrap_or_default(),
            self.ratio().map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
            goal,
            is_met.map(|is_met| if is_met { "ok" } else { "short" }).unwrap_or_default().to_owned(),
        ]
    }
}

impl Display for Table {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        let heads = ["what", "figure", "floor", "ratio", "goal", ""].map(str::to_owned);
        let rows: Vec<[String; 6]> = std::iter::once(heads).chain(self.0.iter().map(Line::cells)).collect();
        for row in &rows {
            for (column, cell) in row.iter().enumerate() {
                let width = rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
                let blank = " ".repeat(width - cell.chars().count());
                // Words begin together, figures end together.
                let is_figure = (1..=3).contains(&column);
                if is_figure { write!(formatter, "{blank}{cell}  ")? } else { write!(formatter, "{cell}{blank}  ")? }
            }
            writeln!(formatter)?;
        }
        Ok(())
    }
}

/// Three digits that matter, no more.
fn number(value: f64) -> String {
    match value.abs() {
        small if small < 10.0 && value.fract() != 0.0 => format!("{value:.2}"),
        middle if middle < 100.0 && value.fract() != 0.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}
