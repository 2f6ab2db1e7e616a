//! The report to read in any browser: one page without a script and without anything from elsewhere.

use std::io::Write;

use askama::Template;
use privacy::Holding;

use super::files::{Given, told};
use super::{Desk, unwritten};
use crate::Error;
use crate::recipients::Recipient;
use crate::rights::overview::Card;
use crate::words::{words, words_with};

#[derive(Template)]
#[template(path = "documents/copy_opening.html")]
struct Opening {
    language: &'static str,
    title: String,
    subtitle: String,
    /// What else article 15 wants told, in sentences.
    sentences: Vec<String>,
}

#[derive(Template)]
#[template(path = "documents/copy_category.html")]
struct Category<'c> {
    card: &'c Card,
    /// Labels of why, until when, who can see it, who did; then « nobody ».
    labels: [String; 5],
    looks: Vec<String>,
}

#[derive(Template)]
#[template(path = "documents/copy_table.html")]
struct Table<'t> {
    title: String,
    columns: &'t [String],
}

#[derive(Template)]
#[template(path = "documents/copy_row.html")]
struct Row<'r> {
    cells: &'r [String],
}

/// Writes the page, a row at a time.
pub(super) fn write(desk: &Desk<'_, '_>, to: &mut dyn Write) -> Result<(), Error> {
    let language = desk.reading.language;
    let opening = Opening {
        language: language.code(),
        title: words(language, "copy-title"),
        subtitle: desk.subtitle(),
        sentences: desk.sentences(),
    };
    put(to, &opening)?;
    for card in &desk.cards {
        let labels = ["rights-why", "rights-until", "rights-who", "rights-who-did", "rights-nobody-did"];
        let category = Category { card, labels: labels.map(|key| words(language, key)), looks: desk.looks(card) };
        put(to, &category)?;
        for holding in desk.engine.holdings(&card.code) {
            table(desk, holding, to)?;
        }
    }
    to.write_all(b"</main></body></html>\n").map_err(|error| unwritten(&error))
}

fn table(desk: &Desk<'_, '_>, holding: &Holding, to: &mut dyn Write) -> Result<(), Error> {
    let words: Vec<_> = holding.columns.iter().filter_map(|column| column.words.as_ref()).collect();
    let columns: Vec<String> = words.iter().map(|words| words.in_language(desk.reading.spoken()).to_owned()).collect();
    let title = holding.table.title.as_ref().map_or_else(String::new, |title| desk.reading.said(title));
    let mut begun = false;
    holding.read(desk.reader, desk.vault, (desk.reading.person.uuid(), None), |row| {
        if !begun {
            put(to, &Table { title: title.clone(), columns: &columns })?;
            begun = true;
        }
        let file = told(desk, holding, (&row, Given::Beside))?;
        let cells = row.iter().zip(&words).map(|(shown, words)| match (shown, &file) {
            (privacy::Shown::File(_), Some(path)) => Ok(path.clone()),
            _ => desk.reading.whole_words(shown, words),
        });
        put(to, &Row { cells: &cells.collect::<Result<Vec<_>, Error>>()? })
    })?;
    if begun { to.write_all(b"</tbody></table></div>\n").map_err(|error| unwritten(&error)) } else { Ok(()) }
}

fn put(to: &mut dyn Write, part: &impl Template) -> Result<(), Error> {
    let text = part.render().map_err(|error| Error::Other(error.to_string()))?;
    to.write_all(text.as_bytes()).map_err(|error| unwritten(&error))
}

impl Desk<'_, '_> {
    /// For whom the copy is, and when it was made.
    pub(super) fn subtitle(&self) -> String {
        let reading = self.reading;
        let values = [
            ("moment", reading.moments.instant(&reading.moments.now()).into()),
            ("school", self.settings.name.clone().into()),
        ];
        words_with(reading.language, "copy-subtitle", &values)
    }

    /// Rights, complaint, automated decisions, transfers, controller (article 15(1)(d) to (h) and 15(2)).
    pub(super) fn sentences(&self) -> Vec<String> {
        let language = self.reading.language;
        let controller =
            [("school", self.settings.name.clone().into()), ("address", self.settings.address.clone().into())];
        let mut sentences = vec![words_with(language, "copy-controller", &controller)];
        sentences.extend(["copy-rights", "copy-complaint", "copy-decisions"].map(|key| words(language, key)));
        sentences.push(self.transfers());
        sentences.push(words(language, "copy-complete"));
        sentences
    }

    /// Who else receives data, where, and under which safeguard (article 15(1)(c) and 15(2)).
    fn transfers(&self) -> String {
        let language = self.reading.language;
        if self.recipients.is_empty() {
            return words(language, "copy-transfers-none");
        }
        let place = |one: &Recipient| match one.location.instrument() {
            None => one.location.country().to_owned(),
            Some((_, reference)) => format!("{}, {reference}", one.location.country()),
        };
        let named = self.recipients.iter().map(|one| format!("{} ({}, {})", one.name, one.service, place(one)));
        words_with(language, "copy-transfers", &[("value", named.collect::<Vec<_>>().join(" ; ").into())])
    }

    /// Each look at a category, in words.
    pub(super) fn looks(&self, card: &Card) -> Vec<String> {
        let say = |look: &crate::rights::Look| {
            let values = [("a", look.role.clone().into()), ("b", self.reading.moments.instant(&look.at).into())];
            format!("{} {}", words_with(self.reading.language, "rights-look", &values), look.reason)
        };
        card.looks.iter().map(say).collect()
    }
}
