//! What a story receives: a reader, or a transaction that can also change rows.

use std::cell::Cell;
use std::ops::Deref;

use crate::row::{FromRow, Row, from_row};
use crate::{Engine, Error, Rows, Statement, Value, dialect, postgres, sqlite_statement};

/// A consistent view of the database. A story that receives only this cannot change a row.
pub struct Reader<'c> {
    connection: Connection<'c>,
    /// Whether the engine refused a statement. PostgreSQL then keeps nothing of the transaction, so neither does SQLite.
    refused: Cell<bool>,
    /// How many statements ran.
    ran: Cell<u64>,
}

/// A view that can also change rows; what it did is kept as a whole or not at all.
pub struct Transaction<'c>(Reader<'c>);

/// The engine's own connection.
pub(crate) enum Connection<'c> {
    /// A SQLite connection, used on the calling thread.
    Sqlite(&'c rusqlite::Connection),
    /// A PostgreSQL connection, driven from a blocking thread.
    Postgres(&'c postgres::Session),
}

impl<'c> Reader<'c> {
    pub(crate) fn new(connection: Connection<'c>) -> Self {
        Self { connection, refused: Cell::new(false), ran: Cell::new(0) }
    }

    /// How many statements the story ran.
    pub(crate) const fn ran(&self) -> u64 {
        self.ran.get()
    }

    /// Which engine answers; for [`dialect`] and the tests only.
    pub fn engine(&self) -> Engine {
        match self.connection {
            Connection::Sqlite(_) => Engine::Sqlite,
            Connection::Postgres(_) => Engine::Postgres,
        }
    }

    /// All the rows, in the statement's order.
    pub fn all<T: FromRow>(&self, statement: Statement, params: &[Value]) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        self.each(statement.text(), params, &mut |row| {
            rows.push(from_row(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Hands each row to the visitor as plain values, in the statement's order: for statements whose columns are known only
    /// when the program runs, and for more rows than memory should hold. Ends with the visitor's first error.
    pub fn visit<E: From<Error>>(
        &self,
        statement: Statement,
        params: &[Value],
        mut visitor: impl FnMut(Vec<Value>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut refused = None;
        self.each(statement.text(), params, &mut |row| {
            if refused.is_none() {
                refused = visitor(row.values()?).err();
            }
            Ok(())
        })?;
        refused.map_or(Ok(()), Err)
    }

    /// The first row, if there is one.
    pub fn optional<T: FromRow>(&self, statement: Statement, params: &[Value]) -> Result<Option<T>, Error> {
        Ok(self.all(statement, params)?.into_iter().next())
    }

    /// The row that must exist; [`Error::Missing`] when it does not.
    pub fn one<T: FromRow>(&self, statement: Statement, params: &[Value]) -> Result<T, Error> {
        self.optional(statement, params)?.ok_or(Error::Missing)
    }

    /// Asks the engine to understand a statement without running it.
    pub fn prepare(&self, text: &str) -> Result<(), Error> {
        self.noted(match self.connection {
            Connection::Sqlite(connection) => sqlite_statement::prepare(connection, text),
            Connection::Postgres(session) => session.prepare(text),
        })
    }

    /// Every table's columns, for the tests that hold the data map and the two schemas against each other.
    pub fn columns(&self) -> Result<Vec<dialect::Column>, Error> {
        dialect::columns(self)
    }

    /// How many rows each table has: as long as it takes to read them all.
    pub fn rows(&self) -> Result<Rows, Error> {
        dialect::rows(self)
    }

    /// Bytes that the database takes on its disk, its indexes included.
    pub fn size_bytes(&self) -> Result<i64, Error> {
        dialect::size_bytes(self)
    }

    pub(crate) fn each(
        &self,
        text: &str,
        params: &[Value],
        visit: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.ran.update(|ran| ran + 1);
        // What the visitor cannot read is no refusal of the engine.
        let mut unread = None;
        let visit = &mut |row: &Row<'_>| {
            if unread.is_none() {
                unread = visit(row).err();
            }
            Ok(())
        };
        self.noted(match self.connection {
            Connection::Sqlite(connection) => sqlite_statement::each(connection, text, params, visit),
            Connection::Postgres(session) => session.each(text, params, visit),
        })?;
        unread.map_or(Ok(()), Err)
    }

    fn noted<T>(&self, outcome: Result<T, Error>) -> Result<T, Error> {
        if outcome.is_err() {
            self.refused.set(true);
        }
        outcome
    }
}

impl<'c> Transaction<'c> {
    pub(crate) fn new(connection: Connection<'c>) -> Self {
        Self(Reader::new(connection))
    }

    /// Runs a statement that changes rows and gives how many it changed.
    pub fn execute(&self, statement: Statement, params: &[Value]) -> Result<u64, Error> {
        self.ran.update(|ran| ran + 1);
        self.noted(match self.connection {
            Connection::Sqlite(connection) => sqlite_statement::execute(connection, statement.text(), params),
            Connection::Postgres(session) => session.execute(statement.text(), params),
        })
    }

    /// Runs several statements without parameters: migrations.
    pub(crate) fn script(&self, text: &str) -> Result<(), Error> {
        self.noted(match self.connection {
            Connection::Sqlite(connection) => connection.execute_batch(text).map_err(Error::from),
            Connection::Postgres(session) => session.script(text),
        })
    }

    /// What the story may answer: a story that went on after a refusal has changed nothing, whatever it thinks.
    pub(crate) fn settled<T, E: From<Error>>(&self, outcome: Result<T, E>) -> Result<T, E> {
        if outcome.is_ok() && self.refused.get() { Err(Error::Abandoned.into()) } else { outcome }
    }
}

impl<'c> Deref for Transaction<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.0
    }
}
