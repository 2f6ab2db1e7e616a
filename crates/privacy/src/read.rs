//! The files as they are written, with the place of each reference.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, de};
use toml::Spanned;

use crate::category::{CountedFrom, Exception, Kept};
use crate::table::{Protection, Source};
use crate::{Basis, Mistake, Words};

/// The sections of a file, by name.
pub(crate) type Sections<T> = BTreeMap<Spanned<String>, T>;

/// A file of the map.
#[derive(Clone, Copy)]
pub(crate) struct File<'t> {
    pub(crate) name: &'static str,
    pub(crate) text: &'t str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CategoryText {
    pub(crate) label: Words,
    pub(crate) purpose: Words,
    pub(crate) kept: Kept,
    pub(crate) counted_from: CountedFrom,
    pub(crate) retention: Spanned<Words>,
    pub(crate) basis: Basis,
    pub(crate) erased: Spanned<ErasedText>,
    pub(crate) exception: Option<Exception>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ErasedText {
    Now,
    WithAccount,
    Kept,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PurposeText {
    pub(crate) label: Words,
    pub(crate) basis: Basis,
    pub(crate) source: String,
    pub(crate) objection: Option<ObjectionText>,
    pub(crate) grounds: Option<Words>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ObjectionText {
    Stops,
    Compelling,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableText {
    pub(crate) title: Option<Words>,
    pub(crate) about: String,
    category: Spanned<String>,
    reason: Option<String>,
    person: Option<Spanned<String>>,
    purposes: Option<Vec<Spanned<String>>>,
    source: Option<Source>,
    recipients: Option<Vec<Spanned<String>>>,
    disposal: Option<DisposalText>,
    article: Option<String>,
    pub(crate) counted: Option<Spanned<String>>,
    pub(crate) subject: Option<Spanned<String>>,
    pub(crate) withheld: Option<Spanned<String>>,
    pub(crate) exception: Option<Exception>,
    pub(crate) anonymised: Option<Spanned<String>>,
    pub(crate) per: Option<Spanned<String>>,
    pub(crate) by: Option<Vec<Spanned<String>>>,
    pub(crate) begins: Option<Spanned<String>>,
    pub(crate) used_by: Option<Vec<Spanned<String>>>,
    pub(crate) shared_by: Option<Spanned<String>>,
    pub(crate) newest: Option<Spanned<String>>,
    pub(crate) unless: Option<Spanned<String>>,
    pub(crate) columns: Sections<ColumnText>,
}

/// A column: a word for its protection, or what changes for it.
pub(crate) struct ColumnText(pub(crate) OverrideText);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OverrideText {
    pub(crate) protection: Protection,
    pub(crate) about: Option<String>,
    pub(crate) named_by: Option<Spanned<String>>,
    pub(crate) made: Option<Spanned<String>>,
    category: Option<Spanned<String>>,
    reason: Option<String>,
    person: Option<Spanned<String>>,
    purposes: Option<Vec<Spanned<String>>>,
    source: Option<Source>,
    recipients: Option<Vec<Spanned<String>>>,
    disposal: Option<DisposalText>,
    article: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DisposalText {
    Delete,
    Aggregate,
    Keep,
}

/// What a table says for its columns, or a column for itself.
#[derive(Clone, Default)]
pub(crate) struct Facts {
    pub(crate) category: Option<Spanned<String>>,
    pub(crate) reason: Option<String>,
    pub(crate) person: Option<Spanned<String>>,
    pub(crate) purposes: Option<Vec<Spanned<String>>>,
    pub(crate) source: Option<Source>,
    pub(crate) recipients: Option<Vec<Spanned<String>>>,
    pub(crate) disposal: Option<DisposalText>,
    pub(crate) article: Option<String>,
}

impl File<'_> {
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Mistake> {
        toml::from_str(self.text).map_err(|error| self.mistake(error.span().unwrap_or(0..0), error.message()))
    }

    /// A mistake at the line on which this part of the text begins.
    pub(crate) fn mistake(&self, at: Range<usize>, message: impl Into<String>) -> Mistake {
        let before = self.text.as_bytes().iter().take(at.start);
        Mistake { file: self.name, line: before.filter(|byte| **byte == b'\n').count() + 1, message: message.into() }
    }
}

/// Sections in the order in which the file has them.
pub(crate) fn in_order<T>(sections: Sections<T>) -> Vec<(Spanned<String>, T)> {
    let mut sections: Vec<(Spanned<String>, T)> = sections.into_iter().collect();
    sections.sort_by_key(|(name, _)| name.span().start);
    sections
}

impl TableText {
    /// Whether its rows are the people: their own `id` is the person.
    pub(crate) fn is_of_people(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.get_ref() == "id")
    }

    pub(crate) fn facts(&self) -> Facts {
        Facts {
            category: Some(self.category.clone()),
            reason: self.reason.clone(),
            person: self.person.clone(),
            purposes: self.purposes.clone(),
            source: self.source,
            recipients: self.recipients.clone(),
            disposal: self.disposal,
            article: self.article.clone(),
        }
    }
}

impl Facts {
    pub(crate) fn is_about_nobody(&self, nobody: &str) -> bool {
        self.category.as_ref().is_some_and(|category| category.get_ref() == nobody)
    }

    pub(crate) fn has_handling(&self) -> bool {
        let named = self.person.is_some() || self.purposes.is_some() || self.recipients.is_some();
        named || self.source.is_some() || self.disposal.is_some() || self.article.is_some()
    }
}

impl OverrideText {
    /// What this column says, and for the rest what its table says.
    pub(crate) fn facts(self, table: &Facts) -> Facts {
        let table = table.clone();
        Facts {
            category: self.category.or(table.category),
            reason: self.reason.or(table.reason),
            person: self.person.or(table.person),
            purposes: self.purposes.or(table.purposes),
            source: self.source.or(table.source),
            recipients: self.recipients.or(table.recipients),
            disposal: self.disposal.or(table.disposal),
            article: self.article.or(table.article),
        }
    }
}

impl From<Protection> for OverrideText {
    fn from(protection: Protection) -> Self {
        Self {
            protection,
            about: None,
            named_by: None,
            made: None,
            category: None,
            reason: None,
            person: None,
            purposes: None,
            source: None,
            recipients: None,
            disposal: None,
            article: None,
        }
    }
}

impl<'de> Deserialize<'de> for ColumnText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordOrOverrides)
    }
}

/// An untagged enum would do this too, but lose the line of a mistake inside it.
struct WordOrOverrides;

impl<'de> Visitor<'de> for WordOrOverrides {
    type Value = ColumnText;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("sealed, fingerprint, key, plain, or { protection = … }")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<ColumnText, E> {
        let protection = Protection::deserialize(de::value::StrDeserializer::<E>::new(word))?;
        Ok(ColumnText(protection.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ColumnText, A::Error> {
        OverrideText::deserialize(MapAccessDeserializer::new(map)).map(ColumnText)
    }
}
