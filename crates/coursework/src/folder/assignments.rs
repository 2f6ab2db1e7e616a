//! Exercises and assessments.

use std::path::Path;

use super::modules::ModuleReader;
use super::questions::questions;
use super::toml_file::TomlFile;
use crate::mistake::MistakeKind;
use crate::model::{Assessment, Exercise};
use crate::question::QuestionKind;

impl ModuleReader<'_> {
    /// The title and the exercise, or nothing when the file is not TOML.
    pub(super) fn exercise(&self, folder: &Path, path: &Path, text: &str) -> Option<(String, Exercise)> {
        let file = TomlFile::parse(path, text, self.report)?;
        file.set_language(self.language);
        let mut fields = file.root();
        let title = fields.text("title");
        let introduction_html = fields.optional_markdown("introduction").unwrap_or_default().html;
        let questions = questions(&mut fields).into_iter().map(|(question, _)| question).collect();
        fields.finish();
        let media = self.media(folder, path, file.media_uses());
        Some((title, Exercise { introduction_html, questions, media }))
    }

    /// The title and the assessment, or nothing when the file is not TOML.
    pub(super) fn assessment(&self, folder: &Path, path: &Path, text: &str) -> Option<(String, Assessment)> {
        let file = TomlFile::parse(path, text, self.report)?;
        file.set_language(self.language);
        let mut fields = file.root();
        let title = fields.text("title");
        let mut assessment = Assessment {
            introduction_html: fields.optional_markdown("introduction").unwrap_or_default().html,
            draw: fields.whole("draw", 1..=500),
            attempts: fields.whole("attempts", 1..=100),
            pass_percent: fields.whole("pass_percent", 1..=100),
            time_limit_minutes: fields.optional_whole("time_limit_minutes", 1..=1_440),
            hours_between_attempts: fields.optional_whole("hours_between_attempts", 0..=8_760).unwrap_or(0),
            questions: Vec::new(),
            media: Vec::new(),
        };
        for (question, line) in questions(&mut fields) {
            if matches!(question.kind, QuestionKind::Essay { .. }) {
                file.tell(line, MistakeKind::EssayInAssessment);
            }
            assessment.questions.push(question);
        }
        let (draw, bank) = (u64::from(assessment.draw), assessment.questions.len() as u64);
        // An empty bank was reported as such.
        if bank > 0 && draw > bank {
            fields.tell_at("draw", MistakeKind::DrawLargerThanBank { draw, bank });
        }
        fields.finish();
        assessment.media = self.media(folder, path, file.media_uses());
        Some((title, assessment))
    }
}
