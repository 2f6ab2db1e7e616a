//! Categories: what is kept together, for as long, and disposed of together.

use serde::Deserialize;

use crate::{Basis, Language, Words};

/// Where the duration stands in the words of a category's retention.
pub(crate) const KEPT: &str = "{kept}";

/// A category of the public policy.
#[derive(Clone, Debug)]
pub struct Category {
    /// The code under which tables name it.
    pub code: String,
    /// What the policy calls it.
    pub label: Words,
    /// Its main purpose, in the policy's words.
    pub purpose: Words,
    /// How long it is kept.
    pub kept: Kept,
    /// What the duration is counted from.
    pub counted_from: CountedFrom,
    /// The basis of its main purpose.
    pub basis: Basis,
    /// What becomes of it when the person asks for erasure.
    pub erasure: Erasure,
    pub(crate) retention: Words,
}

/// What becomes of a category when the person asks for erasure (GDPR article 17).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// It goes at once.
    Now,
    /// It goes with the account, which cannot do without it.
    WithAccount,
    /// It stays until its term.
    Kept(Exception),
}

/// What stands against an erasure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The article.
    pub article: String,
    /// What the person reads, in French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl Exception {
    /// What the person reads.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

/// A duration of retention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Calendar years.
    Years(u16),
    /// Calendar months.
    Months(u16),
}

/// What a duration of retention is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFrom {
    /// The closure of the person's account; until then everything is kept.
    AccountClosure,
    /// Each event, on its own.
    Event,
    /// The last contact of the conversation.
    LastContact,
    /// The end of the accounting year of the document.
    AccountingYearEnd,
}

impl Category {
    /// How long it is kept, as the public policy says it.
    pub fn retention(&self, language: Language) -> String {
        self.retention.in_language(language).replace(KEPT, &self.kept.words(language))
    }
}

impl Kept {
    /// The duration in words: `3 ans`, `12 months`.
    pub fn words(self, language: Language) -> String {
        match (self, language) {
            (Self::Years(1), Language::French) => "1 an".to_owned(),
            (Self::Years(years), Language::French) => format!("{years} ans"),
            (Self::Years(1), Language::English) => "1 year".to_owned(),
            (Self::Years(years), Language::English) => format!("{years} years"),
            (Self::Months(months), Language::French) => format!("{months} mois"),
            (Self::Months(1), Language::English) => "1 month".to_owned(),
            (Self::Months(months), Language::English) => format!("{months} months"),
        }
    }
}
