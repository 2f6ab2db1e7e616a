//! `record`

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};
use privacy::Language;
use privacy::record::{csv, json, markdown};
use school::rights;

use super::Tongue;
use crate::opening::open;
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

/// Prints the record of processing activities, from the program, its settings and the register of recipients.
pub(crate) async fn record(settings: &Settings, arguments: &RecordArguments) -> Result<()> {
    let school = open(settings).await?.school;
    let language = match arguments.language {
        Tongue::Fr => Language::French,
        Tongue::En => Language::English,
    };
    let form = match arguments.format {
        Format::Markdown => markdown,
        Format::Csv => csv,
        Format::Json => json,
    };
    let (engine, named) = (school.privacy.clone(), school.settings.clone());
    let story = school
        .read(move |reader, _, moment| Ok(form(&rights::record(reader, &engine, &named, (language, moment.now))?)));
    std::io::stdout().write_all(story.await?.as_bytes())?;
    Ok(())
}
