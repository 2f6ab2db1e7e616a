//! Values that can be compared, counted and told apart.

use database::{FromValue, Uuid, Value};

/// What a column holds, as far as it can be shared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Cell {
    /// Nothing.
    Absent,
    /// A number, or true and false.
    Number(i64),
    /// A code, or an identifier.
    Text(String),
    /// What no crowd shares.
    Untold,
}

impl Cell {
    /// What a value is as a cell. Bytes that are no identifier are only told to be there.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Absent,
            Value::Integer(number) => Self::Number(*number),
            Value::Boolean(truth) => Self::Number((*truth).into()),
            Value::Real(number) => Self::Number(*number as i64),
            Value::Text(text) => Self::Text(text.clone()),
            Value::Bytes(_) | Value::Identifier(_) => {
                Uuid::from_value(value.clone()).map_or(Self::Number(1), |id| Self::Text(id.to_string()))
            }
        }
    }

    pub(crate) fn number(&self) -> Option<i64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// What it says, for the name of a group.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Absent | Self::Untold => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

impl From<Cell> for Value {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Absent | Cell::Untold => Self::Null,
            Cell::Number(number) => Self::Integer(number),
            Cell::Text(text) => Self::Text(text),
        }
    }
}

/// The identifier that a value holds.
pub(crate) fn identifier(value: &Value) -> Option<Uuid> {
    Uuid::from_value(value.clone()).ok()
}
