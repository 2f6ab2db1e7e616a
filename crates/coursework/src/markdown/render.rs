//! From Markdown events to HTML.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::blocks::{BlockIds, top_level};
use super::footnotes::Footnotes;
use super::math::Placement;
use super::sanitise::sanitised;
use super::tables::TableState;
use super::{EventAt, MediaUse, Problem, Rendered, Shape, escape, matching_end, plain_text};
use crate::lines::LineStarts;
use crate::mistake::MistakeKind;
use crate::model::{Heading, Language};
use crate::typography;

pub(super) fn render_events(source: &str, events: &[EventAt<'_>], language: Language, shape: Shape) -> Rendered {
    let mut renderer = Renderer::new(source, events, language, shape);
    for block in top_level(events) {
        renderer.block(block);
    }
    renderer.notes();
    renderer.finished()
}

/// What a paragraph holds decides how it is written: a figure may not stand inside a `<p>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paragraph {
    Prose,
    Figure,
    Figures,
    Formula,
}

pub(super) struct Renderer<'source> {
    pub(super) events: &'source [EventAt<'source>],
    pub(super) language: Language,
    pub(super) output: String,
    pub(super) footnotes: Footnotes,
    pub(super) table: TableState,
    shape: Shape,
    pub(super) lines: LineStarts,
    ids: BlockIds,
    /// Id of the block being opened, taken by its first element.
    pending_id: Option<String>,
    pub(super) in_code: bool,
    pub(super) link_is_written: bool,
    pub(super) rendered: Rendered,
    paragraph: Paragraph,
}

impl<'source> Renderer<'source> {
    fn new(source: &str, events: &'source [EventAt<'source>], language: Language, shape: Shape) -> Self {
        Self {
            events,
            language,
            output: String::with_capacity(source.len() * 2),
            footnotes: Footnotes::new(source, events, shape),
            table: TableState::default(),
            shape,
            lines: LineStarts::new(source),
            ids: BlockIds::default(),
            pending_id: None,
            paragraph: Paragraph::Prose,
            in_code: false,
            link_is_written: false,
            rendered: Rendered::default(),
        }
    }

    fn finished(mut self) -> Rendered {
        self.rendered.html = sanitised(&self.output);
        self.rendered.problems.sort_by_key(|problem| problem.line);
        self.rendered
    }

    fn block(&mut self, range: Range<usize>) {
        if self.shape == Shape::Lesson {
            let id = self.ids.id_of(&self.events[range.clone()]);
            if let Event::Start(Tag::Heading { level, .. }) = &self.events[range.start].0 {
                let text = plain_text(&self.events[range.clone()]);
                let text = typography::of_language(&text, self.language).into_owned();
                let level = self.shown_level(*level);
                self.rendered.outline.push(Heading { level, text, block: id.clone() });
            }
            self.rendered.blocks.push(id.clone());
            self.pending_id = Some(id);
        }
        self.span(range);
        self.pending_id = None;
    }

    /// Renders a range of events.
    pub(super) fn span(&mut self, range: Range<usize>) {
        let mut index = range.start;
        while index < range.end {
            index = self.step(index);
        }
    }

    pub(super) fn write(&mut self, html: &str) {
        self.output.push_str(html);
    }

    pub(super) fn problem(&mut self, index: usize, kind: MistakeKind) {
        let line = self.lines.line_at(self.events[index].1.start);
        self.rendered.problems.push(Problem { line, kind });
    }

    /// Remembers a media file that is shown.
    pub(super) fn uses(&mut self, index: usize, name: &str, kind: crate::model::MediaKind) {
        let line = self.lines.line_at(self.events[index].1.start);
        self.rendered.media.push(MediaUse { name: name.to_owned(), kind, line });
    }

    /// Opens an element that may be the first of its block. The attributes begin with a space.
    pub(super) fn element(&mut self, name: &str, attributes: &str) {
        let id = self.pending_id.take().map(|id| format!(" id=\"{id}\" data-block=\"{id}\"")).unwrap_or_default();
        self.write(&format!("<{name}{id}{attributes}>"));
    }

    /// Whether the images being rendered are figures of their own.
    pub(super) fn in_figure(&self) -> bool {
        matches!(self.paragraph, Paragraph::Figure | Paragraph::Figures)
    }

    /// Text with the typography of the language, escaped.
    pub(super) fn typeset(&self, text: &str) -> String {
        escape(&typography::of_language(text, self.language))
    }

    /// Renders one event, or an element that is read as a whole, and gives the index of what follows.
    fn step(&mut self, index: usize) -> usize {
        let events = self.events;
        match &events[index].0 {
            Event::Start(tag) => return self.start(tag, index),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text, index),
            Event::Code(code) => {
                self.count_words(code);
                self.write(&format!("<code>{}</code>", escape(code)));
            }
            Event::InlineMath(latex) => self.formula(latex, Placement::Inline, index),
            Event::DisplayMath(latex) => self.formula(latex, Placement::Display, index),
            Event::Html(html) => self.write(&escape(html)),
            Event::InlineHtml(html) => {
                self.raw_html(html, index);
                self.write(&escape(html));
            }
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::SoftBreak => self.output.push('\n'),
            Event::HardBreak => self.write("<br>\n"),
            Event::Rule => self.element("hr", ""),
            Event::TaskListMarker(_) => {}
        }
        index + 1
    }

    fn start(&mut self, tag: &Tag<'source>, index: usize) -> usize {
        match tag {
            Tag::Paragraph => self.start_paragraph(index),
            Tag::Heading { level, .. } => {
                if self.shape == Shape::Lesson && *level == HeadingLevel::H1 {
                    self.problem(index, MistakeKind::SecondTitle);
                }
                self.element(&format!("h{}", self.shown_level(*level)), "");
            }
            Tag::BlockQuote(_) => self.element("blockquote", ""),
            Tag::CodeBlock(_) => {
                self.in_code = true;
                // A wide block scrolls, so it must be reachable by keyboard.
                self.element("pre", " tabindex=\"0\"");
                self.write("<code>");
            }
            Tag::HtmlBlock => self.start_html_block(index),
            Tag::List(None) => self.element("ul", ""),
            Tag::List(Some(1)) => self.element("ol", ""),
            Tag::List(Some(first)) => self.element("ol", &format!(" start=\"{first}\"")),
            Tag::Item => self.element("li", ""),
            Tag::FootnoteDefinition(_) => return matching_end(self.events, index) + 1,
            Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => {
                self.start_table_part(tag, index);
            }
            Tag::Emphasis => self.write("<em>"),
            Tag::Strong => self.write("<strong>"),
            Tag::Link { dest_url, link_type, .. } => self.start_link(dest_url, *link_type, index),
            Tag::Image { dest_url, title, .. } => return self.image(dest_url, title, index),
            // The other elements belong to extensions that are not switched on.
            _ => {}
        }
        index + 1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => self.write(&format!("</h{}>\n", self.shown_level(level))),
            TagEnd::BlockQuote(_) => self.write("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.write("</code></pre>\n");
            }
            TagEnd::HtmlBlock => self.write("</p>\n"),
            TagEnd::List(true) => self.write("</ol>\n"),
            TagEnd::List(false) => self.write("</ul>\n"),
            TagEnd::Item => self.write("</li>\n"),
            TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => {
                self.end_table_part(tag);
            }
            TagEnd::Emphasis => self.write("</em>"),
            TagEnd::Strong => self.write("</strong>"),
            TagEnd::Link if self.link_is_written => self.write("</a>"),
            _ => {}
        }
    }

    /// The page's own title is the only one of level one, and a fragment stands under a title of level two.
    fn shown_level(&self, level: HeadingLevel) -> u8 {
        let least = if self.shape == Shape::Lesson { 2 } else { 3 };
        (level as u8).max(least)
    }

    fn start_paragraph(&mut self, index: usize) {
        let inside = &self.events[index + 1..matching_end(self.events, index)];
        self.paragraph = paragraph_of(inside);
        match self.paragraph {
            Paragraph::Prose => self.element("p", ""),
            Paragraph::Figure => {}
            Paragraph::Figures => self.element("div", " class=\"figures\""),
            Paragraph::Formula => self.element("div", " class=\"math-scroll\" tabindex=\"0\""),
        }
    }

    fn end_paragraph(&mut self) {
        self.write(match self.paragraph {
            Paragraph::Prose => "</p>\n",
            Paragraph::Figure => "\n",
            Paragraph::Figures | Paragraph::Formula => "</div>\n",
        });
        self.paragraph = Paragraph::Prose;
    }
}

fn paragraph_of(inside: &[EventAt<'_>]) -> Paragraph {
    let mut images = 0_usize;
    let mut formulas = 0_usize;
    let mut index = 0;
    while index < inside.len() {
        match &inside[index].0 {
            Event::Start(Tag::Image { .. }) => {
                images += 1;
                index = matching_end(inside, index);
            }
            Event::DisplayMath(_) => formulas += 1,
            Event::SoftBreak | Event::HardBreak => {}
            Event::Text(text) if text.trim().is_empty() => {}
            _ => return Paragraph::Prose,
        }
        index += 1;
    }
    match (images, formulas) {
        (1, 0) => Paragraph::Figure,
        (2.., 0) => Paragraph::Figures,
        (0, 1..) => Paragraph::Formula,
        _ => Paragraph::Prose,
    }
}
