//! `anonymise`

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use database::Clock;

use super::say;
use crate::anonymous::{anonymise, sign_ins};
use crate::opening::{DATA, data_alone};
use crate::settings::Settings;

#[derive(Args)]
pub(crate) struct AnonymiseArguments {
    /// The folder to make: one that does not exist, or is empty
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Makes a data set of invented people, and says how to serve it.
pub(crate) async fn run(settings: &Settings, arguments: AnonymiseArguments) -> Result<()> {
    let file = settings.data.join(DATA);
    if settings.text("database").is_empty() && !file.exists() {
        bail!("{}: there is no school in this folder", settings.data.display());
    }
    let (data, out) = (data_alone(settings).await?, arguments.out);
    database::migrate(&data, school::schema::MIGRATIONS, Clock::System.now()).await?;
    let made = anonymise(settings, &data, (&out, Clock::System), told()).await;
    told()("");
    let made = made?;
    let folder = out.display();
    say(&format!("{folder}: {} rows of people who do not exist, {} files of programmes", made.rows, made.files))?;
    say(sign_ins(&made.accounts, &made.password).trim_end())?;
    say(&format!("these are in {folder}/sign-ins.txt too; next: miravolunex --data {folder} serve"))
}

/// Shows on a terminal which table is being filled.
fn told() -> impl Fn(&str) + Send + 'static {
    let is_shown = std::io::stderr().is_terminal();
    move |table| {
        if is_shown {
            // A terminal that cannot be written to is no reason to stop.
            let _ = write!(std::io::stderr(), "\r\u{1b}[K{table}\r");
        }
    }
}
