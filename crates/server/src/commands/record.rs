//! `record`

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};
use jiff::tz::TimeZone;
use privacy::record::{Controller, Record, csv, json, markdown};
use privacy::{DataMap, Language};

use super::Tongue;
use crate::settings::Settings;

#[derive(Args)]
pub(crate) struct RecordArguments {
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// The language of its words
    #[arg(long, value_enum, default_value_t = Tongue::Fr)]
    language: Tongue,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A page to read
    Markdown,
    /// One row for each activity
    Csv,
    /// For a program
    Json,
}

/// Prints the record of processing activities; it comes from the program and its settings, and opens no data.
pub(crate) fn record(settings: &Settings, arguments: &RecordArguments) -> Result<()> {
    let map = DataMap::load()?;
    let today = database::Clock::System.now().to_zoned(TimeZone::get("Europe/Paris")?).date();
    let record = Record {
        controller: Controller {
            name: settings.text("school_name").to_owned(),
            address: settings.text("school_address").to_owned(),
            officer: settings.text("privacy_officer").to_owned(),
        },
        drawn_on: today.to_string(),
        language: match arguments.language {
            Tongue::Fr => Language::French,
            Tongue::En => Language::English,
        },
        map: &map,
    };
    let text = match arguments.format {
        Format::Markdown => markdown(&record),
        Format::Csv => csv(&record),
        Format::Json => json(&record),
    };
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}
