//! What the school costs, each figure beside a floor that was measured on the same machine in the same minute: `cargo xtask bench`.
//!
//! A rate in requests a second says as much about the machine as about the program; a ratio to what the machine can do at best
//! says what the program adds. Nothing here fails for being slow: a figure short of its goal is told so.

mod campaign;
mod client;
mod copy;
mod floor;
mod learners;
mod load;
mod pages;
mod process;
mod saves;
mod school;
mod sweep;
mod table;

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process::Process;
use crate::table::Table;

/// The program that is measured lies beside this one.
const PROGRAM: &str = "miravolunex";
/// What can be measured by itself.
const PARTS: [&str; 6] = ["process", "saves", "pages", "sweep", "campaign", "copy"];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => measure(&[]),
        // What this program starts itself as, to be measured from outside.
        ["serve", data, database] => school::serve(Path::new(data), database),
        parts if parts.iter().all(|part| PARTS.contains(part)) => measure(parts),
        _ => bail!("bench takes nothing, or some of: {}; run it with `cargo xtask bench`", PARTS.join(", ")),
    }
}

/// Measures everything, or some parts of it.
fn measure(parts: &[&str]) -> Result<()> {
    let wanted = |part: &str| parts.is_empty() || parts.contains(&part);
    let own = std::env::current_exe()?;
    let beside = own.parent().context("a folder of programs")?;
    // Beside the programs, where a disk is: a temporary folder may lie in memory.
    let folder = tempfile::tempdir_in(beside)?;
    let program = beside.join(PROGRAM);
    let mut table = Table::default();
    let data = folder.path().join("data");
    Process::demonstration(&program, &data, "")?.stop()?;
    if wanted("process") {
        process::measure(&program, &data, &mut table)?;
    }
    if wanted("saves") {
        saves::measure(&own, &data, folder.path(), &mut table)?;
    }
    if wanted("pages") {
        pages::measure(&own, &data, &mut table)?;
    }
    if wanted("sweep") {
        sweep::measure(&program, folder.path(), &mut table)?;
    }
    if wanted("campaign") {
        campaign::measure(&folder.path().join("data-campaign"), &mut table)?;
    }
    if wanted("copy") {
        copy::measure(&program, &folder.path().join("data-copy"), &mut table)?;
    }
    if wanted("saves")
        && let Ok(address) = std::env::var("MIRAVOLUNEX_BENCH_POSTGRES")
    {
        let data = folder.path().join("data-postgres");
        Process::demonstration(&program, &data, &address)?.stop()?;
        saves::measure_postgres(&own, &data, &address, &mut table)?;
    }
    Ok(write!(std::io::stdout(), "{table}")?)
}
