//! Tables, in a region that scrolls on its own and has a name.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::render::Renderer;
use super::{escape, matching_end, plain_text};
use crate::model::Language;
use crate::typography;

/// Where the renderer stands in a table.
#[derive(Debug, Default)]
pub(super) struct TableState {
    alignments: Vec<Alignment>,
    in_head: bool,
    column: usize,
}

impl<'source> Renderer<'source> {
    pub(super) fn start_table_part(&mut self, tag: &Tag<'source>, index: usize) {
        match tag {
            Tag::Table(alignments) => {
                self.table = TableState { alignments: alignments.clone(), in_head: false, column: 0 };
                let label = escape(&self.table_label(index));
                let attributes =
                    format!(" class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"");
                self.element("div", &attributes);
                self.write("<table>\n");
            }
            Tag::TableHead => {
                self.table.in_head = true;
                self.start_row("<thead><tr>");
            }
            Tag::TableRow => self.start_row("<tr>"),
            _ => self.start_cell(),
        }
    }

    pub(super) fn end_table_part(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Table => self.write("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.write("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.write("</tr>\n"),
            _ => self.write(if self.table.in_head { "</th>" } else { "</td>" }),
        }
    }

    fn start_row(&mut self, opening: &str) {
        self.table.column = 0;
        self.write(opening);
    }

    fn start_cell(&mut self) {
        // Alignment is a class: the pages forbid styles in attributes.
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.table.column += 1;
        let opening = if self.table.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
        self.write(&opening);
    }

    /// A region needs a name that tells it from the other regions of the page: that of its columns.
    fn table_label(&self, index: usize) -> String {
        let events = self.events;
        let mut columns = Vec::new();
        for cell in index + 1..matching_end(events, index + 1) {
            if matches!(events[cell].0, Event::Start(Tag::TableCell)) {
                columns.push(plain_text(&events[cell..matching_end(events, cell)]));
            }
        }
        columns.retain(|column| !column.trim().is_empty());
        let label = match self.language {
            Language::Fr => format!("Tableau : {}", columns.join(", ")),
            Language::En => format!("Table: {}", columns.join(", ")),
        };
        typography::of_language(&label, self.language).into_owned()
    }
}
