//! The fields of a form over a file, as `templates/parts/authoring_field.html` shows them.

use std::collections::BTreeMap;

use coursework::editing::{Field, FieldKind, Rows, Shape, Typed};
use coursework::{Competence, Mistake};
use school::words;

use crate::frame::Frame;

/// Rows that are offered beside those that say something.
const MORE_ROWS: usize = 2;
/// Rows that a new question begins with.
const FIRST_ROWS: usize = 4;

/// A field.
pub(crate) struct FieldView {
    /// Its name, and its id.
    pub name: String,
    pub label: String,
    /// Empty when there is nothing to say.
    pub hint: String,
    /// A code of how it is typed: line, text, lines, number, day, flag, word, boxes.
    pub kind: &'static str,
    pub value: String,
    /// What can be chosen, of a word or of boxes.
    pub choices: Vec<ChoiceView>,
    pub is_required: bool,
    /// What is wrong with it; empty when nothing is.
    pub error: String,
}

/// What can be chosen.
pub(crate) struct ChoiceView {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

/// A row of fields.
pub(crate) struct RowView {
    /// « Proposition 1 »
    pub legend: String,
    /// Its id.
    pub name: String,
    pub fields: Vec<FieldView>,
}

/// A form: its fields, and its rows.
pub(crate) struct FormView {
    pub fields: Vec<FieldView>,
    pub rows: Vec<RowView>,
    /// The name of the rows as a whole; empty when there are none.
    pub rows_name: &'static str,
    pub rows_error: String,
}

/// What is wrong, by the name of the field; several in one field stand one after the other.
#[derive(Default)]
pub(crate) struct FieldErrors(BTreeMap<String, String>);

impl FieldErrors {
    /// Sorts the mistakes of a file to the fields below a prefix, such as `question.2.`; gives those of other places back,
    /// each with the name of its place.
    pub(crate) fn sort(text: &str, mistakes: &[Mistake], prefix: &str) -> (Self, Vec<(String, Mistake)>) {
        let (mut errors, mut others) = (Self::default(), Vec::new());
        for mistake in mistakes {
            let name = coursework::editing::field_of(text, mistake).unwrap_or_default();
            match name.strip_prefix(prefix).filter(|name| !name.is_empty() && !name.starts_with("question")) {
                Some(name) => errors.add(name, &mistake.kind.in_a_form()),
                None => others.push((name, mistake.clone())),
            }
        }
        (errors, others)
    }

    fn add(&mut self, name: &str, words: &str) {
        let said = self.0.entry(name.to_owned()).or_default();
        if !said.is_empty() {
            said.push_str(" — ");
        }
        said.push_str(words);
    }

    fn of(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_default()
    }

    /// Each field's name with what is wrong, for the summary.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, words)| (name.as_str(), words.as_str()))
    }
}

impl FormView {
    pub(crate) fn new(frame: &Frame, shape: &Shape, typed: &Typed, errors: &FieldErrors) -> Self {
        let fields =
            shape.fields.iter().map(|field| view(frame, field, (field.key, field.key), typed, errors)).collect();
        let rows = shape.rows.map(|rows| row_views(frame, rows, typed, errors)).unwrap_or_default();
        let rows_name = shape.rows.map_or("", |rows| rows.key);
        Self { fields, rows, rows_name, rows_error: errors.of(rows_name) }
    }
}

fn row_views(frame: &Frame, rows: Rows, typed: &Typed, errors: &FieldErrors) -> Vec<RowView> {
    let count = (typed.rows(rows.key) + MORE_ROWS).max(FIRST_ROWS);
    let row = |number: usize| {
        let name = format!("{}.{number}", rows.key);
        let field = |field: &Field| {
            let said = format!("{}.{}", rows.key, field.key);
            // A row may be left empty, and then asks for nothing.
            let field = Field { is_required: false, ..*field };
            view(frame, &field, (&format!("{name}.{}", field.key), &said), typed, errors)
        };
        let legend = frame.n(&format!("authoring-row-{}", rows.key), number as i64 + 1);
        RowView { legend, fields: rows.fields.iter().map(field).collect(), name: name.clone() }
    };
    (0..count).map(row).collect()
}

/// A key as it stands in the name of a message.
fn code(key: &str) -> String {
    key.replace(['.', '_'], "-")
}

fn view(frame: &Frame, field: &Field, (name, said): (&str, &str), typed: &Typed, errors: &FieldErrors) -> FieldView {
    let value = typed.get(name).to_owned();
    let hint = format!("authoring-hint-{}", code(said));
    FieldView {
        label: frame.of("authoring-field", code(said)),
        hint: if words::exists(frame.spoken(), &hint) { frame.t(&hint) } else { String::new() },
        kind: kind(field.kind),
        choices: choices(frame, field, &value),
        is_required: field.is_required,
        error: errors.of(name),
        name: name.to_owned(),
        value,
    }
}

const fn kind(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Line => "line",
        FieldKind::Markdown | FieldKind::Text | FieldKind::Lines => "text",
        FieldKind::Whole | FieldKind::Decimal | FieldKind::Euros => "number",
        FieldKind::Day => "day",
        FieldKind::Flag => "flag",
        FieldKind::Word(_) => "word",
        FieldKind::Competences => "boxes",
    }
}

fn choices(frame: &Frame, field: &Field, value: &str) -> Vec<ChoiceView> {
    match field.kind {
        FieldKind::Word(words) => {
            let choice = |word: &&str| ChoiceView {
                value: (*word).to_owned(),
                label: frame.of("authoring-word", word),
                is_chosen: *word == value,
            };
            // A word that is none of them stays to be seen until another is chosen.
            let unknown = (!words.contains(&value)).then(|| ChoiceView {
                value: value.to_owned(),
                label: value.to_owned(),
                is_chosen: true,
            });
            unknown.into_iter().chain(words.iter().map(choice)).collect()
        }
        FieldKind::Competences => {
            let codes: Vec<&str> = value.split(',').map(str::trim).collect();
            let choice = |competence: Competence| ChoiceView {
                label: format!("{} {}", competence.code(), competence.label(frame.spoken())),
                is_chosen: codes.contains(&competence.code().as_str()),
                value: competence.code(),
            };
            Competence::all().map(choice).collect()
        }
        _ => Vec::new(),
    }
}
