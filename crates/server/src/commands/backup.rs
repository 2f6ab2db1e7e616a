//! `backup`, `restore` and `drill`

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use archive::{Identity, Progress};
use clap::Args;
use jiff::Timestamp;

use super::say;
use crate::Negative;
use crate::backups::{self, Backups, watched};
use crate::opening::open;
use crate::settings::Settings;

#[derive(Args)]
pub(crate) struct BackupArguments {
    /// The folder of the backups; backup_to unless it is given
    #[arg(value_name = "DEST")]
    into: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct RestoreArguments {
    /// The folder of the backups, whose newest is taken, or one of its archives
    #[arg(value_name = "SRC")]
    from: PathBuf,
    /// The identity that opens it (age-keygen)
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
}

#[derive(Args)]
pub(crate) struct DrillArguments {
    /// The folder of the backups, whose newest is taken, or one of its archives; backup_to unless it is given
    #[arg(value_name = "SRC")]
    from: Option<PathBuf>,
    /// The identity that opens it; backup_drill_identity unless it is given
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
}

/// Makes a backup, whether or not the school is being served.
pub(crate) async fn backup(settings: &Settings, arguments: BackupArguments) -> Result<()> {
    let opened = open(settings).await?;
    let backups = Backups::of(settings, &opened.school, &opened.keys)?;
    let into =
        arguments.into.or_else(|| backups.to.clone()).context("DEST: which folder? backup_to is not set either")?;
    let progress = Progress::default();
    let made = watched(&progress, backups::make(&backups, &into, &progress)).await?;
    let (files, new) = made.files;
    say(&format!(
        "{}\n{} rows as of {}, {} files of which {new} new, {} bytes",
        made.path.display(),
        made.rows,
        made.as_of,
        files,
        made.bytes
    ))?;
    if made.path.parent() == backups.to.as_deref() {
        return Ok(());
    }
    // The promise of erasure reaches as far as the program can.
    say(
        "the keys in this folder are renewed by the next backups wherever they go, as long as this machine can reach it",
    )
}

/// Puts a backup back where nothing is, and says what to do next.
pub(crate) async fn restore(settings: &Settings, arguments: RestoreArguments) -> Result<()> {
    let identity = Identity::read(&arguments.identity)?;
    let progress = Progress::default();
    let restored = watched(&progress, backups::restore(settings, &arguments.from, identity, &progress)).await?;
    say(&format!("{}: {} rows and {} files are back", restored.name, restored.rows, restored.files))?;
    let data = settings.data.display();
    if !restored.is_vouched {
        say(&format!("what was done after {} is not in it", restored.as_of))?;
        return say(&format!(
            "next: put master.key into {data} (chmod 600), then miravolunex --data {data} audit verify; \
             what was erased since is disposed of again before anybody reads it"
        ));
    }
    opened_again(settings, restored.as_of).await
}

/// With the master key the school can be opened: what was erased since is disposed of again, and the journal is read.
async fn opened_again(settings: &Settings, as_of: Timestamp) -> Result<()> {
    let opened = open(settings).await?;
    let key = opened.log_key.clone();
    let verified = opened.school.database.report(move |reader| journal::verify(reader, &key, None)).await;
    let report = verified.map_err(|error| Negative(error.to_string()))?;
    say(&format!("the audit log is whole: {} entries; what was done after {as_of} is not in it", report.entries))?;
    say("next: miravolunex serve")
}

/// Puts a backup back beside the school, says what is found, and removes it again; exit status 1 when something is not as it should be.
pub(crate) async fn drill(settings: &Settings, arguments: DrillArguments) -> Result<()> {
    let opened = open(settings).await?;
    let backups = Backups::of(settings, &opened.school, &opened.keys)?;
    let from =
        arguments.from.or_else(|| backups.to.clone()).context("SRC: which backup? backup_to is not set either")?;
    let identity = arguments.identity.or_else(|| backups.drill_identity.clone());
    let identity = identity.context("--identity: which file? backup_drill_identity is not set either")?;
    let drilled = drilled(&backups, &opened.log_key, (&from, &identity)).await?;
    let mut failed = 0;
    for finding in &drilled.findings {
        let what = meaning(&finding.code);
        failed += usize::from(!finding.held);
        say(&format!("{} {:>9}  {what}", if finding.held { "ok    " } else { "FAILED" }, finding.count))?;
    }
    if failed == 0 { say(&drilled.name) } else { Err(Negative(format!("{}: {failed} failed", drilled.name)).into()) }
}

async fn drilled(
    backups: &Backups,
    log_key: &std::sync::Arc<journal::LogKey>,
    (from, identity): (&Path, &Path),
) -> Result<backups::Drilled> {
    let progress = Progress::default();
    watched(&progress, backups::drill(backups, log_key, (from, identity), &progress)).await
}

/// What a finding counts.
fn meaning(code: &str) -> &'static str {
    match code {
        "whole" => "archives are whole, and this school's",
        "files" => "files are what they were",
        "rows" => "rows are back, as many as were counted",
        "journal" => "entries of its audit log are whole",
        "prefix" => "entries of the school's audit log go on from it",
        "erased" => "keys were destroyed since: nothing of what they sealed opens",
        "opened" => "sealed values were opened, and every one that should open did",
        _ => "",
    }
}
