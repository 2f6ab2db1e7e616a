//! What is taught: programmes, modules, lessons, exercises and assessments, and how an answer is marked.
//!
//! The crate reads a programme folder (`content/README.md` describes the format), reports every mistake in it, and turns
//! its Markdown into HTML that is safe to show. It knows no database, no clock, no HTTP and draws no random number: what it
//! gives depends on what it is given, so the same folder always yields the same programme.

mod answer;
mod comparison;
mod competence;
pub mod editing;
mod folder;
mod hash;
mod lines;
pub mod markdown;
mod marking;
mod mistake;
mod model;
pub mod number;
mod question;
mod sample;
mod shuffle;
pub mod typography;

pub use answer::Answer;
pub use competence::{Competence, UnknownCompetence};
pub use folder::{
    MEDIA_LIMIT, Source, Sources, folder_sources, is_slug, read_folder, read_folder_as, read_leniently, read_sources,
};
pub use marking::{Marking, PartVerdict, Verdict, grade, mark, unanswered};
pub use mistake::{Mistake, MistakeKind};
pub use model::{
    Assessment, CertificateRule, Dimension, Exercise, Heading, Language, Lesson, MediaFile, MediaKind, Module,
    Programme, Resource, ResourceBody,
};
pub use question::{Criterion, FillPart, Pair, Question, QuestionKind, QuestionOption};
pub use sample::sample_answer;
pub use shuffle::shuffle_order;
