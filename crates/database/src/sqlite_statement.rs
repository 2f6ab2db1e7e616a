//! Statements on a SQLite connection, each prepared once and kept by it.

use rusqlite::Connection as Sqlite;

use crate::row::Row;
use crate::{Error, Value};

pub(crate) fn prepare(connection: &Sqlite, text: &str) -> Result<(), Error> {
    connection.prepare(text).map(drop).map_err(Error::from)
}

pub(crate) fn execute(connection: &Sqlite, text: &str, params: &[Value]) -> Result<u64, Error> {
    let mut statement = connection.prepare_cached(text)?;
    bind(&mut statement, params)?;
    if statement.column_count() == 0 {
        return Ok(statement.raw_execute()? as u64);
    }
    // A statement with RETURNING is stepped to its end, or it would change only its first row.
    let mut rows = statement.raw_query();
    let mut changed = 0;
    while rows.next()?.is_some() {
        changed += 1;
    }
    Ok(changed)
}

pub(crate) fn each(
    connection: &Sqlite,
    text: &str,
    params: &[Value],
    visit: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(text)?;
    bind(&mut statement, params)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        visit(&Row::Sqlite(row))?;
    }
    Ok(())
}

/// Binds by the number in the name: SQLite takes `$2` for a name and would count parameters by first appearance.
fn bind(statement: &mut rusqlite::CachedStatement<'_>, params: &[Value]) -> Result<(), Error> {
    let mut named = 0;
    for index in 1..=statement.parameter_count() {
        let number: usize = statement
            .parameter_name(index)
            .and_then(|name| name.get(1..))
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| Error::Engine("a parameter is not written $1, $2 …".to_owned()))?;
        let value = params
            .get(number - 1)
            .ok_or_else(|| Error::Engine(format!("the statement names ${number}, which was not given")))?;
        named = named.max(number);
        statement.raw_bind_parameter(index, value)?;
    }
    // PostgreSQL refuses a value that no parameter takes.
    if named < params.len() {
        return Err(Error::Engine(format!("{} values were given, the statement names ${named} last", params.len())));
    }
    Ok(())
}
