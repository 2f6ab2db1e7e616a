//! What an archive says of itself.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The version of what is written here; a program refuses a newer one.
pub(crate) const FORMAT: u32 = 1;

/// What an archive holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Contents {
    /// Everything but the keys.
    Data,
    /// The keys, wrapped by the master key.
    Keys,
}

/// One part of an archive, or one file beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in the archive; for a file beside it, its path in the data folder.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// What an archive says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this list.
    pub format: u32,
    /// What the archive holds.
    pub contents: Contents,
    /// The version of the program that made it.
    pub program: String,
    /// The installation it is of, as its keys and its data name it.
    pub installation: String,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// The last step of the schema.
    pub schema: String,
    /// What it holds is as of this instant, or very soon after.
    pub as_of: Timestamp,
    /// How many rows each table has.
    pub rows: BTreeMap<String, u64>,
    /// The parts in it.
    pub parts: Vec<Part>,
    /// The files that lie beside it.
    pub files: Vec<Part>,
}

impl Manifest {
    /// A manifest without any part yet.
    pub fn new(
        contents: Contents,
        (installation, engine, schema): (String, String, String),
        (as_of, rows): (Timestamp, BTreeMap<String, u64>),
        files: Vec<Part>,
    ) -> Self {
        let program = env!("CARGO_PKG_VERSION").to_owned();
        let parts = Vec::new();
        Self { format: FORMAT, contents, program, installation, engine, schema, as_of, rows, parts, files }
    }
}
