//! Rows for a spreadsheet (RFC 4180).

use crate::Error;

/// A table as bytes: one line of titles, then the rows.
pub fn sheet(titles: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, Error> {
    let unwritten = |error: csv::Error| Error::Other(format!("the table cannot be written: {error}"));
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(titles).map_err(unwritten)?;
    for row in rows {
        file.write_record(row.into_iter().map(plain)).map_err(unwritten)?;
    }
    file.into_inner().map_err(|error| Error::Other(error.to_string()))
}

/// A text that no spreadsheet takes for a formula.
pub(crate) fn plain(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t']) { format!("'{text}") } else { text }
}
