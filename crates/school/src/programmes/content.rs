//! What the rows hold as JSON: the detail of a programme, the content of a resource.

use coursework::{Assessment, Competence, Exercise, Heading, Lesson, MediaFile, MediaKind, Programme, Question};
use coursework::{ResourceBody, markdown};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Error;

/// Words read in a minute, on the careful side for a text that teaches.
const WORDS_A_MINUTE: u32 = 200;
/// Minutes that a question is expected to take.
const MINUTES_A_QUESTION: u32 = 2;

/// What a programme's page tells beyond its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeDetail {
    /// For whom it is.
    pub audience: String,
    /// What must be known before.
    pub prerequisites: String,
    /// What the learner will be able to do, one sentence each.
    pub objectives: Vec<String>,
    /// Competences worked on.
    pub competences: Vec<Competence>,
    /// The day at which the figures of law and tax were checked, ISO 8601.
    pub updated_on: String,
}

impl ProgrammeDetail {
    pub(super) fn of(programme: &Programme) -> Self {
        Self {
            audience: programme.audience.clone(),
            prerequisites: programme.prerequisites.clone(),
            objectives: programme.objectives.clone(),
            competences: programme.competences.clone(),
            updated_on: programme.updated_on.clone(),
        }
    }
}

/// The kind of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResourceKind {
    /// Something to read, watch or listen to.
    Lesson,
    /// Questions explained at once.
    Exercise,
    /// Questions marked at the end of the attempt.
    Assessment,
}

impl ResourceKind {
    /// The word in the database and in the keys of the interface's words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Exercise => "exercise",
            Self::Assessment => "assessment",
        }
    }

    pub(crate) fn from_code(code: &str) -> Result<Self, Error> {
        [Self::Lesson, Self::Exercise, Self::Assessment]
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or_else(|| Error::Other(format!("unknown kind of resource: {code}")))
    }
}

/// What a resource holds beside its HTML.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// Of a lesson.
    Lesson(LessonContent),
    /// Of an exercise.
    Exercise(ExerciseContent),
    /// Of an assessment.
    Assessment(AssessmentContent),
}

/// What a lesson holds beside its HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonContent {
    /// Headings in reading order.
    pub outline: Vec<Heading>,
    /// Ids of the blocks in reading order.
    pub blocks: Vec<String>,
    /// Words to read.
    pub word_count: u32,
    /// Keys of its audio and video, as `data-media-key` has them.
    pub media_keys: Vec<String>,
}

/// The questions of an exercise, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExerciseContent {
    /// Never empty.
    pub questions: Vec<Question>,
    /// Keys of its audio and video.
    pub media_keys: Vec<String>,
}

/// The rules of an assessment and its bank of questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssessmentContent {
    /// Questions drawn for each attempt.
    pub draw: u16,
    /// Attempts that a learner has.
    pub attempts: u16,
    /// Percentage of the points from which it is passed.
    pub pass_percent: u8,
    /// Minutes that an attempt may last.
    pub time_limit_minutes: Option<u16>,
    /// Hours between the end of an attempt and the start of the next.
    pub hours_between_attempts: u16,
    /// The bank.
    pub questions: Vec<Question>,
    /// Keys of its audio and video.
    pub media_keys: Vec<String>,
}

impl Content {
    /// The kind of the resource.
    pub const fn kind(&self) -> ResourceKind {
        match self {
            Self::Lesson(_) => ResourceKind::Lesson,
            Self::Exercise(_) => ResourceKind::Exercise,
            Self::Assessment(_) => ResourceKind::Assessment,
        }
    }

    /// Keys of its audio and video.
    pub fn media_keys(&self) -> &[String] {
        match self {
            Self::Lesson(lesson) => &lesson.media_keys,
            Self::Exercise(exercise) => &exercise.media_keys,
            Self::Assessment(assessment) => &assessment.media_keys,
        }
    }

    /// The ids of its blocks; none unless it is a lesson.
    pub fn blocks(&self) -> &[String] {
        match self {
            Self::Lesson(lesson) => &lesson.blocks,
            Self::Exercise(_) | Self::Assessment(_) => &[],
        }
    }

    /// How long it should take.
    pub(super) fn minutes(&self) -> u32 {
        match self {
            Self::Lesson(lesson) => lesson.word_count / WORDS_A_MINUTE + 1,
            Self::Exercise(exercise) => exercise.questions.len() as u32 * MINUTES_A_QUESTION,
            Self::Assessment(assessment) => u32::from(assessment.draw) * MINUTES_A_QUESTION,
        }
    }
}

/// The HTML of a resource's row and its content, every media address replaced by what `address_of` gives for its name.
pub(super) fn html_and_content(body: &ResourceBody, address_of: &dyn Fn(&str) -> String) -> (String, Content) {
    let media_keys = media_keys(body.media());
    match body {
        ResourceBody::Lesson(lesson) => (lesson.html_with_media(address_of), lesson_content(lesson, media_keys)),
        ResourceBody::Exercise(exercise) => exercise_content(exercise, media_keys, address_of),
        ResourceBody::Assessment(assessment) => assessment_content(assessment, media_keys, address_of),
    }
}

fn media_keys(media: &[MediaFile]) -> Vec<String> {
    let is_played = |file: &&MediaFile| matches!(file.kind, MediaKind::Audio | MediaKind::Video);
    media.iter().filter(is_played).map(|file| file.name.clone()).collect()
}

fn lesson_content(lesson: &Lesson, media_keys: Vec<String>) -> Content {
    Content::Lesson(LessonContent {
        outline: lesson.outline.clone(),
        blocks: lesson.blocks.clone(),
        word_count: lesson.word_count,
        media_keys,
    })
}

fn exercise_content(
    exercise: &Exercise,
    media_keys: Vec<String>,
    address_of: &dyn Fn(&str) -> String,
) -> (String, Content) {
    let questions = exercise.questions.iter().map(|question| with_addresses(question, address_of)).collect();
    let html = markdown::with_media(&exercise.introduction_html, address_of);
    (html, Content::Exercise(ExerciseContent { questions, media_keys }))
}

fn assessment_content(
    assessment: &Assessment,
    media_keys: Vec<String>,
    address_of: &dyn Fn(&str) -> String,
) -> (String, Content) {
    let content = AssessmentContent {
        draw: assessment.draw,
        attempts: assessment.attempts,
        pass_percent: assessment.pass_percent,
        time_limit_minutes: assessment.time_limit_minutes,
        hours_between_attempts: assessment.hours_between_attempts,
        questions: assessment.questions.iter().map(|question| with_addresses(question, address_of)).collect(),
        media_keys,
    };
    (markdown::with_media(&assessment.introduction_html, address_of), Content::Assessment(content))
}

fn with_addresses(question: &Question, address_of: &dyn Fn(&str) -> String) -> Question {
    let replaced = |html: &str| markdown::with_media(html, address_of);
    let mut question = question.clone();
    question.prompt_html = replaced(&question.prompt_html);
    question.explanation_html = replaced(&question.explanation_html);
    question.hint_html = question.hint_html.as_deref().map(replaced);
    if let coursework::QuestionKind::Choice { options } | coursework::QuestionKind::Choices { options } =
        &mut question.kind
    {
        for option in options {
            option.text_html = replaced(&option.text_html);
            option.feedback_html = option.feedback_html.as_deref().map(replaced);
        }
    }
    question
}

/// Reads a JSON column.
pub(crate) fn read_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    Ok(serde_json::from_str(text)?)
}
