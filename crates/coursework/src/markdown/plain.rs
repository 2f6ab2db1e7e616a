//! Markdown as text to be read as it is, in a letter's text part.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text without its marks: paragraphs apart, list entries behind a dash or their number, a link's address behind its words.
pub fn plain(source: &str) -> String {
    let mut writer = Writer::default();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        writer.take(event);
    }
    writer.text.trim().to_owned()
}

#[derive(Default)]
struct Writer {
    text: String,
    /// The next number of each list that is open; none for dashes.
    lists: Vec<Option<u64>>,
    /// The address of the link that is open, and where its words begin.
    link: Option<(String, usize)>,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.text.push_str("\n* * *\n\n"),
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => self.lists.push(first),
            Tag::Item => {
                let depth = self.lists.len().saturating_sub(1);
                self.line();
                self.text.push_str(&"  ".repeat(depth));
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.text.extend([number.to_string().as_str(), ". "]);
                        *number += 1;
                    }
                    _ => self.text.push_str("- "),
                }
            }
            Tag::BlockQuote(_) => self.text.push_str("> "),
            Tag::Link { dest_url, .. } => self.link = Some((dest_url.into_string(), self.text.len())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table => self.text.push_str("\n\n"),
            TagEnd::TableCell => self.text.push_str("  "),
            TagEnd::TableRow | TagEnd::TableHead => self.line(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.text.push_str(if self.lists.is_empty() { "\n\n" } else { "" });
            }
            TagEnd::Link => {
                if let Some((address, words)) = self.link.take()
                    && self.text.get(words..).is_some_and(|words| words != address)
                {
                    self.text.extend([" (", &address, ")"]);
                }
            }
            _ => {}
        }
    }

    /// Ends the line, if there is something on it.
    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
