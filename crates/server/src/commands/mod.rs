//! The commands of the public contract.

mod anonymise;
mod audit;
mod backup;
mod check;
mod export;
mod import;
mod person;
mod promises;
mod receipt;
mod record;
mod serve;
mod sweep;

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::opening::open;
use crate::settings::Settings;

/// miravolunex: an online school whose privacy promises are kept by the software itself.
#[derive(Parser)]
#[command(version, about)]
pub struct Arguments {
    /// The folder that holds everything
    #[arg(long, global = true, env = "MIRAVOLUNEX_DATA", default_value = "./data")]
    data: PathBuf,
    /// Where demo and serve answer (MIRAVOLUNEX_LISTEN)
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// PostgreSQL instead of the embedded SQLite (MIRAVOLUNEX_DATABASE)
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Creates the demonstration school on an empty data folder, and serves it
    Demo,
    /// The production server, background work included
    Serve,
    /// Background work only, for installations with several nodes
    Work,
    /// Creates or upgrades the database
    Migrate,
    /// Prints every setting with its meaning, value and origin
    Config,
    /// Says what is missing before going live, with the DNS records to publish
    Check,
    /// People
    #[command(subcommand)]
    Person(PersonCommand),
    /// Imports a programme folder
    Import(import::ImportArguments),
    /// Writes a programme back into the folder format
    ExportProgramme(export::ExportArguments),
    /// Disposes of what has reached its term
    Sweep(sweep::SweepArguments),
    /// Prints the record of processing activities (GDPR article 30)
    Record(record::RecordArguments),
    /// Each promise with its state and evidence
    Promises(promises::PromisesArguments),
    /// Makes an encrypted backup, while the school is served
    Backup(backup::BackupArguments),
    /// Puts a backup back into an empty folder or database
    Restore(backup::RestoreArguments),
    /// Puts a backup back elsewhere, compares it with the school, says what is found and removes it again
    Drill(backup::DrillArguments),
    /// Makes a data set of invented people for developers, after the likeness of the school
    Anonymise(anonymise::AnonymiseArguments),
    /// The audit log
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Receipts of erasure
    #[command(subcommand)]
    Receipt(ReceiptCommand),
}

#[derive(Subcommand)]
enum PersonCommand {
    /// Creates an account and prints its invitation link
    Add(person::AddArguments),
}

#[derive(Subcommand)]
enum ReceiptCommand {
    /// Checks a receipt, offline
    Verify(receipt::VerifyArguments),
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Checks the whole audit log
    Verify(audit::VerifyArguments),
}

/// Runs the command.
pub async fn run(arguments: Arguments) -> Result<()> {
    let given = [("listen", arguments.listen), ("database", arguments.database)];
    let settings = Settings::read(&arguments.data, &given)?;
    match arguments.command {
        Command::Demo => serve::demo(settings).await,
        Command::Serve => serve::serve(&settings).await,
        Command::Work => serve::work(&settings).await,
        Command::Migrate => {
            open(&settings).await?;
            say("the database is up to date")
        }
        Command::Config => say(&settings.list()),
        Command::Check => check::check(&settings).await,
        Command::Person(PersonCommand::Add(arguments)) => person::add(&settings, arguments).await,
        Command::Import(arguments) => import::import(&settings, arguments).await,
        Command::ExportProgramme(arguments) => export::export(&settings, arguments).await,
        Command::Sweep(arguments) => sweep::sweep(&settings, arguments).await,
        Command::Record(arguments) => record::record(&settings, &arguments).await,
        Command::Promises(arguments) => promises::promises(&settings, &arguments).await,
        Command::Backup(arguments) => backup::backup(&settings, arguments).await,
        Command::Restore(arguments) => backup::restore(&settings, arguments).await,
        Command::Drill(arguments) => backup::drill(&settings, arguments).await,
        Command::Anonymise(arguments) => anonymise::run(&settings, arguments).await,
        Command::Audit(AuditCommand::Verify(arguments)) => audit::verify(&settings, arguments).await,
        Command::Receipt(ReceiptCommand::Verify(arguments)) => receipt::verify(&arguments),
    }
}

/// The language of what a command prints.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum Tongue {
    /// French
    Fr,
    /// English
    En,
}

/// Prints a line for the person at the terminal.
pub(crate) fn say(line: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

/// Prints the line that says what went wrong.
pub fn say_error(line: &str) {
    // When standard error itself is closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "miravolunex: {line}");
}
