//! A report: titles, facts and tables over as many pages as they take.

use std::sync::LazyLock;

use jiff::Timestamp;
use typst::foundations::{Array, Dict, IntoValue, Value};
use typst::syntax::Source;

use crate::fonts::{drawable, without_silent_characters};
use crate::{Error, Language, press};

static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| press::template("report.typ", include_str!("../../../templates/documents/report.typ")));

/// A report, in words ready to be read.
#[derive(Debug, Clone)]
pub struct Report {
    /// Language of the document.
    pub language: Language,
    /// What it is.
    pub title: String,
    /// Whom it is for and when it was made.
    pub subtitle: String,
    /// Who made it.
    pub author: String,
    /// Its parts, in order.
    pub sections: Vec<Section>,
}

/// A part of a report. Whatever is empty is left out.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// The rank of the title: 2, or 3 inside a part of rank 2.
    pub level: u8,
    /// Sentences.
    pub paragraphs: Vec<String>,
    /// Labels and values.
    pub facts: Vec<(String, String)>,
    /// The names of the table's columns.
    pub columns: Vec<String>,
    /// Its rows, as long as `columns`.
    pub rows: Vec<Vec<String>>,
    /// A sentence below.
    pub note: String,
}

/// Makes the PDF file of a report: PDF/A-2a and PDF/UA-1, dated by `made_at`. `identifier` marks the file as being always the
/// same document. A character that no font draws stands as « ? »: a report is read beside the data itself, which has it.
///
/// # Errors
/// [`Error::Unset`] when the library refuses the document.
pub fn report(report: &Report, identifier: &str, made_at: Timestamp) -> Result<Vec<u8>, Error> {
    let mut values = Dict::new();
    let language = match report.language {
        Language::French => "fr",
        Language::English => "en",
    };
    values.insert("language".into(), language.into_value());
    for (name, text) in [("title", &report.title), ("subtitle", &report.subtitle), ("author", &report.author)] {
        values.insert(name.into(), words(text));
    }
    let sections: Array = report.sections.iter().map(section).collect();
    values.insert("sections".into(), sections.into_value());
    press::print(&TEMPLATE, values, identifier, made_at)
}

fn section(section: &Section) -> Value {
    let mut values = Dict::new();
    let list = |texts: &[String]| Value::Array(texts.iter().map(|text| words(text)).collect());
    values.insert("title".into(), words(&section.title));
    values.insert("level".into(), i64::from(section.level).into_value());
    values.insert("paragraphs".into(), list(&section.paragraphs));
    let pair = |(label, value): &(String, String)| Value::Array([words(label), words(value)].into_iter().collect());
    values.insert("facts".into(), Value::Array(section.facts.iter().map(pair).collect()));
    values.insert("columns".into(), list(&section.columns));
    values.insert("rows".into(), Value::Array(section.rows.iter().map(|row| list(row)).collect()));
    values.insert("note".into(), words(&section.note));
    Value::Dict(values)
}

fn words(text: &str) -> Value {
    Value::Str(drawable(&without_silent_characters(text)).into())
}
