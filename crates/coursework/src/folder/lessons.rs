//! A lesson: its title on the first line, then Markdown.

use std::path::Path;

use super::modules::ModuleReader;
use crate::markdown::{self, MediaUse, Shape};
use crate::mistake::MistakeKind;
use crate::model::Lesson;
use crate::typography;

impl ModuleReader<'_> {
    /// The title and the lesson.
    pub(super) fn lesson(&self, folder: &Path, path: &Path, text: &str) -> (String, Lesson) {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let is_title = first.starts_with("# ");
        if !is_title {
            self.report.add(path, Some(1), MistakeKind::MissingTitle);
        }
        let (body, lines_before) = if is_title { (rest, 1) } else { (text, 0) };
        let title = if is_title { markdown::plain_line(first) } else { String::new() };
        if is_title && title.trim().is_empty() {
            self.report.add(path, Some(1), MistakeKind::MissingTitle);
        }
        if body.trim().is_empty() {
            self.report.add(path, None, MistakeKind::EmptyLesson);
        }
        let rendered = markdown::render(body, self.language, Shape::Lesson);
        for problem in rendered.problems {
            self.report.add(path, Some(problem.line + lines_before), problem.kind);
        }
        let uses = rendered.media.into_iter().map(|medium| MediaUse { line: medium.line + lines_before, ..medium });
        let lesson = Lesson {
            html: rendered.html,
            outline: rendered.outline,
            word_count: rendered.word_count,
            blocks: rendered.blocks,
            media: self.media(folder, path, uses.collect()),
        };
        (typography::of_language(title.trim(), self.language).into_owned(), lesson)
    }
}
