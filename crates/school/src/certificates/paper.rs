//! The certificate on paper.

use coursework::Language;
use documents::{Certificate, Competence, Module};

use super::Document;
use crate::words::{words, words_with};
use crate::{Error, Settings};

/// The document its holder keeps: PDF/UA-1 and PDF/A-2a. Slow: on a blocking thread. `issued_on` is the day in words,
/// `address` the page where anyone verifies it.
pub fn pdf(
    settings: &Settings,
    language: Language,
    document: &Document,
    issued_on: String,
    address: String,
) -> Result<Vec<u8>, Error> {
    let content = &document.content;
    let competence = |one: &coursework::Competence| Competence {
        number: one.code(),
        label: one.label(language).to_owned(),
        dimension: one.area_label(language).to_owned(),
    };
    let percent = |value: i64| format!("{value}\u{a0}%");
    let certificate = Certificate {
        language: match language {
            Language::Fr => documents::Language::French,
            Language::En => documents::Language::English,
        },
        holder: document.holder.clone(),
        programme: content.programme.clone(),
        school: settings.name.clone(),
        school_address: settings.address.clone(),
        issued_on,
        number: document.code.clone(),
        competences: content.competences.iter().map(competence).collect(),
        modules: content
            .modules
            .iter()
            .map(|module| Module {
                title: module.title.clone(),
                result: module.percent.map_or_else(|| words(language, "certificate-module-done"), percent),
            })
            .collect(),
        hours: words_with(language, "hours", &[("n", content.hours.into())]),
        score: content.mean_percent.map(percent),
        verification_url: address,
        signatory: None,
    };
    documents::certificate(&certificate, document.issued_at).map_err(|error| Error::Other(error.to_string()))
}
