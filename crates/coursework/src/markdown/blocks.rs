//! Top-level blocks and the ids by which a learner's place is remembered.
//!
//! The id of a block comes from its own words and nothing else: adding, moving or removing other blocks leaves it as it
//! was, and so does a change of typography, since it is the text as written that is hashed.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{EventAt, matching_end};
use crate::hash::eight_digits;

/// The ranges of events that make up each top-level block; footnote definitions are no blocks, they are shown at the end.
pub(super) fn top_level(events: &[EventAt<'_>]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < events.len() {
        let end = matching_end(events, start) + 1;
        if !matches!(events[start].0, Event::Start(Tag::FootnoteDefinition(_))) {
            ranges.push(start..end);
        }
        start = end;
    }
    ranges
}

/// Gives ids, and a suffix to a text that comes again.
#[derive(Debug, Default)]
pub(super) struct BlockIds {
    seen: HashMap<String, u32>,
}

impl BlockIds {
    pub(super) fn id_of(&mut self, block: &[EventAt<'_>]) -> String {
        let digits = eight_digits(&words_of(block));
        let count = self.seen.entry(digits.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { format!("b-{digits}") } else { format!("b-{digits}-{count}") }
    }
}

/// The words of a block as written, with the addresses of its images, each separated by one space.
fn words_of(block: &[EventAt<'_>]) -> String {
    let mut written = String::new();
    for (event, _) in block {
        match event {
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::Start(Tag::Image { dest_url: text, .. }) => written.push_str(text),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => written.push(' '),
            _ => {}
        }
    }
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}
