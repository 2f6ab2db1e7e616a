//! In which field of a form a mistake is: from the line it was told at to the name of the field.

use toml_edit::{Document, Item, TableLike};

use super::text::as_edited;
use crate::lines::LineStarts;
use crate::mistake::Mistake;

/// What stands on a line.
struct Place {
    line: u32,
    /// `question.2.option.0` for a table, `question.2.option.0.text` for a key.
    name: String,
    is_table: bool,
}

/// The name of the field that a mistake of this file is in, such as `hours` or `question.2.option.0.text`; of a table when the
/// whole table is meant. Nothing when the text is no TOML.
pub fn field_of(text: &str, mistake: &Mistake) -> Option<String> {
    let edited = as_edited(text);
    let document = Document::parse(edited.as_str()).ok()?;
    let lines = LineStarts::new(&edited);
    let mut places = Vec::new();
    walk(document.as_table(), "", &lines, &mut places);
    places.sort_by_key(|place| place.line);
    let at = places.iter().rfind(|place| place.line <= mistake.line.unwrap_or(1));
    let (name, is_table) = at.map_or(("", true), |place| (place.name.as_str(), place.is_table));
    Some(match mistake.kind.key() {
        None => name.to_owned(),
        Some(key) => named(name, is_table, key),
    })
}

/// The name of a key that a mistake told of, seen from the place it was told at.
fn named(name: &str, is_table: bool, key: &str) -> String {
    let parts: Vec<&str> = name.split('.').collect();
    // The tables of one name as a whole: « deux options au moins ».
    if let [.., list, number] = parts.as_slice()
        && *list == key
        && number.parse::<usize>().is_ok()
    {
        return parts[..parts.len() - 1].join(".");
    }
    let table = if is_table { name } else { name.rsplit_once('.').map_or("", |(table, _)| table) };
    if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }
}

fn walk(table: &dyn TableLike, name: &str, lines: &LineStarts, places: &mut Vec<Place>) {
    for (key, item) in table.iter() {
        let inside = if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
        let mut place = |span: Option<std::ops::Range<usize>>, name: &str, is_table| {
            let line = span.map(|span| lines.line_at(span.start));
            places.extend(line.map(|line| Place { line, name: name.to_owned(), is_table }));
        };
        match item {
            Item::Table(table) => {
                place(table.span(), &inside, true);
                walk(table, &inside, lines, places);
            }
            Item::ArrayOfTables(tables) => {
                for (number, table) in tables.iter().enumerate() {
                    let inside = format!("{inside}.{number}");
                    places.extend(table.span().map(|span| Place {
                        line: lines.line_at(span.start),
                        name: inside.clone(),
                        is_table: true,
                    }));
                    walk(table, &inside, lines, places);
                }
            }
            _ => place(table.key(key).and_then(toml_edit::Key::span), &inside, false),
        }
    }
}
