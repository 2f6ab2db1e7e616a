//! The table that these tests write to.

use database::{Clock, Entropy};
use database::{Database, Error, Migration, Moment, Transaction, Uuid, migrate, params, sql};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001_notes",
    sql: "CREATE TABLE notes (
              id {id} PRIMARY KEY, number {integer} NOT NULL UNIQUE, text TEXT, bytes {bytes}, share {real}, flag {boolean},
              at {instant}
          ) {strict};
          CREATE TABLE remarks (id {id} PRIMARY KEY, note_id {id} NOT NULL REFERENCES notes (id)) {strict};",
}];

pub(crate) fn moment() -> Moment {
    Moment::new(Clock::System.now(), Entropy::system())
}

pub(crate) async fn prepare(database: &Database) {
    migrate(database, MIGRATIONS, moment().now).await.expect("the tables are made");
}

/// Writes a note of this number.
pub(crate) fn write(transaction: &Transaction<'_>, number: i64) -> Result<Uuid, Error> {
    let id = moment().identifier();
    transaction.execute(sql!("INSERT INTO notes (id, number) VALUES ($1, $2)"), params![id, number])?;
    Ok(id)
}

/// The numbers of all notes.
pub(crate) async fn numbers(database: &Database) -> Vec<i64> {
    let read = database.read(|reader| reader.all(sql!("SELECT number FROM notes ORDER BY number"), params![]));
    read.await.map_err(|error: Error| error).expect("the notes")
}
