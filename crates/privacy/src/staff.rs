//! What the staff undertake and learn before they see anything of others (P32), as it is declared.

use serde::Deserialize;

use crate::read::File;
use crate::{Mistake, Words};

/// The confidentiality undertaking.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undertaking {
    /// Grows when the text changes; everybody then signs again.
    pub version: u32,
    /// What is undertaken, sentence by sentence.
    pub clauses: Vec<Words>,
}

/// The yearly training.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// Grows when its substance changes; everybody then follows it again.
    pub version: u32,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of the training: something to read, and a question about a case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its title.
    pub title: Words,
    /// What is to be known.
    pub text: Words,
    /// A case.
    pub question: Words,
    /// What one could do; exactly one is right.
    pub options: Vec<Choice>,
}

/// An answer to a case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What one would do.
    pub text: Words,
    /// Whether it is what should be done.
    #[serde(default)]
    pub right: bool,
}

/// The undertaking in force.
pub fn undertaking() -> Result<Undertaking, Mistake> {
    File { name: "privacy/undertaking.toml", text: include_str!("../../../privacy/undertaking.toml") }.read()
}

/// The training in force.
pub fn training() -> Result<Training, Mistake> {
    File { name: "privacy/training.toml", text: include_str!("../../../privacy/training.toml") }.read()
}
