//! The privacy engine: what the school holds about people, declared as data that a privacy officer can read (`privacy/*.toml`)
//! and held against the live schema. It knows no noun of the school: it learns about tables from the declarations alone.

mod differences;
mod map;

pub use differences::Difference;
pub use map::{
    Basis, Category, Column, CountedFrom, DataMap, Disposal, Kept, Protection, Purpose, Source, Table, Words,
};

/// What can be wrong with the declarations.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read as what it should hold; names the file and the line.
    #[error("{file}: {message}")]
    Unreadable {
        /// The file.
        file: &'static str,
        /// What is wrong, with its line.
        message: String,
    },
    /// Something names a thing that no file declares.
    #[error("{place} names « {name} », which is not declared")]
    Unknown {
        /// Where.
        place: String,
        /// What.
        name: String,
    },
}
