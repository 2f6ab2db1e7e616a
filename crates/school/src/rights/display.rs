//! Values of any mapped column, in words that a person reads.

use coursework::Language;
use jiff::civil::Date;
use privacy::{ColumnWords, Form, Shown, Words};
use vault::Access;

use crate::Error;
use crate::moments::Moments;
use crate::people::PersonId;
use crate::words::words;

/// Who reads, and in which language: the person themselves.
pub struct Reading {
    /// The person.
    pub person: PersonId,
    /// The language of the words.
    pub language: Language,
    /// Writes instants.
    pub moments: Moments,
}

impl Reading {
    /// The language as the data map knows it.
    pub(crate) fn spoken(&self) -> privacy::Language {
        Self::spoken_as(self.language)
    }

    /// Any language as the data map knows it.
    pub(crate) const fn spoken_as(language: Language) -> privacy::Language {
        match language {
            Language::Fr => privacy::Language::French,
            Language::En => privacy::Language::English,
        }
    }

    /// Words of the data map as pages show them.
    pub(crate) fn said(&self, words: &Words) -> String {
        let text = words.in_language(self.spoken());
        match self.language {
            Language::Fr => coursework::typography::french(text).into_owned(),
            Language::En => text.to_owned(),
        }
    }

    /// A value in words; empty when there is none.
    pub(crate) fn words(&self, shown: &Shown, column: &ColumnWords) -> Result<String, Error> {
        Ok(match shown {
            Shown::Absent => String::new(),
            Shown::Text(text) => self.text(text, column),
            Shown::Number(number) => self.number(*number, column.form),
            Shown::Real(number) => number.to_string(),
            Shown::Flag(flag) => words(self.language, if *flag { "rights-yes" } else { "rights-no" }),
            Shown::Instant(at) => self.moments.instant(at),
            Shown::Sealed(value) => value.reveal(Access::own(self.person.uuid()))?.clone(),
            Shown::File(_) => words(self.language, "rights-in-copy"),
            Shown::Destroyed => words(self.language, "rights-destroyed"),
        })
    }

    /// The same, with what a machine reads written out.
    pub(crate) fn whole_words(&self, shown: &Shown, column: &ColumnWords) -> Result<String, Error> {
        match (shown, column.form) {
            (Shown::Text(text), Form::Structure) => Ok(text.clone()),
            (Shown::Number(number), Form::Structure) => Ok(number.to_string()),
            _ => self.words(shown, column),
        }
    }

    fn text(&self, text: &str, column: &ColumnWords) -> String {
        if let Some(code) = column.codes.get(text) {
            return self.said(code);
        }
        match column.form {
            Form::Day => text.parse::<Date>().map_or_else(|_| text.to_owned(), |day| self.moments.day(&day)),
            Form::Structure => words(self.language, "rights-in-copy"),
            _ => text.to_owned(),
        }
    }

    fn number(&self, number: i64, form: Form) -> String {
        match form {
            Form::Seconds => self.moments.duration(number),
            Form::Hundredths => {
                let separator = if self.language == Language::Fr { ',' } else { '.' };
                format!("{}{separator}{:02}", number / 100, number % 100)
            }
            Form::Structure => words(self.language, "rights-in-copy"),
            _ => number.to_string(),
        }
    }
}
