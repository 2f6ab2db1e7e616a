//! Rows of either engine, read into tuples.

use tokio_postgres::types::Type;

use crate::value::read;
use crate::{Error, FromValue, Value};

/// A row of either engine.
pub(crate) enum Row<'r> {
    /// From SQLite.
    Sqlite(&'r rusqlite::Row<'r>),
    /// From PostgreSQL.
    Postgres(&'r tokio_postgres::Row),
}

impl Row<'_> {
    /// Every value, in the order of the columns.
    pub(crate) fn values(&self) -> Result<Vec<Value>, Error> {
        let columns = match self {
            Self::Sqlite(row) => row.as_ref().column_count(),
            Self::Postgres(row) => row.len(),
        };
        (0..columns).map(|column| self.value(column)).collect()
    }

    fn value(&self, column: usize) -> Result<Value, Error> {
        match self {
            Self::Sqlite(row) => Ok(match row.get_ref(column)? {
                rusqlite::types::ValueRef::Null => Value::Null,
                rusqlite::types::ValueRef::Integer(value) => Value::Integer(value),
                rusqlite::types::ValueRef::Real(value) => Value::Real(value),
                rusqlite::types::ValueRef::Text(value) => text(value),
                rusqlite::types::ValueRef::Blob(value) => Value::Bytes(value.to_vec()),
            }),
            Self::Postgres(row) => postgres_value(row, column),
        }
    }
}

/// Text is checked as a whole, which is quick; only what is no UTF-8 is gone through for what can be read of it.
fn text(bytes: &[u8]) -> Value {
    Value::Text(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    })
}

fn postgres_value(row: &tokio_postgres::Row, column: usize) -> Result<Value, Error> {
    let kind = row.columns().get(column).ok_or(Error::Missing)?.type_().clone();
    Ok(match kind {
        Type::BOOL => row.try_get::<_, Option<bool>>(column)?.into(),
        Type::INT8 => row.try_get::<_, Option<i64>>(column)?.into(),
        Type::INT4 => row.try_get::<_, Option<i32>>(column)?.into(),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(column)?.into(),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(column)?.into(),
        Type::UUID => row.try_get::<_, Option<uuid::Uuid>>(column)?.into(),
        Type::TEXT | Type::VARCHAR | Type::NAME => row.try_get::<_, Option<String>>(column)?.into(),
        other => return Err(Error::Engine(format!("column {column} has the type {other}, which no row here uses"))),
    })
}

/// A type that a whole row can be read into: one value, or a tuple of up to sixteen, in the order of the columns.
pub trait FromRow: Sized {
    #[doc(hidden)]
    fn from_columns(next: &mut dyn FnMut(usize) -> Result<Value, Error>) -> Result<Self, Error>;
}

pub(crate) fn from_row<T: FromRow>(row: &Row<'_>) -> Result<T, Error> {
    T::from_columns(&mut |column| row.value(column))
}

impl<T: FromValue> FromRow for T {
    fn from_columns(next: &mut dyn FnMut(usize) -> Result<Value, Error>) -> Result<Self, Error> {
        read(0, next(0)?)
    }
}

macro_rules! tuples {
    ($($name:ident = $index:literal),+) => {
        impl<$($name: FromValue),+> FromRow for ($($name,)+) {
            fn from_columns(next: &mut dyn FnMut(usize) -> Result<Value, Error>) -> Result<Self, Error> {
                Ok(($(read::<$name>($index, next($index)?)?,)+))
            }
        }
    };
}

tuples!(A = 0);
tuples!(A = 0, B = 1);
tuples!(A = 0, B = 1, C = 2);
tuples!(A = 0, B = 1, C = 2, D = 3);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4, F = 5);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4, F = 5, G = 6);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4, F = 5, G = 6, H = 7);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4, F = 5, G = 6, H = 7, I = 8);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4, F = 5, G = 6, H = 7, I = 8, J = 9);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4, F = 5, G = 6, H = 7, I = 8, J = 9, K = 10);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4, F = 5, G = 6, H = 7, I = 8, J = 9, K = 10, L = 11);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4, F = 5, G = 6, H = 7, I = 8, J = 9, K = 10, L = 11, M = 12);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4, F = 5, G = 6, H = 7, I = 8, J = 9, K = 10, L = 11, M = 12, N = 13);
tuples!(A = 0, B = 1, C = 2, D = 3, E = 4, F = 5, G = 6, H = 7, I = 8, J = 9, K = 10, L = 11, M = 12, N = 13, O = 14);
tuples!(
    A = 0,
    B = 1,
    C = 2,
    D = 3,
    E = 4,
    F = 5,
    G = 6,
    H = 7,
    I = 8,
    J = 9,
    K = 10,
    L = 11,
    M = 12,
    N = 13,
    O = 14,
    P = 15
);
