//! A TOML file, and the places of what is written in it.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::path::Path;

use toml_edit::Document;

use super::fields::Fields;
use super::report::Report;
use crate::lines::LineStarts;
use crate::markdown::{self, MediaUse, Shape};
use crate::mistake::MistakeKind;
use crate::model::Language;

/// A file that parsed as TOML.
pub(super) struct TomlFile<'run> {
    path: &'run Path,
    source: &'run str,
    report: &'run Report,
    document: Document<&'run str>,
    lines: LineStarts,
    language: Cell<Language>,
    media: RefCell<Vec<MediaUse>>,
}

impl<'run> TomlFile<'run> {
    /// Parses a file; what keeps it from being TOML is reported.
    pub(super) fn parse(path: &'run Path, source: &'run str, report: &'run Report) -> Option<Self> {
        let lines = LineStarts::new(source);
        match Document::parse(source) {
            Ok(document) => {
                let media = RefCell::new(Vec::new());
                Some(Self { path, source, report, document, lines, language: Cell::new(Language::Fr), media })
            }
            Err(error) => {
                let line = error.span().map(|span| lines.line_at(span.start));
                let reason = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
                report.add(path, line, MistakeKind::BadToml { reason });
                None
            }
        }
    }

    /// The keys that stand outside every table.
    pub(super) fn root(&self) -> Fields<'_> {
        Fields::new(self, self.document.as_table(), 1)
    }

    /// Sets the language of the texts that are read from now on.
    pub(super) fn set_language(&self, language: Language) {
        self.language.set(language);
    }

    pub(super) fn language(&self) -> Language {
        self.language.get()
    }

    pub(super) fn tell(&self, line: u32, kind: MistakeKind) {
        self.report.add(self.path, Some(line), kind);
    }

    pub(super) fn line_of(&self, span: Option<Range<usize>>) -> Option<u32> {
        span.map(|span| self.lines.line_at(span.start))
    }

    /// The text of a value as it stands in the file.
    pub(super) fn written(&self, span: Option<Range<usize>>) -> &'run str {
        span.and_then(|span| self.source.get(span)).unwrap_or_default()
    }

    /// Renders Markdown that stands in a string of the file, and reports what is wrong at its own line.
    pub(super) fn render(&self, source: &str, span: Option<Range<usize>>) -> String {
        let written = self.written(span.clone());
        let first_line = self.line_of(span).unwrap_or(1);
        let many_lines = ["\"\"\"", "'''"].iter().find_map(|quotes| written.strip_prefix(quotes));
        let line_at = |line: u32| match many_lines {
            // The line break right after the quotes is not part of the string.
            Some(inside) => first_line + u32::from(inside.starts_with(['\n', '\r'])) + line - 1,
            None => first_line,
        };
        let rendered = markdown::render(source, self.language.get(), Shape::Fragment);
        for problem in rendered.problems {
            self.tell(line_at(problem.line), problem.kind);
        }
        let uses = rendered.media.into_iter().map(|medium| MediaUse { line: line_at(medium.line), ..medium });
        self.media.borrow_mut().extend(uses);
        rendered.html
    }

    /// The media shown by all that was rendered.
    pub(super) fn media_uses(&self) -> Vec<MediaUse> {
        self.media.borrow().clone()
    }
}
