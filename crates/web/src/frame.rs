//! What every page shows around its content.

use std::borrow::Borrow;

use coursework::Language;
use school::words::{self, Numbers, words};

use crate::App;
use crate::navigation::{self, Link};
use crate::visitor::Visitor;

/// The frame of a page, as `templates/layout.html` reads it.
pub(crate) struct Frame {
    /// `fr` or `en`.
    pub language: &'static str,
    /// Empty (as the system), `light` or `dark`.
    pub theme: String,
    /// The name of whoever is signed in.
    pub signed_in: Option<String>,
    /// One sentence about what just happened.
    pub flash: Option<Flash>,
    /// Whether the policy has changed in substance since the person was informed of it.
    pub policy_changed: bool,
    /// The page's own path, to come back to.
    pub path: String,
    /// The school's name.
    pub school: String,
    /// The stylesheet's address, which changes with its content.
    pub style_url: &'static str,
    /// The main navigation.
    pub navigation: Vec<Link>,
    /// The rooms of the staff's work, on its pages.
    pub rooms: Vec<Link>,
    /// How many notices wait to be read.
    pub unread: i64,
    words_language: Language,
}

/// One sentence about what just happened.
pub(crate) struct Flash {
    /// `success`, `warning` or `error`.
    pub kind: &'static str,
    /// The sentence.
    pub text: String,
}

impl Frame {
    /// The frame of a page for this visitor.
    pub(crate) fn new(app: &App, visitor: &Visitor) -> Self {
        let language = visitor.language;
        let signed_in = visitor.name.clone();
        let role = visitor.session.as_ref().map(|session| session.role);
        Self {
            language: language.code(),
            theme: visitor.theme.clone(),
            flash: visitor.notice.as_deref().and_then(|code| flash(language, code)),
            policy_changed: visitor
                .session
                .as_ref()
                .is_some_and(|session| session.policy_version < app.school.settings.policy_announced),
            path: visitor.path.clone(),
            school: app.school.settings.name.clone(),
            style_url: crate::assets::style_url(),
            navigation: navigation::main(language, role, &visitor.path),
            rooms: navigation::rooms(language, role, &visitor.path),
            unread: visitor.session.as_ref().map_or(0, |session| session.unread),
            signed_in,
            words_language: language,
        }
    }

    /// The frame of a page that knows nobody.
    pub(crate) fn anonymous(language: Language) -> Self {
        Self {
            language: language.code(),
            theme: String::new(),
            signed_in: None,
            flash: None,
            policy_changed: false,
            path: "/".to_owned(),
            school: "miravolunex".to_owned(),
            style_url: crate::assets::style_url(),
            navigation: navigation::main(language, None, ""),
            rooms: Vec::new(),
            unread: 0,
            words_language: language,
        }
    }

    /// The words of a key.
    pub(crate) fn t(&self, key: &str) -> String {
        words(self.words_language, key)
    }

    /// The words of a key made of a prefix and a code (`device-phone`).
    pub(crate) fn of(&self, prefix: &str, code: impl std::fmt::Display) -> String {
        self.t(&format!("{prefix}-{code}"))
    }

    /// The words of a key that takes a number.
    pub(crate) fn n(&self, key: &str, number: impl Borrow<i64>) -> String {
        words::counted(self.words_language, key, Numbers::One(*number.borrow()))
    }

    /// The words of a key that takes two numbers, `a` and `b`.
    pub(crate) fn numbers(&self, key: &str, a: &usize, b: &usize) -> String {
        let number = |number: &usize| i64::try_from(*number).unwrap_or(i64::MAX);
        words::counted(self.words_language, key, Numbers::Two(number(a), number(b)))
    }

    /// The words of a key that takes two values, `a` and `b`.
    pub(crate) fn pair(&self, key: &str, a: impl ToString, b: impl ToString) -> String {
        words::words_with(self.words_language, key, &[("a", a.to_string().into()), ("b", b.to_string().into())])
    }

    /// « 0,67 point sur 1 », « 7 points sur 10 »: points earned of the most there are, both in hundredths.
    pub(crate) fn points(&self, earned: u32, most: u32) -> String {
        let number = |hundredths: u32| f64::from(hundredths) / 100.0;
        let (a, b) = (self.hundredths(earned), self.hundredths(most));
        let values =
            [("earned", number(earned).into()), ("most", number(most).into()), ("a", a.into()), ("b", b.into())];
        words::words_with(self.words_language, "points-of", &values)
    }

    /// « 1 », « 0,5 », « 0,33 »
    fn hundredths(&self, value: u32) -> String {
        let (whole, rest) = (value / 100, value % 100);
        let mark = if self.words_language == Language::Fr { ',' } else { '.' };
        match rest {
            0 => whole.to_string(),
            tenths if tenths % 10 == 0 => format!("{whole}{mark}{}", tenths / 10),
            _ => format!("{whole}{mark}{rest:02}"),
        }
    }

    /// The words of a key that takes a text.
    pub(crate) fn with(&self, key: &str, value: impl AsRef<str>) -> String {
        words::words_with(self.words_language, key, &[("value", value.as_ref().to_owned().into())])
    }

    /// « 835 ko », « 1,2 Go »: a length in bytes, in powers of a thousand.
    pub(crate) fn size(&self, bytes: i64) -> String {
        let units = [("gigabytes", 1_000_000_000), ("megabytes", 1_000_000), ("kilobytes", 1_000), ("bytes", 1)];
        let (unit, one) = units.into_iter().find(|(_, one)| bytes >= *one).unwrap_or(("bytes", 1));
        let (whole, tenth) = (bytes / one, bytes % one * 10 / one);
        let mark = if self.words_language == Language::Fr { ',' } else { '.' };
        let amount = if whole < 10 && tenth > 0 { format!("{whole}{mark}{tenth}") } else { whole.to_string() };
        let values = [("unit", unit.into()), ("amount", amount.into())];
        words::words_with(self.words_language, "backups-size-of", &values)
    }

    /// What is declared about personal data, in the visitor's language.
    pub(crate) fn said(&self, declared: &privacy::Words) -> String {
        match self.words_language {
            Language::Fr => coursework::typography::french(&declared.fr).into_owned(),
            Language::En => declared.en.clone(),
        }
    }

    /// The language of what is declared.
    pub(crate) fn declared(&self) -> privacy::Language {
        match self.words_language {
            Language::Fr => privacy::Language::French,
            Language::En => privacy::Language::English,
        }
    }

    /// Says above the page why something was not done.
    pub(crate) fn warn(&mut self, code: &str) {
        self.flash = flash(self.words_language, code);
    }

    /// The language of the words.
    pub(crate) fn spoken(&self) -> Language {
        self.words_language
    }
}

/// Only codes that have words are shown, so that an address made by somebody else puts no words in our mouth. A code says what
/// was done, or why it was not.
fn flash(language: Language, code: &str) -> Option<Flash> {
    let is_code = code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let said = [("success", format!("flash-{code}")), ("warning", format!("refused-{code}"))];
    let (kind, key) = said.into_iter().find(|(_, key)| is_code && words::exists(language, key))?;
    Some(Flash { kind, text: words(language, &key) })
}
