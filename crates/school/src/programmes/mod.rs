//! Programmes: what is taught, imported from folders, and how it is shown before anybody enrols.

mod catalogue;
mod content;
mod files;
mod import;
mod media;
mod page;
mod rows;

pub use catalogue::{CatalogueEntry, catalogue};
pub use content::{AssessmentContent, Content, ExerciseContent, LessonContent, ProgrammeDetail, ResourceKind};
pub use files::{StoredMedia, import_folder, store_file};
pub use import::{ImportReport, import};
pub use media::{MediaEntry, media_files};
pub use page::{ModuleEntry, ProgrammePage, ResourceEntry, programme};

pub(crate) use content::read_json;

database::identifier! {
    /// A programme.
    ProgrammeId
}

database::identifier! {
    /// A module of a programme.
    ModuleId
}

database::identifier! {
    /// A lesson, an exercise or an assessment.
    ResourceId
}

/// The address of a resource: the slugs of its programme, of its module and its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourcePath<'a> {
    /// The programme's slug.
    pub programme: &'a str,
    /// The module's slug.
    pub module: &'a str,
    /// The resource's slug.
    pub resource: &'a str,
}
