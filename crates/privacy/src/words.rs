//! Words in the languages of the school.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// French, in which the policy is written.
    French,
    /// English.
    English,
}

/// The same words in each language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// The words in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

/// What a column is called where people read it, and how its values are shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnWords {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
    /// How its values are shown.
    #[serde(default)]
    pub form: Form,
    /// What the codes are called that it may hold; from `privacy/codes.toml`.
    #[serde(skip)]
    pub codes: BTreeMap<String, Words>,
}

/// How the values of a column are shown to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// As it lies there.
    #[default]
    Text,
    /// Milliseconds since 1970: a day and a time.
    Instant,
    /// A day, `2026-11-23`.
    Day,
    /// Seconds: a duration.
    Seconds,
    /// Hundredths of a point.
    Hundredths,
    /// Yes or no.
    Flag,
    /// JSON, which a machine reads: given whole in the copy, only announced on a page.
    Structure,
    /// A file: it lies in the copy beside the documents that name it, and is only announced on a page. Its row has an `id`.
    File,
    /// What the file of the same row is called.
    FileName,
}

impl ColumnWords {
    /// Its name in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}
