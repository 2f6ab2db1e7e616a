//! The record of processing activities (GDPR article 30), drawn from the map: one activity a purpose, in the columns of the
//! French authority's template.

mod activity;
mod csv;
mod json;
mod markdown;

pub use activity::{Activity, activities};
pub use csv::csv;
pub use json::json;
pub use markdown::markdown;

use crate::{DataMap, Language};

/// Who answers for the processing, as the record names it.
#[derive(Clone, Debug)]
pub struct Controller {
    /// The school's name.
    pub name: String,
    /// Its postal address, in one line.
    pub address: String,
    /// How to reach its data protection officer.
    pub officer: String,
}

/// An organisation outside the school that receives data, from the register.
#[derive(Clone, Debug)]
pub struct External {
    /// Its name.
    pub name: String,
    /// What it does for the school.
    pub service: String,
    /// Where the data goes, ISO 3166-1 alpha-2.
    pub country: String,
    /// What protects a transfer outside the European Economic Area (GDPR article 30(1)(e)); none inside it.
    pub safeguard: Option<String>,
    /// Codes of the categories that it receives.
    pub categories: Vec<String>,
}

/// A record ready to be written.
pub struct Record<'m> {
    /// Who answers for it.
    pub controller: Controller,
    /// The day it was drawn, in words.
    pub drawn_on: String,
    /// The language of its words.
    pub language: Language,
    /// What is declared.
    pub map: &'m DataMap,
    /// Who else receives data.
    pub external: Vec<External>,
}

impl Record<'_> {
    fn say<'w>(&self, french: &'w str, english: &'w str) -> &'w str {
        match self.language {
            Language::French => french,
            Language::English => english,
        }
    }
}
