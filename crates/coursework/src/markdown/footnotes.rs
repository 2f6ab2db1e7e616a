//! Footnotes: numbered in the order in which they are called, each with a way back.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::render::Renderer;
use super::{EventAt, Shape, matching_end};
use crate::hash::eight_digits;
use crate::mistake::MistakeKind;
use crate::model::Language;

/// The notes of a text.
pub(super) struct Footnotes {
    /// What stands between the prefix and the number in ids, so that two fragments of a page have different ones.
    scope: String,
    /// Events of each definition, its own start and end included.
    definitions: HashMap<String, Range<usize>>,
    /// Labels in the order of their first call.
    called: Vec<String>,
    /// The number of each of these labels, from 1.
    numbers: HashMap<String, usize>,
    /// Calls of each label so far.
    calls: HashMap<String, u32>,
}

impl Footnotes {
    pub(super) fn new(source: &str, events: &[EventAt<'_>], shape: Shape) -> Self {
        let scope = match shape {
            Shape::Lesson => String::new(),
            Shape::Fragment => format!("{}-", eight_digits(source)),
        };
        let mut definitions = HashMap::new();
        for (index, (event, _)) in events.iter().enumerate() {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                definitions.entry(folded_label(label)).or_insert(index..matching_end(events, index) + 1);
            }
        }
        Self { scope, definitions, called: Vec::new(), numbers: HashMap::new(), calls: HashMap::new() }
    }

    /// The labels of calls that were left as text because no note answers them.
    pub(super) fn unanswered(text: &str) -> Vec<String> {
        let pieces = text.split("[^").skip(1);
        pieces.filter_map(|piece| piece.split_once(']')).map(|(label, _)| label.to_owned()).collect()
    }
}

impl Renderer<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let label = folded_label(label);
        let number = self.number_of(&label);
        let call = self.footnotes.calls.entry(label).or_insert(0);
        *call += 1;
        let id = call_id(&self.footnotes.scope, number, *call);
        let note = note_id(&self.footnotes.scope, number);
        self.write(&format!(
            "<sup class=\"footnote-call\" id=\"{id}\"><a href=\"#{note}\" role=\"doc-noteref\" aria-label=\"Note {number}\">\
             {number}</a></sup>"
        ));
    }

    /// Writes the notes that were called, under the text.
    pub(super) fn notes(&mut self) {
        if !self.footnotes.called.is_empty() {
            self.write("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n");
            let mut number = 1;
            // A note may call a further note, so the list grows while it is written.
            while let Some(label) = self.footnotes.called.get(number - 1).cloned() {
                self.note(&label, number);
                number += 1;
            }
            self.write("</ol>\n</section>\n");
        }
        self.tell_uncalled();
    }

    fn number_of(&mut self, label: &str) -> usize {
        if let Some(number) = self.footnotes.numbers.get(label) {
            return *number;
        }
        self.footnotes.called.push(label.to_owned());
        let number = self.footnotes.called.len();
        self.footnotes.numbers.insert(label.to_owned(), number);
        number
    }

    fn note(&mut self, label: &str, number: usize) {
        let id = note_id(&self.footnotes.scope, number);
        self.write(&format!("<li id=\"{id}\">"));
        if let Some(range) = self.footnotes.definitions.get(label).cloned() {
            self.span(range.start + 1..range.end - 1);
        }
        let links = self.links_back(label, number);
        // The way back ends the last paragraph, where a reader finishes.
        if let Some(without_end) = self.output.strip_suffix("</p>\n") {
            self.output.truncate(without_end.len());
            self.write(&format!("{links}</p>\n</li>\n"));
        } else {
            self.write(&format!("{links}</li>\n"));
        }
    }

    fn links_back(&self, label: &str, number: usize) -> String {
        let words = match self.language {
            Language::Fr => "Retour au texte, note",
            Language::En => "Back to the text, note",
        };
        let calls = self.footnotes.calls.get(label).copied().unwrap_or(0);
        let link = |call: u32| {
            let target = call_id(&self.footnotes.scope, number, call);
            let which = if calls > 1 { format!(" ({call})") } else { String::new() };
            format!(" <a href=\"#{target}\" role=\"doc-backlink\" aria-label=\"{words} {number}{which}\">↩</a>")
        };
        (1..=calls).map(link).collect()
    }

    fn tell_uncalled(&mut self) {
        let numbers = &self.footnotes.numbers;
        let mut uncalled: Vec<(usize, String)> = self
            .footnotes
            .definitions
            .iter()
            .filter(|(label, _)| !numbers.contains_key(label.as_str()))
            .map(|(label, range)| (range.start, label.clone()))
            .collect();
        uncalled.sort_unstable();
        for (start, label) in uncalled {
            self.problem(start, MistakeKind::LonelyFootnote { label });
        }
    }
}

/// Labels are compared without case, as Markdown does.
fn folded_label(label: &str) -> String {
    label.to_lowercase()
}

fn note_id(scope: &str, number: usize) -> String {
    format!("fn-{scope}{number}")
}

fn call_id(scope: &str, number: usize, call: u32) -> String {
    if call == 1 { format!("fnref-{scope}{number}") } else { format!("fnref-{scope}{number}-{call}") }
}
