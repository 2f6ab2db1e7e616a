//! The promises as they are declared: what makes each true, and what proves it (B02).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::read::File;
use crate::{Mistake, Words};

/// A promise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// In a few words.
    pub title: Words,
    /// What makes it true with no one remembering to.
    pub how: Option<Words>,
    /// The codes of what proves it, taken live.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// What is missing for it to be kept; none when it is.
    pub missing: Option<Words>,
}

/// The promises by number, those of the policy before those that it does not make.
pub fn declared() -> Result<Vec<(String, Promise)>, Mistake> {
    let file = File { name: "privacy/promises.toml", text: include_str!("../../../privacy/promises.toml") };
    let promises: BTreeMap<String, Promise> = file.read()?;
    let (policys, beyond): (Vec<_>, Vec<_>) = promises.into_iter().partition(|(number, _)| number.starts_with('P'));
    Ok(policys.into_iter().chain(beyond).collect())
}
