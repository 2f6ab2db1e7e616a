//! The keys of a TOML table, read one by one; whatever was not asked for is unknown.

use std::ops::RangeInclusive;

use toml_edit::{Item, TableLike, Value};

use super::names::is_slug;
use super::toml_file::TomlFile;
use super::values::is_date;
use crate::competence::Competence;
use crate::mistake::MistakeKind;
use crate::model::Language;
use crate::number::Decimal;
use crate::typography;

/// A table being read. Every reader reports what is wrong and then gives a placeholder.
pub(super) struct Fields<'file> {
    pub(super) file: &'file TomlFile<'file>,
    pub(super) table: &'file dyn TableLike,
    pub(super) line: u32,
    pub(super) known: Vec<&'static str>,
}

/// Markdown as written and as rendered.
#[derive(Debug, Default)]
pub(super) struct MarkdownText {
    pub(super) source: String,
    pub(super) html: String,
}

impl<'file> Fields<'file> {
    pub(super) fn new(file: &'file TomlFile<'file>, table: &'file dyn TableLike, line: u32) -> Self {
        Self { file, table, line, known: Vec::new() }
    }

    /// The line of the table's header.
    pub(super) fn line(&self) -> u32 {
        self.line
    }

    pub(super) fn set_language(&self, language: Language) {
        self.file.set_language(language);
    }

    /// Reports the keys nobody asked for. Must come once all known keys were read.
    pub(super) fn finish(self) {
        for (key, item) in self.table.iter().filter(|(key, _)| !self.known.contains(key)) {
            let line = self.line_of_key(key, item);
            let expected = self.known.join(", ");
            self.file.tell(line, MistakeKind::UnknownKey { key: key.to_owned(), expected });
        }
    }

    /// Reports that the value of a key makes no sense, at the line of the key.
    pub(super) fn out_of_range(&self, key: &'static str, expected: impl Into<String>) {
        self.tell_at(key, MistakeKind::OutOfRange { key: key.to_owned(), expected: expected.into() });
    }

    /// Reports a mistake at the line of a key.
    pub(super) fn tell_at(&self, key: &'static str, kind: MistakeKind) {
        let line = self.table.get(key).map_or(self.line, |item| self.line_of_key(key, item));
        self.file.tell(line, kind);
    }

    /// A plain text that must be there and hold something, with the typography of the language.
    pub(super) fn text(&mut self, key: &'static str) -> String {
        let text = self.plain(key);
        self.typeset(&text)
    }

    /// A plain text as written, that must be there and hold something.
    pub(super) fn plain(&mut self, key: &'static str) -> String {
        let text = self.required(key).and_then(|item| self.string(key, item)).map(str::trim);
        if text == Some("") {
            self.out_of_range(key, "un texte qui n’est pas vide est attendu");
        }
        text.unwrap_or_default().to_owned()
    }

    /// A plain text as written; empty when the key is absent.
    pub(super) fn optional_plain(&mut self, key: &'static str) -> Option<String> {
        let item = self.get(key)?;
        self.string(key, item).map(|text| text.trim().to_owned())
    }

    /// Markdown that must be there and hold something.
    pub(super) fn markdown(&mut self, key: &'static str) -> MarkdownText {
        let markdown = self.required(key).and_then(|item| self.rendered(key, item));
        if markdown.as_ref().is_some_and(|markdown| markdown.source.trim().is_empty()) {
            self.out_of_range(key, "un texte qui n’est pas vide est attendu");
        }
        markdown.unwrap_or_default()
    }

    /// Markdown that may be absent; empty is as good as absent.
    pub(super) fn optional_markdown(&mut self, key: &'static str) -> Option<MarkdownText> {
        let item = self.get(key)?;
        self.rendered(key, item).filter(|markdown| !markdown.source.trim().is_empty())
    }

    /// One word among those given.
    pub(super) fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)], placeholder: T) -> T {
        let Some(text) = self.required(key).and_then(|item| self.string(key, item)) else {
            return placeholder;
        };
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let expected: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.out_of_range(key, format!("{} est attendu", expected.join(" ou ")));
        }
        found.map_or(placeholder, |(_, value)| *value)
    }

    /// A slug that may be absent.
    pub(super) fn optional_slug(&mut self, key: &'static str) -> Option<String> {
        let text = self.optional_plain(key)?;
        if !is_slug(&text) {
            self.out_of_range(key, "des minuscules sans accent, chiffres et tirets sont attendus");
        }
        Some(text)
    }

    /// A whole number that must be there.
    pub(super) fn whole<T: TryFrom<i64> + Default>(&mut self, key: &'static str, range: RangeInclusive<i64>) -> T {
        self.required(key).and_then(|item| self.whole_of(key, item, range)).unwrap_or_default()
    }

    /// A whole number that may be absent.
    pub(super) fn optional_whole<T: TryFrom<i64>>(
        &mut self,
        key: &'static str,
        range: RangeInclusive<i64>,
    ) -> Option<T> {
        let item = self.get(key)?;
        self.whole_of(key, item, range)
    }

    /// `true` or `false`; absent is `false`.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        let Some(item) = self.get(key) else {
            return false;
        };
        let flag = item.as_bool();
        if flag.is_none() {
            self.wrong_type(key, item, "true ou false est attendu");
        }
        flag.unwrap_or(false)
    }

    /// An exact number that must be there.
    pub(super) fn decimal(&mut self, key: &'static str) -> Decimal {
        self.required(key).and_then(|item| self.decimal_of(key, item)).unwrap_or(Decimal::ZERO)
    }

    /// An exact number; absent is zero.
    pub(super) fn decimal_or_zero(&mut self, key: &'static str) -> Decimal {
        self.get(key).and_then(|item| self.decimal_of(key, item)).unwrap_or(Decimal::ZERO)
    }

    /// A day that exists, `YYYY-MM-DD` between quotes.
    pub(super) fn date(&mut self, key: &'static str) -> String {
        let text = self.plain(key);
        if !text.is_empty() && !is_date(&text) {
            self.out_of_range(key, "une date qui existe est attendue, de la forme 2026-11-02");
        }
        text
    }

    /// A list of plain texts with typography, none of them empty.
    pub(super) fn texts(&mut self, key: &'static str, least: usize) -> Vec<String> {
        self.plain_texts(key, least).iter().map(|text| self.typeset(text)).collect()
    }

    /// A list of plain texts as written, none of them empty.
    pub(super) fn plain_texts(&mut self, key: &'static str, least: usize) -> Vec<String> {
        let texts = self.required(key).map(|item| self.strings(key, item)).unwrap_or_default();
        let count = texts.len();
        if self.table.get(key).is_some_and(Item::is_array) && count < least {
            self.out_of_range(key, format!("une liste d’au moins {least} est attendue"));
        }
        texts.into_iter().map(|(text, _)| text).collect()
    }

    /// Competences; the key must be there, the list may be empty.
    pub(super) fn competences(&mut self, key: &'static str) -> Vec<Competence> {
        self.required(key).map(|item| self.competences_of(key, item)).unwrap_or_default()
    }

    /// Competences that may be absent.
    pub(super) fn optional_competences(&mut self, key: &'static str) -> Vec<Competence> {
        self.get(key).map(|item| self.competences_of(key, item)).unwrap_or_default()
    }

    /// A table that may be absent.
    pub(super) fn optional_table(&mut self, key: &'static str) -> Option<Self> {
        let item = self.get(key)?;
        let line = self.line_of_key(key, item);
        let table = item.as_table_like();
        if table.is_none() {
            self.wrong_type(key, item, "une table [clé] est attendue");
        }
        Some(Self::new(self.file, table?, line))
    }

    /// Tables `[[key]]`, of which there must be some.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Self> {
        let Some(item) = self.required(key) else {
            return Vec::new();
        };
        let file = self.file;
        let header = self.line;
        if let Some(tables) = item.as_array_of_tables() {
            return tables
                .iter()
                .map(|table| Self::new(file, table, file.line_of(table.span()).unwrap_or(header)))
                .collect();
        }
        let inline: Option<Vec<Self>> = item.as_array().filter(|array| !array.is_empty()).and_then(|array| {
            let line = |value: &Value| file.line_of(value.span()).unwrap_or(header);
            array.iter().map(|value| Some(Self::new(file, value.as_inline_table()?, line(value)))).collect()
        });
        inline.unwrap_or_else(|| {
            self.wrong_type(key, item, "une ou plusieurs tables [[clé]] sont attendues");
            Vec::new()
        })
    }

    /// Text with the typography of the file's language.
    pub(super) fn typeset(&self, text: &str) -> String {
        typography::of_language(text, self.file.language()).into_owned()
    }
}
