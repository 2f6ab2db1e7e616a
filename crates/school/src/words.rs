//! The interface's words, in French and English (Fluent files in `locales/`).

use std::collections::HashMap;

use coursework::Language;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, static_loader};

static_loader! {
    static LOCALES = {
        locales: "../../locales",
        fallback_language: "fr",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static FRENCH: LanguageIdentifier = fluent_templates::langid!("fr");
static ENGLISH: LanguageIdentifier = fluent_templates::langid!("en");

fn identifier(language: Language) -> &'static LanguageIdentifier {
    match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    }
}

/// The words of a key. French gets its narrow no-break spaces here, so that no file needs them.
pub fn words(language: Language, key: &str) -> String {
    polish(language, LOCALES.lookup(identifier(language), key))
}

/// The words of a key that takes values. A number chooses the plural.
pub fn words_with(language: Language, key: &str, values: &[(&'static str, FluentValue<'static>)]) -> String {
    let values: HashMap<_, _> = values.iter().map(|(name, value)| ((*name).into(), value.clone())).collect();
    polish(language, LOCALES.lookup_with_args(identifier(language), key, &values))
}

/// Whether the words of a key exist in this language; for the test that compares what pages ask for with the files.
pub fn exists(language: Language, key: &str) -> bool {
    LOCALES.try_lookup(identifier(language), key).is_some()
}

fn polish(language: Language, text: String) -> String {
    match language {
        Language::Fr => coursework::typography::french(&text).into_owned(),
        Language::En => text,
    }
}

/// A language from its code; French for anything unknown.
pub fn language(code: &str) -> Language {
    if code == "en" { Language::En } else { Language::Fr }
}
