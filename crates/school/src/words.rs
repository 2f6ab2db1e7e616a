//! The interface's words, in French and English (Fluent files in `locales/`).

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

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

/// The words of one language that were asked for before, ready to be shown. The files bound them: a key without words is
/// not kept.
type Ready = RwLock<HashMap<String, String>>;
static READY_FRENCH: LazyLock<Ready> = LazyLock::new(Ready::default);
static READY_ENGLISH: LazyLock<Ready> = LazyLock::new(Ready::default);

fn ready(language: Language) -> &'static Ready {
    match language {
        Language::Fr => &READY_FRENCH,
        Language::En => &READY_ENGLISH,
    }
}

fn identifier(language: Language) -> &'static LanguageIdentifier {
    match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    }
}

/// The words of a key. French gets its narrow no-break spaces here, so that no file needs them.
pub fn words(language: Language, key: &str) -> String {
    if let Some(text) = ready(language).read().unwrap_or_else(PoisonError::into_inner).get(key) {
        return text.clone();
    }
    let Some(text) = LOCALES.try_lookup(identifier(language), key) else {
        return LOCALES.lookup(identifier(language), key);
    };
    let text = polish(language, text);
    ready(language).write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), text.clone());
    text
}

/// The words of a key that takes one number, `n`, or two, `a` and `b`. Small ones are said again and again, and are kept.
pub fn counted(language: Language, key: &str, numbers: Numbers) -> String {
    let kept = match numbers {
        Numbers::One(n) => format!("{key} {n}"),
        Numbers::Two(a, b) => format!("{key} {a} {b}"),
    };
    if let Some(text) = ready(language).read().unwrap_or_else(PoisonError::into_inner).get(&kept) {
        return text.clone();
    }
    let text = match numbers {
        Numbers::One(n) => words_with(language, key, &[("n", n.into())]),
        Numbers::Two(a, b) => words_with(language, key, &[("a", a.into()), ("b", b.into())]),
    };
    if numbers.are_small() {
        ready(language).write().unwrap_or_else(PoisonError::into_inner).insert(kept, text.clone());
    }
    text
}

/// The numbers of a sentence.
#[derive(Clone, Copy, Debug)]
pub enum Numbers {
    /// `n`.
    One(i64),
    /// `a` and `b`.
    Two(i64, i64),
}

impl Numbers {
    /// Whether there are few enough of them for their sentences to be kept.
    fn are_small(self) -> bool {
        let small = |number| (0..100).contains(&number);
        match self {
            Self::One(n) => small(n),
            Self::Two(a, b) => small(a) && small(b),
        }
    }
}

/// The words of a key that takes values. A number chooses the plural.
pub fn words_with(language: Language, key: &str, values: &[(&'static str, FluentValue<'static>)]) -> String {
    let values: HashMap<Cow<'static, str>, _> =
        values.iter().map(|(name, value)| ((*name).into(), value.clone())).collect();
    // Asked directly, so that the languages there are need not be weighed against each other for each sentence.
    let text = LOCALES.lookup_single_language(identifier(language), key, Some(&values));
    let text = text.unwrap_or_else(|_| LOCALES.lookup_with_args(identifier(language), key, &values));
    polish(language, text)
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
