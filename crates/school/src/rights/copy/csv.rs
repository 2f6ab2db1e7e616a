//! The rows for a spreadsheet: one file for each table, in one ZIP with the files that rows hold.

use std::io::{Seek, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::files::{self, Given};
use super::json::{Right, reaches, value};
use super::{Desk, unwritten};
use crate::Error;
use crate::sheet::plain;

/// Writes the archive; a table without a row has no file.
pub(super) fn write<W: Write + Seek>(desk: &Desk<'_, '_>, right: Right, to: W) -> Result<(), Error> {
    let mut archive = ZipWriter::new(to);
    let options = SimpleFileOptions::default().large_file(true);
    let refuse = |error: zip::result::ZipError| Error::Other(format!("the copy cannot be written: {error}"));
    let (subject, category_codes) = (desk.reading.person.uuid(), desk.cards.iter().map(|card| card.code.as_str()));
    for code in category_codes {
        for holding in desk.engine.holdings(code) {
            let kept: Vec<bool> = holding.columns.iter().map(|column| reaches(desk, right, column)).collect();
            if !kept.contains(&true) || holding.count(desk.reader, desk.vault, subject)? == 0 {
                continue;
            }
            archive.start_file(format!("{code}-{}.csv", holding.table.name), options).map_err(refuse)?;
            let mut file = csv::Writer::from_writer(&mut archive);
            let told = || holding.columns.iter().zip(&kept).filter(|(_, kept)| **kept);
            let refuse = |error: csv::Error| Error::Other(format!("the copy cannot be written: {error}"));
            file.write_record(told().map(|(column, _)| column.name.as_str())).map_err(refuse)?;
            holding.read(desk.reader, desk.vault, (subject, None), |row| {
                let told = files::told(desk, holding, (&row, Given::Beside))?;
                let cells = row.iter().zip(&kept).filter(|(_, kept)| **kept);
                let cells = cells.map(|(shown, _)| cell(desk, shown, told.as_deref()));
                file.write_record(cells.collect::<Result<Vec<_>, Error>>()?).map_err(refuse)
            })?;
            file.flush().map_err(|error| unwritten(&error))?;
        }
    }
    files::write(desk, right, &mut archive)?;
    archive.finish().map_err(refuse)?;
    Ok(())
}

/// A value as text.
fn cell(desk: &Desk<'_, '_>, shown: &privacy::Shown, file: Option<&str>) -> Result<String, Error> {
    let text = match value(desk, shown, file)? {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text,
        other => return Ok(other.to_string()),
    };
    Ok(plain(text))
}
