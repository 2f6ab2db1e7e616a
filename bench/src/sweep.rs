//! A sweep beside the same sweep of a school that stores twenty times as much: it must cost what is due.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Result, ensure};
use rusqlite::{Connection, params};

use crate::table::{Goal, Table};

/// Rows that are due.
const DUE: u64 = 1_000;
/// Rows that are stored besides, in the small school and in the large one.
const STORED: [u64; 2] = [100_000, 2_000_000];
/// A day in milliseconds.
const DAY: i64 = 86_400_000;

/// Disposed rows a second in both.
pub(crate) fn measure(program: &Path, folder: &Path, table: &mut Table) -> Result<()> {
    let mut rates = Vec::new();
    for stored in STORED {
        let data = folder.join(format!("sweep-{stored}"));
        run(program, &data, "record")?;
        fill(&data, stored)?;
        let since = Instant::now();
        run(program, &data, "sweep")?;
        rates.push(DUE as f64 / since.elapsed().as_secs_f64());
        std::fs::remove_dir_all(&data)?;
    }
    if let [small, large] = rates.as_slice() {
        let what = "sweep of 1,000 due rows among 2,000,000; among 100,000";
        table.add_beside(what, (*large, *small), "/s", Goal::ShareOfFloor(1.0 / 3.0));
    }
    Ok(())
}

fn run(program: &Path, data: &Path, command: &str) -> Result<()> {
    let status = Command::new(program).arg("--data").arg(data).arg(command).stdout(Stdio::null()).status()?;
    ensure!(status.success(), "{command} failed");
    Ok(())
}

/// Writes sign-ins: those that are due lie a little more than a year back, the others within it.
fn fill(data: &Path, stored: u64) -> Result<()> {
    let mut connection = Connection::open(data.join("school.sqlite"))?;
    let now = database::Clock::System.now().as_millisecond();
    let story = connection.transaction()?;
    {
        let mut insert = story
            .prepare("INSERT INTO connections VALUES (?1, ?2, ?3, 'accepted', ?4, 'computer', 'Firefox', 'Linux')")?;
        for number in 0..stored + DUE {
            let back = if number < DUE { 400 * DAY } else { i64::try_from(number % 300)? * DAY };
            let scattered = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let id = (u128::from(number) << 64 | u128::from(scattered)).to_be_bytes();
            let subject = (u128::from(scattered % 5_000) << 32 | 7).to_be_bytes();
            insert.execute(params![id, subject, now - back - i64::try_from(number % 997)?, [7_u8; 60]])?;
        }
    }
    story.commit()?;
    Ok(())
}
