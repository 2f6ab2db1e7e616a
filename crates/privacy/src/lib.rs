//! The data map: what is held about people, why, for how long and who may see it, read from `privacy/*.toml`.
//!
//! The files are written for a privacy officer and compiled into the program. [`DataMap::load`] reads them, follows every
//! reference and answers the first mistake with its file and line; [`DataMap::differences`] holds the map against a live schema.
//! This crate learns about tables from the map only: adding one changes nothing here.

mod category;
mod difference;
mod map;
mod purpose;
mod read;
mod resolve;
mod table;
mod words;

pub use category::{Category, CountedFrom, Kept};
pub use difference::Difference;
pub use map::{DataMap, Texts};
pub use purpose::{Basis, Purpose, Role};
pub use table::{Column, Concern, Disposal, Handling, PersonLink, Protection, Source, Table};
pub use words::{Language, Words};

/// A mistake in the data map.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct Error {
    /// The file, from the checkout.
    pub file: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}
