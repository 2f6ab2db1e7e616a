//! The copy of everything held about a person (P37; GDPR article 15): one ZIP with a report to read,
//! data for a machine, and the files that were exchanged.

mod csv;
mod files;
mod html;
mod json;
mod paper;

use std::io::{Seek, Write};

use database::Reader;
use privacy::Engine;
use vault::Vault;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use files::Given;
pub use json::{FORMAT, Right};

use super::overview::Card;
use super::{Reading, cards};
use crate::recipients::{Recipient, current};
use crate::words::words;
use crate::{Error, Settings};

/// What every part of a copy is written from.
pub(crate) struct Desk<'d, 'c> {
    pub(crate) reader: &'d Reader<'c>,
    pub(crate) vault: &'d Vault,
    pub(crate) engine: &'d Engine,
    pub(crate) reading: &'d Reading,
    pub(crate) settings: &'d Settings,
    /// The organisations that receive something of these categories.
    pub(crate) recipients: Vec<Recipient>,
    /// What is told of each category, without its rows.
    pub(crate) cards: Vec<Card>,
}

/// Writes the whole copy. Rows go from the database to the file one by one: memory does not grow with what is held. Slow: on
/// a blocking thread.
pub fn write_copy<W: Write + Seek>(
    reader: &Reader<'_>,
    vault: &Vault,
    engine: &Engine,
    reading: &Reading,
    (settings, to): (&Settings, W),
) -> Result<(), Error> {
    let cards = cards(reader, vault, engine, reading, 0)?;
    let desk = Desk { reader, vault, engine, reading, settings, recipients: current(reader)?, cards };
    let mut file = ZipWriter::new(to);
    let options = SimpleFileOptions::default().large_file(true);
    let name = |ending: &str| format!("{}.{ending}", words(reading.language, "copy-file"));
    let refuse = |error: zip::result::ZipError| Error::Other(format!("the copy cannot be written: {error}"));
    file.start_file(name("html"), options).map_err(refuse)?;
    html::write(&desk, &mut file)?;
    file.start_file(name("pdf"), options).map_err(refuse)?;
    file.write_all(&paper::write(&desk)?).map_err(|error| Error::Other(error.to_string()))?;
    file.start_file(name("json"), options).map_err(refuse)?;
    json::write(&desk, (Right::Access, Given::Beside), &mut file)?;
    files::write(&desk, Right::Access, &mut file)?;
    file.finish().map_err(refuse)?;
    Ok(())
}

/// The same rows for a machine, as far as the right reaches, the files that they hold inside.
pub fn write_json(
    reader: &Reader<'_>,
    vault: &Vault,
    engine: &Engine,
    reading: &Reading,
    (settings, right, to): (&Settings, Right, &mut dyn Write),
) -> Result<(), Error> {
    let cards = cards(reader, vault, engine, reading, 0)?;
    let desk = Desk { reader, vault, engine, reading, settings, recipients: current(reader)?, cards };
    json::write(&desk, (right, Given::Inside), to)
}

/// The same rows for a spreadsheet: a ZIP with a file for each table.
pub fn write_csv<W: Write + Seek>(
    reader: &Reader<'_>,
    vault: &Vault,
    engine: &Engine,
    reading: &Reading,
    (settings, right, to): (&Settings, Right, W),
) -> Result<(), Error> {
    let cards = cards(reader, vault, engine, reading, 0)?;
    csv::write(&Desk { reader, vault, engine, reading, settings, recipients: current(reader)?, cards }, right, to)
}

/// What cannot be written to the file: a full disk, most often.
pub(crate) fn unwritten(error: &std::io::Error) -> Error {
    Error::Other(format!("the copy cannot be written: {error}"))
}
