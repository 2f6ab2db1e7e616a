//! Writing what is taught: the sources of programmes, their drafts and versions.
//!
//! What learners read is made from a version of a programme's files. Whoever writes changes a draft, step by step, and publishes
//! it as the next version; until then nobody else sees anything of it.

mod archive;
mod arranging;
mod begin;
mod comparison;
mod draft;
mod export;
mod files;
mod media;
mod names;
mod preview;
mod publication;
mod record;
mod saving;
mod steps;
mod versions;
mod workshop;

pub use archive::take_archive;
pub use arranging::{Arrangement, arrange};
pub use begin::{NewProgramme, begin};
pub use comparison::{Compared, FileDifference, Side, compare};
pub use export::{Archive, archive, export_folder};
pub(crate) use files::keep_files;
pub use files::{Files, Kept};
pub use media::{Arrived, MediaLine, Upload, UploadRefused, media, medium_type, take_upload};
pub use preview::{Preview, file_mistakes, preview, question_count};
pub use publication::{Published, Review, publish, review};
pub(crate) use record::{By, record};
pub use saving::{Saved, Saving, save};
pub use steps::{discard, redo, undo};
pub use versions::{Rebased, VersionLine, rebase, restore, versions};
pub use workshop::{DraftState, ProgrammeLine, StepLine, Workshop, programmes, workshop};
