//! The record as CSV (RFC 4180): one activity a row, for a spreadsheet.

use super::{Record, activities};

/// Writes the record; the first row names the columns.
pub fn csv(record: &Record<'_>) -> String {
    let rows: Vec<Vec<(&str, String)>> = activities(record).iter().map(|activity| activity.fields(record)).collect();
    let names: Vec<String> = rows.first().into_iter().flatten().map(|(name, _)| field(name)).collect();
    let mut text = format!("{}\r\n", names.join(","));
    for row in rows {
        let values: Vec<String> = row.iter().map(|(_, value)| field(value)).collect();
        text.push_str(&values.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A field is quoted when it holds what separates; a spreadsheet must never take it for a formula.
fn field(value: &str) -> String {
    let value = if value.starts_with(['=', '+', '-', '@', '\t']) { format!("'{value}") } else { value.to_owned() };
    if value.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value }
}
