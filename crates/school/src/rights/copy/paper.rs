//! The report on paper: everything told of each category, and the newest rows of each table.

use documents::{Report, Section};
use privacy::{Form, Holding};

use super::Desk;
use crate::Error;
use crate::rights::overview::Card;
use crate::words::{words, words_with};

/// Rows of a table on paper; beyond, nobody reads, and the other two files have them.
const MOST_ROWS: u32 = 40;

/// Makes the file.
pub(super) fn write(desk: &Desk<'_, '_>) -> Result<Vec<u8>, Error> {
    let reading = desk.reading;
    let mut sections = vec![Section {
        title: words(reading.language, "copy-about"),
        level: 2,
        paragraphs: desk.sentences(),
        ..Section::default()
    }];
    for card in &desk.cards {
        sections.push(category(desk, card));
        for holding in desk.engine.holdings(&card.code) {
            sections.extend(table(desk, holding)?);
        }
    }
    let report = Report {
        language: match reading.language {
            coursework::Language::Fr => documents::Language::French,
            coursework::Language::En => documents::Language::English,
        },
        title: words(reading.language, "copy-title"),
        subtitle: desk.subtitle(),
        author: desk.settings.name.clone(),
        sections,
    };
    let made_at = reading.moments.now();
    let identifier = format!("{}-{}", reading.person, made_at.as_millisecond());
    documents::report(&report, &identifier, made_at).map_err(|error| Error::Other(error.to_string()))
}

fn category(desk: &Desk<'_, '_>, card: &Card) -> Section {
    let fact = |key: &str, value: String| (words(desk.reading.language, key), value);
    let looks = if card.looks.is_empty() {
        words(desk.reading.language, "rights-nobody-did")
    } else {
        desk.looks(card).join(" ")
    };
    Section {
        title: card.label.clone(),
        level: 2,
        facts: vec![
            fact("rights-why", card.purposes.join(" ; ")),
            fact("rights-until", card.until.clone()),
            fact("rights-who", card.recipients.join(", ")),
            fact("rights-who-did", looks),
        ],
        ..Section::default()
    }
}

fn table(desk: &Desk<'_, '_>, holding: &Holding) -> Result<Option<Section>, Error> {
    let reading = desk.reading;
    let told: Vec<_> = holding.columns.iter().filter_map(|column| column.words.as_ref()).collect();
    let shown = |at: &usize| told[*at].form != Form::Structure;
    let places: Vec<usize> = (0..told.len()).filter(shown).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let subject = reading.person.uuid();
    holding.read(desk.reader, desk.vault, (subject, Some(MOST_ROWS)), |row| {
        let cells = places.iter().map(|at| reading.words(&row[*at], told[*at]));
        rows.push(cells.collect::<Result<_, Error>>()?);
        Ok::<_, Error>(())
    })?;
    if rows.is_empty() {
        return Ok(None);
    }
    let total = holding.count(desk.reader, desk.vault, subject)?;
    let more = i64::try_from(total).unwrap_or(i64::MAX) - i64::from(u32::try_from(rows.len()).unwrap_or(MOST_ROWS));
    let note = if more > 0 { words_with(reading.language, "copy-more", &[("n", more.into())]) } else { String::new() };
    let names: Vec<String> = places.iter().map(|at| told[*at].in_language(reading.spoken()).to_owned()).collect();
    let title = holding.table.title.as_ref().map_or_else(String::new, |title| reading.said(title));
    // One row reads better as labels with their values.
    if total == 1 {
        let values = rows.remove(0);
        let facts = names.into_iter().zip(values).filter(|(_, value)| !value.is_empty()).collect();
        return Ok(Some(Section { title, level: 3, facts, note, ..Section::default() }));
    }
    Ok(Some(Section { title, level: 3, columns: names, rows, note, ..Section::default() }))
}
