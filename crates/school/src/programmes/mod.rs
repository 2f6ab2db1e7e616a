//! Programmes: what is taught, imported from folders.

mod catalogue;
mod content;
mod forecast;
mod import;
mod media;
mod place;
mod surroundings;

pub use catalogue::{CatalogueEntry, ModuleOutline, ProgrammePage, ResourceOutline, catalogue, media_type, programme};
pub(crate) use content::row;
pub use content::{LessonFacts, ProgrammeDetail};
pub use forecast::Forecast;
pub(crate) use forecast::forecast;
pub use import::{ImportReport, Imported, MediaByPath, import, import_folder};
pub use media::StoredMedia;
pub(crate) use media::store_folder;
pub(crate) use place::place;
pub use surroundings::{Neighbour, Surroundings};

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

/// The three kinds of resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// Something to read, watch or listen to.
    Lesson,
    /// Questions answered one by one.
    Exercise,
    /// Questions marked at the end.
    Assessment,
}

impl ResourceKind {
    /// The code kept in the database and used in words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Exercise => "exercise",
            Self::Assessment => "assessment",
        }
    }

    /// The kind of a code; a lesson for anything unknown, which the schema does not hold.
    pub(crate) fn from_code(code: &str) -> Self {
        match code {
            "exercise" => Self::Exercise,
            "assessment" => Self::Assessment,
            _ => Self::Lesson,
        }
    }
}
