//! The rows for a machine: one JSON document, described by the schema at [`FORMAT`].

use std::io::Write;

use privacy::{Basis, Column, Concern, Holding, Shown, Source};
use serde_json::{Map, Value as Json, json};

use super::files::{Given, told};
use super::{Desk, unwritten};
use crate::Error;

/// Where the JSON Schema of the document stands, below the school's address.
pub const FORMAT: &str = "/api/schemas/donnees-personnelles-1.json";

/// How far the document reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Everything (GDPR article 15).
    Access,
    /// What the person gave or was observed, under a contract or a consent (article 20; guidelines WP242).
    Portability,
}

/// Writes the document, a row at a time.
pub(super) fn write(desk: &Desk<'_, '_>, (right, given): (Right, Given), to: &mut dyn Write) -> Result<(), Error> {
    let opening = json!({
        "format": format!("{}{FORMAT}", desk.settings.base_url),
        "right": match right { Right::Access => "access", Right::Portability => "portability" },
        "produced_at": desk.reading.moments.now().to_string(),
        "controller": { "name": desk.settings.name, "address": desk.settings.address },
        "person": desk.reading.person.to_string(),
    });
    begin(to, &opening, "categories")?;
    for (index, card) in desk.cards.iter().enumerate() {
        let facts = json!({
            "code": card.code, "label": card.label, "purposes": card.purposes, "kept": card.retention, "until": card.until,
            "recipients": card.recipients,
            "looks": card.looks.iter().map(|look| json!({
                "at": look.at.to_string(), "role": look.role, "reason": look.reason
            })).collect::<Vec<_>>(),
        });
        put(to, if index == 0 { "\n" } else { ",\n" })?;
        begin(to, &facts, "tables")?;
        tables(desk, (right, given), &card.code, to)?;
        put(to, "]}")?;
    }
    put(to, "]}\n")
}

fn tables(
    desk: &Desk<'_, '_>,
    (right, given): (Right, Given),
    category: &str,
    to: &mut dyn Write,
) -> Result<(), Error> {
    let mut first = true;
    for holding in desk.engine.holdings(category) {
        let kept: Vec<bool> = holding.columns.iter().map(|column| reaches(desk, right, column)).collect();
        if kept.iter().any(|kept| *kept) {
            put(to, if first { "\n" } else { ",\n" })?;
            table(desk, holding, (&kept, given), to)?;
            first = false;
        }
    }
    Ok(())
}

fn table(
    desk: &Desk<'_, '_>,
    holding: &Holding,
    (kept, given): (&[bool], Given),
    to: &mut dyn Write,
) -> Result<(), Error> {
    let shown = || holding.columns.iter().zip(kept).filter(|(_, kept)| **kept).map(|(column, _)| column);
    let columns: Vec<Json> = shown().map(|column| described(desk, column)).collect();
    let title = holding.table.title.as_ref().map_or("", |title| title.in_language(desk.reading.spoken()));
    let facts = json!({ "name": holding.table.name, "title": title, "columns": columns });
    begin(to, &facts, "rows")?;
    let mut first = true;
    let subject = desk.reading.person.uuid();
    holding.read(desk.reader, desk.vault, (subject, None), |row| {
        let mut object = Map::new();
        let file = told(desk, holding, (&row, given))?;
        for ((shown, column), _) in row.iter().zip(&holding.columns).zip(kept).filter(|(_, kept)| **kept) {
            object.insert(column.name.clone(), value(desk, shown, file.as_deref())?);
        }
        put(to, if first { "\n" } else { ",\n" })?;
        first = false;
        put(to, &Json::Object(object).to_string())
    })?;
    put(to, "]}")
}

fn described(desk: &Desk<'_, '_>, column: &Column) -> Json {
    let label = column.words.as_ref().map_or("", |words| words.in_language(desk.reading.spoken()));
    let source = match &column.concern {
        Concern::Person(handling) => match handling.source {
            Source::Provided => "provided",
            Source::Observed => "observed",
            Source::Derived => "derived",
        },
        Concern::Nobody { .. } => "",
    };
    json!({ "name": column.name, "label": label, "source": source })
}

/// Whether a right reaches a column.
pub(super) fn reaches(desk: &Desk<'_, '_>, right: Right, column: &Column) -> bool {
    let Concern::Person(handling) = &column.concern else { return false };
    let purposes = handling.purposes.iter().filter_map(|code| desk.engine.map().purpose(code));
    let mut agreed = purposes.filter(|purpose| matches!(purpose.basis, Basis::Contract | Basis::Consent));
    match right {
        Right::Access => true,
        Right::Portability => handling.source != Source::Derived && agreed.next().is_some(),
    }
}

/// A value as JSON: an instant in ISO 8601, a file as what stands for it.
pub(super) fn value(desk: &Desk<'_, '_>, shown: &Shown, file: Option<&str>) -> Result<Json, Error> {
    Ok(match shown {
        Shown::Absent | Shown::Destroyed => Json::Null,
        Shown::Text(text) => Json::from(text.as_str()),
        Shown::Number(number) => Json::from(*number),
        Shown::Real(number) => Json::from(*number),
        Shown::Flag(flag) => Json::from(*flag),
        Shown::Instant(at) => Json::from(at.to_string()),
        Shown::File(_) => file.map_or(Json::Null, Json::from),
        Shown::Sealed(value) => Json::from(value.reveal(desk.own())?.as_str()),
    })
}

/// Begins an object with these facts and leaves it open, in the middle of a list.
fn begin(to: &mut dyn Write, facts: &Json, list: &str) -> Result<(), Error> {
    let text = facts.to_string();
    put(to, text.strip_suffix('}').unwrap_or(&text))?;
    put(to, &format!(",\"{list}\":["))
}

fn put(to: &mut dyn Write, text: &str) -> Result<(), Error> {
    to.write_all(text.as_bytes()).map_err(|error| unwritten(&error))
}
