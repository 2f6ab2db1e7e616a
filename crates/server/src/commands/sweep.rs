//! `sweep`

use anyhow::{Result, bail};
use clap::Args;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::say;
use crate::opening::open;
use crate::settings::Settings;

#[derive(Args)]
pub(crate) struct SweepArguments {
    /// Says what would be disposed of, and changes nothing
    #[arg(long)]
    dry_run: bool,
    /// As of the end of this day, such as 2027-12-31; only with --dry-run
    #[arg(long, value_name = "DATE", requires = "dry_run")]
    at: Option<Date>,
}

/// Disposes of what is due, or says what would be.
pub(crate) async fn sweep(settings: &Settings, arguments: SweepArguments) -> Result<()> {
    let opened = open(settings).await?;
    if !arguments.dry_run {
        let worker = super::serve::worker(&opened, settings, settings.transport()?, None)?;
        return match worker.sweep().await {
            Ok(rows) => say(&format!("{rows} rows disposed of")),
            Err(error) => bail!("the sweep stopped, and goes on where it was when run again: {error}"),
        };
    }
    let now = opened.school.clock.now();
    let at = match arguments.at {
        Some(day) => day.tomorrow()?.to_zoned(TimeZone::get("Europe/Paris")?)?.timestamp(),
        None => now,
    };
    let engine = opened.school.privacy.clone();
    let due = opened.school.read(move |reader, _, _| Ok(privacy::forecast(reader, &engine, at)?)).await?;
    if due.is_empty() {
        return say("nothing is due");
    }
    say(&format!("{:<12} {:<16} {:>10}", "category", "what", "due"))?;
    due.iter().try_for_each(|line| say(&format!("{:<12} {:<16} {:>10}", line.category, line.what, line.count)))
}
