//! What the disk and SQLite can do at best: one row of the size of a saved progress, inserted with nothing around it.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use rusqlite::{Connection, params};

use crate::load::WHILE;

/// The columns of a learner's progress in a lesson, which is what a save must keep.
const SCHEMA: &str = "
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;
    CREATE TABLE progress (
        person_id BLOB NOT NULL, resource_id BLOB NOT NULL, opened_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
        block TEXT, media TEXT NOT NULL, active_seconds INTEGER NOT NULL, PRIMARY KEY (person_id, resource_id)
    ) STRICT;";
const INSERT: &str = "INSERT INTO progress VALUES (?1, ?2, ?3, ?3, ?4, '{}', ?5)";

/// Rows a second, when each transaction carries so many.
pub(crate) fn rows_a_second(folder: &Path, rows_a_transaction: usize) -> Result<f64> {
    let file = tempfile::Builder::new().prefix("floor").tempdir_in(folder)?;
    let connection = Connection::open(file.path().join("floor.sqlite"))?;
    connection.execute_batch(SCHEMA)?;
    let (since, mut rows) = (Instant::now(), 0_u64);
    while since.elapsed() < WHILE {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for _ in 0..rows_a_transaction {
            rows += 1;
            let mut insert = connection.prepare_cached(INSERT)?;
            insert.execute(params![identifier(rows), identifier(!rows), 1_790_000_000_000_i64, "b-e2e96763", 20])?;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(rows as f64 / since.elapsed().as_secs_f64())
}

/// Sixteen bytes, as an identifier has, in an order that a tree does not know beforehand.
fn identifier(number: u64) -> [u8; 16] {
    let scattered = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (u128::from(scattered) << 64 | u128::from(number)).to_be_bytes()
}
