//! The declarations as types.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Error;

/// A text in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

/// Why a processing is lawful (GDPR art. 6(1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Art. 6(1)(b).
    Contract,
    /// Art. 6(1)(a).
    Consent,
    /// Art. 6(1)(f).
    LegitimateInterest,
    /// Art. 6(1)(c).
    LegalObligation,
}

/// How long a category is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Calendar years.
    Years(u16),
    /// Calendar months.
    Months(u16),
}

/// What the period is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFrom {
    /// The closure of the account.
    AccountClosure,
    /// Each event.
    Event,
    /// The last contact of the conversation.
    LastContact,
    /// The end of the accounting year of the document.
    AccountingYearEnd,
}

/// One of the policy's five categories.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// What it is called.
    pub label: Words,
    /// Its main purpose.
    pub purpose: Words,
    /// How long it is kept.
    pub kept: Kept,
    /// From what.
    pub counted_from: CountedFrom,
    /// The period as the policy says it; `{kept}` stands for the period in words.
    pub retention: Words,
    /// Its main lawful basis.
    pub basis: Basis,
    /// The article that imposes the period, where one does.
    #[serde(default)]
    pub article: Option<String>,
}

/// What data is used for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// In plain words.
    pub label: Words,
    /// Its lawful basis.
    pub basis: Basis,
    /// The promise or article that says so.
    pub source: String,
}

/// Where data comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The person gave it.
    Provided,
    /// It was noted during use.
    Observed,
    /// It was computed.
    Derived,
}

/// What happens at the end of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disposal {
    /// Deleted.
    Delete,
    /// Reduced to anonymous totals.
    Aggregate,
    /// Kept, by the article named.
    Keep,
}

/// How a column's values are protected at rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// Sealed under the key of the person and category.
    Sealed,
    /// A fingerprint: recognises a value without holding it.
    Fingerprint,
    /// An identifier, or a wrapped key.
    Key,
    /// Readable.
    Plain,
}

/// What a table holds and what goes for its columns unless they say otherwise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// What it holds.
    pub about: String,
    /// A category, or `none`.
    pub category: String,
    /// Why it is about nobody, when it is.
    #[serde(default)]
    pub reason: Option<String>,
    /// The column that names the person.
    #[serde(default)]
    pub person: Option<String>,
    /// What it is used for.
    #[serde(default)]
    pub purposes: Vec<String>,
    /// Where it comes from.
    #[serde(default)]
    pub source: Option<Source>,
    /// Who may receive it.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// What happens at its term.
    #[serde(default)]
    pub disposal: Option<Disposal>,
    /// The article that keeps it.
    #[serde(default)]
    pub article: Option<String>,
    /// Its columns.
    pub columns: BTreeMap<String, Column>,
}

/// A column: its protection, or its protection with what differs from its table.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Column {
    /// As the table says.
    Short(Protection),
    /// With differences.
    Long(Box<Differing>),
}

/// What differs from the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Differing {
    /// How it is protected.
    pub protection: Protection,
    /// What it holds.
    #[serde(default)]
    pub about: Option<String>,
    /// Another category than its table's.
    #[serde(default)]
    pub category: Option<String>,
    /// The column that names the person, when another.
    #[serde(default)]
    pub person: Option<String>,
    /// Other purposes.
    #[serde(default)]
    pub purposes: Option<Vec<String>>,
    /// Another source.
    #[serde(default)]
    pub source: Option<Source>,
    /// Other recipients.
    #[serde(default)]
    pub recipients: Option<Vec<String>>,
    /// Another disposal.
    #[serde(default)]
    pub disposal: Option<Disposal>,
    /// Another article.
    #[serde(default)]
    pub article: Option<String>,
}

impl Column {
    /// How its values are protected at rest.
    pub fn protection(&self) -> Protection {
        match self {
            Self::Short(protection) => *protection,
            Self::Long(differing) => differing.protection,
        }
    }
}

/// Everything that is declared.
#[derive(Clone, Debug)]
pub struct DataMap {
    /// The categories, by code.
    pub categories: BTreeMap<String, Category>,
    /// The purposes, by code.
    pub purposes: BTreeMap<String, Purpose>,
    /// The roles that may receive data, by code.
    pub roles: BTreeMap<String, Words>,
    /// The tables, by name.
    pub tables: BTreeMap<String, Table>,
}

impl DataMap {
    /// Reads the declarations that the program was built with, and checks that they only name one another.
    pub fn load() -> Result<Self, Error> {
        let map = Self {
            categories: parse("categories.toml", include_str!("../../../privacy/categories.toml"))?,
            purposes: parse("purposes.toml", include_str!("../../../privacy/purposes.toml"))?,
            roles: parse("roles.toml", include_str!("../../../privacy/roles.toml"))?,
            tables: parse("tables.toml", include_str!("../../../privacy/tables.toml"))?,
        };
        map.check_names()?;
        Ok(map)
    }

    fn check_names(&self) -> Result<(), Error> {
        for (name, table) in &self.tables {
            let known = table.category == "none" || self.categories.contains_key(&table.category);
            declared(known, name, &table.category)?;
            for purpose in &table.purposes {
                declared(self.purposes.contains_key(purpose), name, purpose)?;
            }
            for role in &table.recipients {
                declared(self.roles.contains_key(role), name, role)?;
            }
        }
        Ok(())
    }
}

fn declared(known: bool, place: &str, name: &str) -> Result<(), Error> {
    if known { Ok(()) } else { Err(Error::Unknown { place: place.to_owned(), name: name.to_owned() }) }
}

fn parse<T: serde::de::DeserializeOwned>(file: &'static str, text: &str) -> Result<BTreeMap<String, T>, Error> {
    toml::from_str(text).map_err(|error| Error::Unreadable { file, message: error.to_string() })
}
