//! What the database keeps of a folder, as JSON beside the HTML.

use coursework::{Competence, Heading, MediaKind, Programme, Question, QuestionKind, Resource, ResourceBody, markdown};
use serde::{Deserialize, Serialize};

use super::ResourceKind;
use crate::Error;

/// Words a minute that an adult reads of a text to be learned from; slower than a novel.
const WORDS_A_MINUTE: u32 = 180;
const MINUTES_A_QUESTION: u32 = 2;

/// What the catalogue page tells of a programme.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProgrammeDetail {
    /// For whom.
    pub audience: String,
    /// What one should know before.
    pub prerequisites: String,
    /// What one can do after.
    pub objectives: Vec<String>,
    /// EntreComp competences.
    pub competences: Vec<Competence>,
    /// The day at which the figures of law and tax were checked, ISO 8601.
    pub updated_on: String,
}

/// What is known of a lesson besides its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LessonFacts {
    /// Its headings.
    pub outline: Vec<Heading>,
    /// The identifiers of its blocks, in order.
    pub blocks: Vec<String>,
    /// Its audio and video files, by the key that a position is kept under.
    pub media: Vec<String>,
}

/// A resource as its row holds it.
pub(crate) struct ResourceRow {
    pub(crate) kind: ResourceKind,
    pub(crate) minutes: u32,
    pub(crate) html: String,
    pub(crate) content: String,
}

impl ProgrammeDetail {
    pub(crate) fn of(programme: &Programme) -> Self {
        Self {
            audience: programme.audience.clone(),
            prerequisites: programme.prerequisites.clone(),
            objectives: programme.objectives.clone(),
            competences: programme.competences.clone(),
            updated_on: programme.updated_on.clone(),
        }
    }
}

/// The row of a resource, every media name replaced by its address.
pub(crate) fn row(resource: &Resource, address_of: &dyn Fn(&str) -> String) -> Result<ResourceRow, Error> {
    let html = |text: &str| markdown::with_media(text, address_of);
    match &resource.body {
        ResourceBody::Lesson(lesson) => {
            let played = |kind| matches!(kind, MediaKind::Audio | MediaKind::Video);
            let media = lesson.media.iter().filter(|file| played(file.kind)).map(|file| file.name.clone()).collect();
            let facts = LessonFacts { outline: lesson.outline.clone(), blocks: lesson.blocks.clone(), media };
            Ok(ResourceRow {
                kind: ResourceKind::Lesson,
                minutes: lesson.word_count / WORDS_A_MINUTE + 1,
                html: html(&lesson.html),
                content: serde_json::to_string(&facts)?,
            })
        }
        ResourceBody::Exercise(exercise) => {
            let mut exercise = exercise.clone();
            exercise.questions.iter_mut().for_each(|question| address(question, &html));
            Ok(ResourceRow {
                kind: ResourceKind::Exercise,
                minutes: exercise.questions.len() as u32 * MINUTES_A_QUESTION,
                html: html(&exercise.introduction_html),
                content: serde_json::to_string(&exercise)?,
            })
        }
        ResourceBody::Assessment(assessment) => {
            let mut assessment = assessment.clone();
            assessment.questions.iter_mut().for_each(|question| address(question, &html));
            let usual = u32::from(assessment.draw) * MINUTES_A_QUESTION;
            Ok(ResourceRow {
                kind: ResourceKind::Assessment,
                minutes: assessment.time_limit_minutes.map_or(usual, u32::from),
                html: html(&assessment.introduction_html),
                content: serde_json::to_string(&assessment)?,
            })
        }
    }
}

fn address(question: &mut Question, html: &dyn Fn(&str) -> String) {
    question.prompt_html = html(&question.prompt_html);
    question.explanation_html = html(&question.explanation_html);
    question.hint_html = question.hint_html.as_deref().map(html);
    if let QuestionKind::Choice { options } | QuestionKind::Choices { options } = &mut question.kind {
        for option in options {
            option.text_html = html(&option.text_html);
            option.feedback_html = option.feedback_html.as_deref().map(html);
        }
    }
}
