//! Answers, and the form fields they travel in.
//!
//! Fields of the question `KEY`: `q-KEY` for a choice (index of the option), choices (the field repeated), number, text and
//! essay; `q-KEY-0`, `q-KEY-1`… for an order (position from 1 given to the item of that canonical index), a match (index
//! of the right side chosen for the left side of that index) and a fill (what was typed in that blank). Indexes are always
//! canonical, so what was posted means the same whatever the order in which things were shown.

use serde::{Deserialize, Serialize};

use crate::question::{Question, QuestionKind};

/// What a learner answered. Answers are stored and read again after the programme may have changed, so nothing here is
/// trusted to fit the question: [`crate::mark`] copes with any length and any index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Index of the chosen option.
    Choice(usize),
    /// Indexes of the chosen options, ascending, each once.
    Choices(Vec<usize>),
    /// The number as typed.
    Number(String),
    /// The words as typed.
    Text(String),
    /// For each canonical item, the position given to it, from 1.
    Order(Vec<Option<usize>>),
    /// For each left side, the index of the chosen right side.
    Match(Vec<Option<usize>>),
    /// What was typed in each blank, empty where nothing was.
    Fill(Vec<String>),
    /// The essay as typed.
    Essay(String),
}

impl Answer {
    /// Reads the answer to a question among posted fields. Values that make no sense are as if absent; `None` says that
    /// nothing was answered at all.
    pub fn from_fields(question: &Question, fields: &[(String, String)]) -> Option<Self> {
        let name = field_name(&question.key);
        let typed = || first_value(fields, &name).filter(|text| !text.trim().is_empty()).map(str::to_owned);
        match &question.kind {
            QuestionKind::Choice { options } => {
                indexes(values(fields, &name), 0..options.len()).first().copied().map(Self::Choice)
            }
            QuestionKind::Choices { options } => Some(indexes(values(fields, &name), 0..options.len()))
                .filter(|chosen| !chosen.is_empty())
                .map(Self::Choices),
            QuestionKind::Number { .. } => typed().map(Self::Number),
            QuestionKind::Text { .. } => typed().map(Self::Text),
            QuestionKind::Order { items } => numbered(fields, &name, items.len(), 1..items.len() + 1).map(Self::Order),
            QuestionKind::Match { pairs } => numbered(fields, &name, pairs.len(), 0..pairs.len()).map(Self::Match),
            QuestionKind::Fill { .. } => typed_in_blanks(fields, &name, question.kind.field_count()).map(Self::Fill),
            QuestionKind::Essay { .. } => typed().map(Self::Essay),
        }
    }

    /// The fields that hold this answer, to fill a form again; [`Answer::from_fields`] gives the answer back.
    pub fn to_fields(&self, question: &Question) -> Vec<(String, String)> {
        let name = field_name(&question.key);
        match self {
            Self::Choice(index) => vec![(name, index.to_string())],
            Self::Choices(indexes) => indexes.iter().map(|index| (name.clone(), index.to_string())).collect(),
            Self::Number(text) | Self::Text(text) | Self::Essay(text) => vec![(name, text.clone())],
            Self::Order(given) | Self::Match(given) => given
                .iter()
                .enumerate()
                .filter_map(|(field, value)| value.map(|value| (format!("{name}-{field}"), value.to_string())))
                .collect(),
            Self::Fill(typed) => typed
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.trim().is_empty())
                .map(|(field, text)| (format!("{name}-{field}"), text.clone()))
                .collect(),
        }
    }
}

fn field_name(key: &str) -> String {
    format!("q-{key}")
}

fn values<'fields>(fields: &'fields [(String, String)], name: &str) -> impl Iterator<Item = &'fields str> {
    fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
}

fn first_value<'fields>(fields: &'fields [(String, String)], name: &str) -> Option<&'fields str> {
    values(fields, name).next()
}

/// The values that are whole numbers in the range, ascending, each once.
fn indexes<'fields>(values: impl Iterator<Item = &'fields str>, range: std::ops::Range<usize>) -> Vec<usize> {
    let mut indexes: Vec<usize> =
        values.filter_map(|value| value.trim().parse().ok()).filter(|index| range.contains(index)).collect();
    indexes.sort_unstable();
    indexes.dedup();
    indexes
}

fn numbered(
    fields: &[(String, String)],
    name: &str,
    count: usize,
    range: std::ops::Range<usize>,
) -> Option<Vec<Option<usize>>> {
    let given: Vec<Option<usize>> = (0..count)
        .map(|field| first_value(fields, &format!("{name}-{field}")))
        .map(|value| value.and_then(|value| value.trim().parse().ok()).filter(|number| range.contains(number)))
        .collect();
    given.iter().any(Option::is_some).then_some(given)
}

fn typed_in_blanks(fields: &[(String, String)], name: &str, count: usize) -> Option<Vec<String>> {
    let typed: Vec<String> = (0..count)
        .map(|field| first_value(fields, &format!("{name}-{field}")).map_or("", str::trim).to_owned())
        .collect();
    typed.iter().any(|text| !text.is_empty()).then_some(typed)
}
