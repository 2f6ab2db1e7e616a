//! The few places where the engines differ, side by side.

use crate::{Error, Reader, Rows, Statement, Transaction};

/// The engine that answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

/// One column of the live schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// The table's name.
    pub table: String,
    /// The column's name.
    pub name: String,
    /// Whether it may be absent.
    pub nullable: bool,
}

/// The types that a migration may name, with what each engine calls them.
pub(crate) const TYPES: [(&str, &str, &str); 7] = [
    ("{id}", "BLOB", "UUID"),
    ("{bytes}", "BLOB", "BYTEA"),
    ("{integer}", "INTEGER", "BIGINT"),
    ("{instant}", "INTEGER", "BIGINT"),
    ("{boolean}", "INTEGER", "BOOLEAN"),
    ("{real}", "REAL", "DOUBLE PRECISION"),
    ("{strict}", "STRICT", ""),
];

/// Takes up to `limit` rows that no other worker holds: PostgreSQL locks and skips, SQLite has one writer at a time anyway.
#[macro_export]
macro_rules! skip_locked {
    ($transaction:expr, $before:literal, $after:literal) => {
        match $transaction.engine() {
            $crate::Engine::Sqlite => $crate::Statement::new(concat!($before, $after)),
            $crate::Engine::Postgres => $crate::Statement::new(concat!($before, " FOR UPDATE SKIP LOCKED", $after)),
        }
    };
}

/// Makes the transactions that call this with the same number happen one after the other. SQLite has one writer anyway.
pub fn one_at_a_time(transaction: &Transaction<'_>, number: i64) -> Result<(), Error> {
    match transaction.engine() {
        Engine::Sqlite => Ok(()),
        Engine::Postgres => transaction.script(&format!("SELECT pg_advisory_xact_lock({number})")),
    }
}

/// How many rows each table has.
pub(crate) fn rows(reader: &Reader<'_>) -> Result<Rows, Error> {
    let tables = match reader.engine() {
        Engine::Sqlite => {
            Statement::new("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1")
        }
        Engine::Postgres => Statement::new(
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
        ),
    };
    let mut rows = Rows::new();
    for table in reader.all::<String>(tables, &[])? {
        let mut count = 0_i64;
        reader.each(&format!("SELECT COUNT(*) FROM {table}"), &[], &mut |row| {
            count = crate::row::from_row(row)?;
            Ok(())
        })?;
        rows.insert(table, count.unsigned_abs());
    }
    Ok(rows)
}

/// Bytes that the database takes on its disk, its indexes included.
pub(crate) fn size_bytes(reader: &Reader<'_>) -> Result<i64, Error> {
    let statement = match reader.engine() {
        Engine::Sqlite => Statement::new("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"),
        Engine::Postgres => Statement::new(
            "SELECT CAST(COALESCE(SUM(pg_total_relation_size(pg_class.oid)), 0) AS BIGINT)
             FROM pg_class JOIN pg_namespace ON pg_namespace.oid = pg_class.relnamespace
             WHERE pg_namespace.nspname = current_schema() AND pg_class.relkind = 'r'",
        ),
    };
    reader.one(statement, &[])
}

pub(crate) fn columns(reader: &Reader<'_>) -> Result<Vec<Column>, Error> {
    let statement = match reader.engine() {
        Engine::Sqlite => Statement::new(
            "SELECT tables.name, columns.name, columns.\"notnull\" = 0 AND columns.pk = 0
             FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
             WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' ORDER BY 1, 2",
        ),
        Engine::Postgres => Statement::new(
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), is_nullable = 'YES'
             FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2",
        ),
    };
    let rows: Vec<(String, String, bool)> = reader.all(statement, &[])?;
    let mut columns: Vec<Column> =
        rows.into_iter().map(|(table, name, nullable)| Column { table, name, nullable }).collect();
    columns.sort();
    Ok(columns)
}
