//! The files that a person's rows hold: each lies in the archive under its own name, and the documents say where.

use std::io::{Seek, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::Uuid;
use privacy::{Holding, Shown};
use vault::Access;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::json::{Right, reaches};
use super::{Desk, unwritten};
use crate::Error;
use crate::words::words;

/// How a document gives the files of its rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// By where they lie in the archive that it comes in.
    Beside,
    /// Whole, as a data URL (RFC 2397): it comes alone.
    Inside,
}

/// What stands for the file of a row; none where it holds none.
pub(super) fn told(
    desk: &Desk<'_, '_>,
    holding: &Holding,
    (row, given): (&[Shown], Given),
) -> Result<Option<String>, Error> {
    let Some((id, name)) = holding.file_of(row) else { return Ok(None) };
    if given == Given::Beside {
        let name = name.map(|name| name.reveal(desk.own()).cloned()).transpose()?;
        return Ok(Some(path(desk, (id, name.as_deref()))));
    }
    let person = desk.reading.person.uuid();
    let Some(file) = holding.file(desk.reader, desk.vault, (person, id))? else { return Ok(None) };
    let encoded = STANDARD.encode(file.reveal(desk.own())?);
    Ok(Some(format!("data:application/octet-stream;base64,{encoded}")))
}

/// A folder, and before the name what tells two files of one name apart: the part of the identifier that is random.
fn path(desk: &Desk<'_, '_>, (id, name): (Uuid, Option<&str>)) -> String {
    let folder = words(desk.reading.language, "copy-files");
    let id = id.simple().to_string();
    let own = id.get(20..).unwrap_or_default();
    name.map_or_else(|| format!("{folder}/{own}"), |name| format!("{folder}/{own}-{name}"))
}

/// Puts every file that the right reaches into the archive, one in memory at a time.
pub(super) fn write<W: Write + Seek>(
    desk: &Desk<'_, '_>,
    right: Right,
    archive: &mut ZipWriter<W>,
) -> Result<(), Error> {
    let options = SimpleFileOptions::default().large_file(true);
    let person = desk.reading.person.uuid();
    let category_codes = desk.cards.iter().map(|card| card.code.as_str());
    for holding in category_codes.flat_map(|code| desk.engine.holdings(code)) {
        let is_file =
            |column: &&privacy::Column| column.words.as_ref().is_some_and(|words| words.form == privacy::Form::File);
        if !holding.columns.iter().find(is_file).is_some_and(|column| reaches(desk, right, column)) {
            continue;
        }
        holding.read(desk.reader, desk.vault, (person, None), |row| {
            let (Some(path), Some((id, _))) = (told(desk, holding, (&row, Given::Beside))?, holding.file_of(&row))
            else {
                return Ok(());
            };
            let Some(file) = holding.file(desk.reader, desk.vault, (person, id))? else { return Ok(()) };
            let refuse = |error: zip::result::ZipError| Error::Other(format!("the copy cannot be written: {error}"));
            archive.start_file(path, options).map_err(refuse)?;
            archive.write_all(file.reveal(desk.own())?).map_err(|error| unwritten(&error))
        })?;
    }
    Ok(())
}

impl Desk<'_, '_> {
    /// The right by which a person's own values are opened.
    pub(super) fn own(&self) -> Access {
        Access::own(self.reading.person.uuid())
    }
}
