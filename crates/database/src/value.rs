//! Values that both engines hold alike.

use jiff::Timestamp;
use rusqlite::types::{ToSqlOutput, ValueRef};
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

use crate::Error;

/// A value on its way into a statement or out of a row.
///
/// Instants travel as integers (milliseconds since 1970, UTC), money as integers (cents), days and JSON as text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Absent.
    Null,
    /// A whole number, an instant or an amount of cents.
    Integer(i64),
    /// A real number.
    Real(f64),
    /// True or false.
    Boolean(bool),
    /// Text, UTF-8.
    Text(String),
    /// Bytes: sealed values, hashes.
    Bytes(Vec<u8>),
    /// An identifier.
    Identifier(Uuid),
}

impl Value {
    /// What kind of value this is, for messages; never the value itself.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Integer(_) => "an integer",
            Self::Real(_) => "a real number",
            Self::Boolean(_) => "a boolean",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Identifier(_) => "an identifier",
        }
    }
}

/// Makes the list of values that a statement's `$1`, `$2` … take, in that order.
#[macro_export]
macro_rules! params {
    () => { &[] as &[$crate::Value] };
    ($($value:expr),+ $(,)?) => { &[$($crate::Value::from($value)),+] as &[$crate::Value] };
}

macro_rules! into_value {
    ($($from:ty => |$value:ident| $to:expr),+ $(,)?) => {
        $(impl From<$from> for Value { fn from($value: $from) -> Self { $to } })+
    };
}

into_value! {
    i64 => |value| Self::Integer(value),
    i32 => |value| Self::Integer(value.into()),
    u32 => |value| Self::Integer(value.into()),
    u16 => |value| Self::Integer(value.into()),
    u8 => |value| Self::Integer(value.into()),
    f64 => |value| Self::Real(value),
    bool => |value| Self::Boolean(value),
    String => |value| Self::Text(value),
    &str => |value| Self::Text(value.to_owned()),
    &String => |value| Self::Text(value.clone()),
    Vec<u8> => |value| Self::Bytes(value),
    &[u8] => |value| Self::Bytes(value.to_vec()),
    [u8; 32] => |value| Self::Bytes(value.to_vec()),
    [u8; 16] => |value| Self::Bytes(value.to_vec()),
    Uuid => |value| Self::Identifier(value),
    Timestamp => |value| Self::Integer(value.as_millisecond()),
    jiff::civil::Date => |value| Self::Text(value.to_string()),
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(value) => ValueRef::Integer(*value),
            Self::Real(value) => ValueRef::Real(*value),
            Self::Boolean(value) => ValueRef::Integer((*value).into()),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bytes(value) => ValueRef::Blob(value),
            Self::Identifier(value) => ValueRef::Blob(value.as_bytes()),
        }))
    }
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut tokio_postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            // PostgreSQL infers the type from the statement, and its bytes must be met exactly.
            Self::Integer(value) => match *kind {
                Type::INT4 => i32::try_from(*value)?.to_sql(kind, out),
                Type::INT2 => i16::try_from(*value)?.to_sql(kind, out),
                Type::FLOAT8 => (*value as f64).to_sql(kind, out),
                _ => exactly(value, kind, out),
            },
            Self::Real(value) => exactly(value, kind, out),
            Self::Boolean(value) => exactly(value, kind, out),
            Self::Text(value) => exactly(value, kind, out),
            Self::Bytes(value) => exactly(value, kind, out),
            Self::Identifier(value) => exactly(value, kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Refuses a type that the value is not made for: its bytes would be taken for something else.
fn exactly<T: ToSql>(
    value: &T,
    kind: &Type,
    out: &mut tokio_postgres::types::private::BytesMut,
) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
    if T::accepts(kind) {
        value.to_sql(kind, out)
    } else {
        Err(format!("a value given is not of the type {kind}").into())
    }
}

/// A type that a column can be read into.
pub trait FromValue: Sized {
    /// What is expected, for messages.
    const EXPECTED: &'static str;

    /// Converts the value, or gives it back when it is of another kind.
    fn from_value(value: Value) -> Result<Self, Value>;
}

/// Reads one column, naming it in the error.
pub(crate) fn read<T: FromValue>(column: usize, value: Value) -> Result<T, Error> {
    T::from_value(value).map_err(|found| Error::Type { column, found: found.kind(), expected: T::EXPECTED })
}

macro_rules! from_value {
    ($($to:ty, $expected:literal: $($pattern:pat => $value:expr),+;)+) => {
        $(impl FromValue for $to {
            const EXPECTED: &'static str = $expected;
            fn from_value(value: Value) -> Result<Self, Value> {
                match value { $($pattern => Ok($value),)+ other => Err(other) }
            }
        })+
    };
}

from_value! {
    i64, "an integer": Value::Integer(value) => value;
    f64, "a real number": Value::Real(value) => value, Value::Integer(value) => value as f64;
    bool, "a boolean": Value::Boolean(value) => value, Value::Integer(value) => value != 0;
    String, "text": Value::Text(value) => value;
    Vec<u8>, "bytes": Value::Bytes(value) => value;
}

impl FromValue for u32 {
    const EXPECTED: &'static str = "a small positive integer";
    fn from_value(value: Value) -> Result<Self, Value> {
        match value {
            Value::Integer(number) => Self::try_from(number).map_err(|_| Value::Integer(number)),
            other => Err(other),
        }
    }
}

impl FromValue for Uuid {
    const EXPECTED: &'static str = "an identifier";
    fn from_value(value: Value) -> Result<Self, Value> {
        match value {
            Value::Identifier(value) => Ok(value),
            Value::Bytes(bytes) => Self::from_slice(&bytes).map_err(|_| Value::Bytes(bytes)),
            other => Err(other),
        }
    }
}

impl FromValue for Timestamp {
    const EXPECTED: &'static str = "an instant";
    fn from_value(value: Value) -> Result<Self, Value> {
        match value {
            Value::Integer(number) => Self::from_millisecond(number).map_err(|_| Value::Integer(number)),
            other => Err(other),
        }
    }
}

impl FromValue for jiff::civil::Date {
    const EXPECTED: &'static str = "a day";
    fn from_value(value: Value) -> Result<Self, Value> {
        match value {
            Value::Text(text) => text.parse().map_err(|_| Value::Text(text)),
            other => Err(other),
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    fn from_value(value: Value) -> Result<Self, Value> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}
