//! `cargo xtask bench`: builds the program as it is installed, and measures it.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

use crate::postgres::Postgres;
use crate::steps::cargo;

/// Builds in release, starts a throw-away PostgreSQL if there can be one, and prints the table, of everything or of some parts.
pub(crate) fn run(checkout: &Path, parts: &[&str]) -> anyhow::Result<()> {
    cargo(checkout, "build", &["build", "--release", "--package", "server", "--package", "bench"], &[])?;
    let own = std::env::current_exe()?;
    let program = own.ancestors().nth(2).context("the build folder")?.join("release/bench");
    let mut bench = Command::new(&program);
    bench.args(parts);
    let postgres = Postgres::start();
    match &postgres {
        Ok(postgres) => drop(bench.env("MIRAVOLUNEX_BENCH_POSTGRES", postgres.url())),
        Err(error) => eprintln!("without PostgreSQL: {error:#}"),
    }
    let status = bench.status().with_context(|| program.display().to_string())?;
    ensure!(status.success(), "the measurement did not come to its end");
    Ok(())
}
