//! The shapes of a programme once its folder has been read and found right.
//!
//! Every plain text in these shapes already carries the typography of its language, and every `…_html` has been
//! sanitised: a template may write the former escaped and the latter as it stands.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::competence::Competence;
use crate::markdown;
use crate::question::Question;

/// The language a programme is written in; it decides the typography and the words of accessible labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French, written `fr`.
    Fr,
    /// English, written `en`.
    En,
}

impl Language {
    /// The code of the language in BCP 47, as `lang` attributes and `programme.toml` write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The name of the language in itself, shown in the menu of captions.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
        }
    }
}

/// A whole programme, modules in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Programme {
    /// Name of the folder and address of the programme.
    pub slug: String,
    /// Title, plain text.
    pub title: String,
    /// One or two sentences for the catalogue, plain text.
    pub summary: String,
    /// Language of every text of the programme.
    pub language: Language,
    /// Price in euro cents, VAT included; 0 is free.
    pub price_cents: u32,
    /// Expected duration in hours.
    pub hours: u16,
    /// Date at which the figures of law and tax were checked, `YYYY-MM-DD`, a day that exists.
    pub updated_on: String,
    /// For whom the programme is, plain text.
    pub audience: String,
    /// What must be known before, plain text.
    pub prerequisites: String,
    /// What the learner will be able to do, one plain sentence each.
    pub objectives: Vec<String>,
    /// `EntreComp` competences worked on.
    pub competences: Vec<Competence>,
    /// Rule of the certificate; a programme without it gives none.
    pub certificate: Option<CertificateRule>,
    /// Modules, in the order of their folder names.
    pub modules: Vec<Module>,
}

/// When the certificate of a programme is earned: every module completed, and this score reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateRule {
    /// Least mean, in percent, of the best attempts of the assessments.
    pub minimum_score_percent: u8,
}

/// Whether a module teaches the trade or the steering of the enterprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// Tools, law, accounts.
    Technical,
    /// Market, model, decisions.
    Strategic,
}

/// A module: a folder of resources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Module {
    /// Address inside the programme, the folder's name without its order number.
    pub slug: String,
    /// Title, plain text.
    pub title: String,
    /// What the module brings, plain text.
    pub summary: String,
    /// Technical or strategic.
    pub dimension: Dimension,
    /// `EntreComp` competences worked on.
    pub competences: Vec<Competence>,
    /// Days after enrolment at which the module should be done.
    pub deadline_days: Option<u16>,
    /// Slug of the partner who brings the module.
    pub partner: Option<String>,
    /// Resources, in the order of their file names; never empty.
    pub resources: Vec<Resource>,
}

/// One lesson, exercise or assessment of a module.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Address inside the module, the file's name without order number and suffix.
    pub slug: String,
    /// Title, plain text.
    pub title: String,
    /// What it holds.
    pub body: ResourceBody,
}

/// The three kinds of resources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ResourceBody {
    /// Something to read, watch or listen to.
    Lesson(Lesson),
    /// Questions answered one by one, explained at once, retried at will.
    Exercise(Exercise),
    /// Questions drawn from a bank, marked at the end of the attempt.
    Assessment(Assessment),
}

impl ResourceBody {
    /// The media files the resource shows, captions included, each once.
    pub fn media(&self) -> &[MediaFile] {
        match self {
            Self::Lesson(lesson) => &lesson.media,
            Self::Exercise(exercise) => &exercise.media,
            Self::Assessment(assessment) => &assessment.media,
        }
    }

    /// The questions of an exercise or the bank of an assessment; none for a lesson.
    pub fn questions(&self) -> &[Question] {
        match self {
            Self::Lesson(_) => &[],
            Self::Exercise(exercise) => &exercise.questions,
            Self::Assessment(assessment) => &assessment.questions,
        }
    }
}

/// A lesson, rendered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    /// Sanitised HTML; media addresses are still `media:NAME`, see [`Lesson::html_with_media`].
    pub html: String,
    /// Headings in reading order, for the table of contents.
    pub outline: Vec<Heading>,
    /// Words to read, notes included, from which a reading time is told.
    pub word_count: u32,
    /// Ids of the top-level blocks in order (`b-` and eight hexadecimal digits, `-2` and so on when a text comes again).
    pub blocks: Vec<String>,
    /// Media files shown, captions included, each once.
    pub media: Vec<MediaFile>,
}

impl Lesson {
    /// The HTML with every `media:NAME` address replaced by what `address_of` gives for `NAME`.
    ///
    /// `NAME` is [`MediaFile::name`]. The address is escaped here and must not be already.
    pub fn html_with_media(&self, address_of: impl Fn(&str) -> String) -> String {
        markdown::with_media(&self.html, address_of)
    }
}

/// A heading of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 2 for a section, 3 for a sub-section, down to 6.
    pub level: u8,
    /// Plain text.
    pub text: String,
    /// Id of the heading's block, the target of a link to it.
    pub block: String,
}

/// A file that stands beside the lessons of a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFile {
    /// Path below the module's `media` folder, the `NAME` of `media:NAME`; unique in the module only.
    pub name: String,
    /// Path from the programme folder.
    pub path_in_folder: PathBuf,
    /// What the file is.
    pub kind: MediaKind,
    /// Size in bytes, at most 512 MiB.
    pub size_bytes: u64,
}

impl MediaFile {
    /// The content type to serve the file with.
    pub fn content_type(&self) -> &'static str {
        markdown::content_type(&self.name)
    }
}

/// Kinds of media files, told from the suffix of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// `.svg`, `.png`, `.jpg`, `.jpeg`, `.webp`, `.avif` or `.gif`.
    Image,
    /// `.ogg`, `.mp3`, `.opus` or `.m4a`.
    Audio,
    /// `.webm` or `.mp4`.
    Video,
    /// `.vtt`, the captions of an audio or a video.
    Captions,
}

/// An exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exercise {
    /// Introduction in HTML, possibly empty.
    pub introduction_html: String,
    /// Questions in order; never empty.
    pub questions: Vec<Question>,
    /// Media files shown in the introduction and the questions.
    pub media: Vec<MediaFile>,
}

/// An assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// Introduction in HTML, possibly empty.
    pub introduction_html: String,
    /// Questions drawn from the bank for each attempt; at least one, at most the size of the bank.
    pub draw: u16,
    /// Attempts a learner has.
    pub attempts: u16,
    /// Score, in percent, from which the assessment is passed.
    pub pass_percent: u8,
    /// Minutes an attempt may last.
    pub time_limit_minutes: Option<u16>,
    /// Hours to wait between two attempts; 0 is none.
    pub hours_between_attempts: u16,
    /// The bank, in the order of the file; no essay among them.
    pub questions: Vec<Question>,
    /// Media files shown in the introduction and the questions.
    pub media: Vec<MediaFile>,
}
