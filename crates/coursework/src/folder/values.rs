//! From TOML values to the types of a programme; what the readers of [`Fields`] share.

use std::ops::RangeInclusive;

use toml_edit::{Item, Value};

use super::fields::{Fields, MarkdownText};
use crate::competence::Competence;
use crate::mistake::MistakeKind;
use crate::number::Decimal;

impl<'file> Fields<'file> {
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'file Item> {
        self.known.push(key);
        self.table.get(key)
    }

    pub(super) fn required(&mut self, key: &'static str) -> Option<&'file Item> {
        let item = self.get(key);
        if item.is_none() {
            self.file.tell(self.line, MistakeKind::MissingKey { key });
        }
        item
    }

    pub(super) fn line_of_key(&self, key: &str, item: &Item) -> u32 {
        let span = self.table.key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
        self.file.line_of(span).unwrap_or(self.line)
    }

    pub(super) fn wrong_type(&self, key: &str, item: &Item, expected: &'static str) {
        self.file.tell(self.line_of_key(key, item), MistakeKind::WrongType { key: key.to_owned(), expected });
    }

    pub(super) fn string(&self, key: &str, item: &'file Item) -> Option<&'file str> {
        let text = item.as_str();
        if text.is_none() {
            self.wrong_type(key, item, "un texte entre guillemets est attendu");
        }
        text
    }

    pub(super) fn rendered(&self, key: &str, item: &'file Item) -> Option<MarkdownText> {
        let source = self.string(key, item)?;
        let html = self.file.render(source, item.span());
        Some(MarkdownText { source: source.to_owned(), html })
    }

    pub(super) fn whole_of<T: TryFrom<i64>>(
        &self,
        key: &'static str,
        item: &Item,
        range: RangeInclusive<i64>,
    ) -> Option<T> {
        let Some(number) = item.as_integer() else {
            self.wrong_type(key, item, "un nombre entier sans guillemets est attendu");
            return None;
        };
        if !range.contains(&number) {
            self.out_of_range(key, format!("un nombre de {} à {} est attendu", range.start(), range.end()));
            return None;
        }
        T::try_from(number).ok()
    }

    pub(super) fn decimal_of(&self, key: &'static str, item: &Item) -> Option<Decimal> {
        // A float is read from its digits: going through binary would lose the tenth it was written with.
        let written = match item.as_value()? {
            Value::Integer(integer) => integer.value().to_string(),
            Value::Float(_) => self.file.written(item.span()).to_owned(),
            _ => {
                self.wrong_type(key, item, "un nombre sans guillemets est attendu");
                return None;
            }
        };
        let decimal = written.parse().ok();
        if decimal.is_none() {
            self.out_of_range(key, "un nombre de 18 chiffres au plus avant la virgule est attendu");
        }
        decimal
    }

    /// The texts of a list with their lines.
    pub(super) fn strings(&self, key: &'static str, item: &'file Item) -> Vec<(String, u32)> {
        let Some(array) = item.as_array() else {
            self.wrong_type(key, item, "une liste de textes est attendue");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for value in array {
            let line = self.file.line_of(value.span()).unwrap_or(self.line);
            let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
            if text.is_none() {
                let expected = "une liste de textes entre guillemets, aucun vide, est attendue";
                self.file.tell(line, MistakeKind::WrongType { key: key.to_owned(), expected });
            }
            texts.push((text.unwrap_or_default().to_owned(), line));
        }
        texts
    }

    pub(super) fn competences_of(&self, key: &'static str, item: &'file Item) -> Vec<Competence> {
        let mut competences = Vec::new();
        for (code, line) in self.strings(key, item) {
            match Competence::parse(&code) {
                Some(competence) => competences.push(competence),
                // An empty text was reported already.
                None if code.is_empty() => {}
                None => self.file.tell(line, MistakeKind::UnknownCompetence { code }),
            }
        }
        competences
    }
}

pub(super) fn is_date(text: &str) -> bool {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let number =
        |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u32>().ok()).unwrap_or(0);
    if !shape {
        return false;
    }
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
