//! Markdown to HTML that is safe to show.
//!
//! CommonMark with tables, footnotes and math. Raw HTML is never passed on: it is a mistake in a folder and shown as text
//! otherwise. What is rendered is then sanitised all the same, so that a fault in one place is not a hole.

mod blocks;
mod footnotes;
mod inline;
mod links;
mod math;
mod media;
mod placeholders;
mod plain;
mod render;
mod sanitise;
mod tables;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, TextMergeWithOffset};

pub use placeholders::with_media;
pub use plain::plain;

use crate::lines::LineStarts;
use crate::mistake::MistakeKind;
use crate::model::{Heading, Language, MediaKind};

/// Renders a short text (prompt, explanation, introduction) on its own.
///
/// Whatever is wrong in it is left out or shown as text. The blocks have no id, headings begin at level three, and
/// footnotes have ids of their own, so several fragments can stand on one page.
pub fn fragment(source: &str, language: Language) -> String {
    render(source, language, Shape::Fragment).html
}

/// How deep elements may stand in one another.
const DEEPEST: usize = 40;

/// What the HTML is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The body of a lesson, without its title: every top-level block has an id.
    Lesson,
    /// A text that stands among others on its page.
    Fragment,
}

/// A text once rendered, and what was found on the way.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Rendered {
    pub(crate) html: String,
    pub(crate) outline: Vec<Heading>,
    pub(crate) blocks: Vec<String>,
    pub(crate) word_count: u32,
    pub(crate) media: Vec<MediaUse>,
    pub(crate) problems: Vec<Problem>,
}

/// A media file that a text shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MediaUse {
    pub(crate) name: String,
    pub(crate) kind: MediaKind,
    pub(crate) line: u32,
}

/// Something wrong in a text, with its line in that text, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) line: u32,
    pub(crate) kind: MistakeKind,
}

pub(crate) fn render(source: &str, language: Language, shape: Shape) -> Rendered {
    let events = events_of(source);
    match first_too_deep(&events) {
        None => render::render_events(source, &events, language, shape),
        Some(offset) => {
            let line = LineStarts::new(source).line_at(offset);
            Rendered {
                html: format!("<p>{}</p>\n", escape(source)),
                problems: vec![Problem { line, kind: MistakeKind::TooDeep { limit: DEEPEST } }],
                ..Rendered::default()
            }
        }
    }
}

/// The plain text of a line of Markdown, such as a title.
pub(crate) fn plain_line(source: &str) -> String {
    plain_text(&events_of(source))
}

/// Takes away the paragraph around a text that is only one paragraph, so that it fits where phrasing content is asked.
pub(crate) fn without_single_paragraph(html: &str) -> &str {
    match html.trim().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")) {
        Some(inside) if !inside.contains("<p>") => inside,
        _ => html.trim(),
    }
}

/// The name of the captions that stand beside an audio or a video.
pub fn captions_name(media_name: &str) -> String {
    media::captions_name(media_name)
}

/// The content type of a media file, from the suffix of its name.
pub fn content_type(media_name: &str) -> &'static str {
    media::content_type(media_name)
}

/// Where elements first stand deeper in one another than anyone could read. Parsing HTML takes a time that grows with
/// the square of the depth, so a small file could keep a processor busy for minutes.
fn first_too_deep(events: &[EventAt<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    for (event, range) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(range.start);
        }
    }
    None
}

type EventAt<'source> = (Event<'source>, Range<usize>);

fn events_of(source: &str) -> Vec<EventAt<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_MATH;
    // Adjacent texts are merged because typography looks at what stands on both sides of a character.
    TextMergeWithOffset::new(Parser::new_ext(source, options).into_offset_iter()).collect()
}

fn plain_text(events: &[EventAt<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(piece) | Event::Code(piece) | Event::InlineMath(piece) | Event::DisplayMath(piece) => {
                text.push_str(piece);
            }
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Where the element that starts at this index ends.
fn matching_end(events: &[EventAt<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    events.len().saturating_sub(1)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
