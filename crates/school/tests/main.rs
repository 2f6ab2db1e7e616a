//! The school's stories, each on an empty SQLite school with a clock that the test moves.

mod attempts;
mod certificates;
mod drafts;
mod import;
mod programme;
mod sources;
mod support;
mod time;
