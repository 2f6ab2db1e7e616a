//! What stands inside a line: words, formulas, links, and the HTML that is not let through.

use pulldown_cmark::{Event, LinkType};

use super::footnotes::Footnotes;
use super::math::{Placement, mathml};
use super::render::Renderer;
use super::{Problem, escape, links};
use crate::mistake::MistakeKind;
use crate::typography::word_count;

/// The longest piece of raw HTML repeated in a mistake.
const LONGEST_EXCERPT: usize = 40;

impl Renderer<'_> {
    pub(super) fn text(&mut self, text: &str, index: usize) {
        self.count_words(text);
        if self.in_code {
            self.write(&escape(text));
            return;
        }
        for label in Footnotes::unanswered(text) {
            self.problem(index, MistakeKind::LonelyFootnote { label });
        }
        self.write(&self.typeset(text));
    }

    pub(super) fn count_words(&mut self, text: &str) {
        self.rendered.word_count += word_count(text) as u32;
    }

    pub(super) fn formula(&mut self, latex: &str, placement: Placement, index: usize) {
        match mathml(latex, placement, self.language) {
            Ok(written) => self.write(&written),
            Err(reason) => {
                self.problem(index, MistakeKind::BadMathematics { reason });
                self.write(&format!("<code>{}</code>", escape(latex)));
            }
        }
    }

    pub(super) fn start_html_block(&mut self, index: usize) {
        if let Some((Event::Html(html), _)) = self.events.get(index + 1) {
            self.raw_html(html, index);
        }
        self.element("p", "");
    }

    /// One mistake a line is enough: a tag and its end are the same one.
    pub(super) fn raw_html(&mut self, html: &str, index: usize) {
        let line = self.lines.line_at(self.events[index].1.start);
        let is_told = |problem: &Problem| problem.line == line && matches!(problem.kind, MistakeKind::RawHtml { .. });
        if !self.rendered.problems.last().is_some_and(is_told) {
            let excerpt = html.lines().next().unwrap_or_default().chars().take(LONGEST_EXCERPT).collect();
            self.problem(index, MistakeKind::RawHtml { html: excerpt });
        }
    }

    pub(super) fn start_link(&mut self, url: &str, link_type: LinkType, index: usize) {
        match links::checked(url, link_type) {
            Ok(address) => {
                self.link_is_written = true;
                self.write(&format!("<a href=\"{}\">", escape(&address)));
            }
            Err(kind) => {
                self.link_is_written = false;
                self.problem(index, kind);
            }
        }
    }
}
