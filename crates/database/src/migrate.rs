//! Migrations: one story of the schema for both engines.

use jiff::Timestamp;

use crate::dialect::{TYPES, one_at_a_time};
use crate::{Database, Engine, Error, Statement, params, sql};

/// One step of the schema's story.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// A name that sorts after the ones before it.
    pub name: &'static str,
    /// The SQL, with `{id}`, `{instant}` and the other type names of this crate's dialect.
    pub sql: &'static str,
}

/// Any number that nothing else in the program locks.
const LOCK: i64 = 7_114_302;

/// Brings the schema up to date and gives the names of the steps that were missing.
///
/// Several nodes may start at once: the first one migrates, the others wait and find nothing to do.
pub async fn migrate(
    database: &Database,
    migrations: &'static [Migration],
    now: Timestamp,
) -> Result<Vec<&'static str>, Error> {
    database
        .write(move |transaction| {
            one_at_a_time(transaction, LOCK)?;
            transaction.script(
                "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)",
            )?;
            let applied: Vec<String> = transaction.all(Statement::new("SELECT name FROM schema_migrations"), &[])?;
            let mut missing = Vec::new();
            for migration in migrations.iter().filter(|one| !applied.iter().any(|name| name == one.name)) {
                transaction.script(&translate(migration.sql, transaction.engine()))?;
                transaction.execute(
                    sql!("INSERT INTO schema_migrations (name, applied_at) VALUES ($1, $2)"),
                    params![migration.name, now],
                )?;
                missing.push(migration.name);
            }
            Ok(missing)
        })
        .await
}

fn translate(sql: &str, engine: Engine) -> String {
    TYPES.iter().fold(sql.to_owned(), |text, (token, sqlite, postgres)| {
        text.replace(token, if engine == Engine::Sqlite { sqlite } else { postgres })
    })
}
