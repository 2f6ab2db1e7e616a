//! A copy of everything, for somebody who learned a great deal: a hundred thousand rows.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, ensure};
use rusqlite::{Connection, params};

use crate::client::Client;
use crate::learners::{PASSWORD, SHOWN};
use crate::process::Process;
use crate::table::{Goal, Table};

/// Rows that are added to what the demonstration gave.
const ROWS: i64 = 100_000;

/// Seconds and memory, on a data folder of its own: whose session is the newest must be certain.
pub(crate) fn measure(program: &Path, data: &Path, table: &mut Table) -> Result<()> {
    // A school is made by one process and served by the next: what making it took is no part of a copy.
    Process::demonstration(program, data, "")?.stop()?;
    let process = Process::demonstration(program, data, "")?;
    let mut client = Client::connect(&process.address)?;
    client.sign_in(SHOWN, PASSWORD)?;
    let connection = Connection::open(data.join("school.sqlite"))?;
    let added = connection.execute(
        "INSERT OR IGNORE INTO progress_days (day, person_id, resource_id, active_seconds)
         SELECT date('2000-01-01', '+' || days.n || ' days'),
                (SELECT person_id FROM sessions ORDER BY created_at DESC LIMIT 1), resources.id, 60
         FROM resources, (WITH RECURSIVE days (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM days WHERE n < 9000)
                          SELECT n FROM days) AS days LIMIT ?1",
        params![ROWS],
    )?;
    ensure!(added as i64 == ROWS, "{added} rows");
    let since = Instant::now();
    client.post("/mes-donnees/copie", "application/x-www-form-urlencoded", "")?;
    let answer = client.hear()?;
    ensure!(answer.status == 200, "the copy: {}", answer.status);
    table.add("copy of 100,000 rows", since.elapsed().as_secs_f64(), "s", Goal::AtMost(5.0));
    table.add("copy of 100,000 rows, most memory of the server", process.most_memory()?, "MB", Goal::AtMost(100.0));
    process.stop()
}
