//! Editing a programme's files: what stands where, forms over TOML that keep comments and order, and what differs.
//!
//! Everything here takes texts and paths and gives texts and paths. A draft may hold mistakes, so nothing here refuses a file
//! for being wrong: reading it ([`crate::read_sources`]) tells what is, and [`field_of`] in which field.

mod arrange;
mod difference;
mod edit;
mod form;
mod lists;
mod outline;
mod paper;
mod paths;
mod places;
mod shape;
mod skeleton;
mod text;
mod typed;
mod values;

pub use arrange::{Direction, Moves, NameTaken, copied, moved, new_path, renamed};
pub use difference::{Passage, Piece, passages};
pub use edit::{Edit, shape_of};
pub use outline::{ModuleOutline, Outline, ResourceOutline, outline, title_of};
pub use paper::{Paper, QuestionLine, Unreadable};
pub use paths::{FileKind, counterpart, identity, media_name, slug_of};
pub use places::field_of;
pub use shape::{
    ASSESSMENT, EXERCISE, Field, FieldKind, MODULE, PROGRAMME, QUESTION_KINDS, Rows, Shape, question_shape,
};
pub use skeleton::{assessment, exercise, lesson, module, programme, renamed_title};
pub use text::{as_edited, as_file};
pub use typed::Typed;
