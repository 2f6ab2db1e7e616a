//! What the pages leave in a browser, as it is declared (P48).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::read::File;
use crate::{Mistake, Words};

/// A cookie.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cookie {
    /// Its name when the site answers over TLS, if it is another.
    #[serde(default)]
    pub other_name: Option<String>,
    /// What it serves.
    pub purpose: Words,
    /// How long it stays.
    pub lasts: Words,
    /// What a person can do about it.
    pub control: Words,
}

/// The declared cookies, by name.
pub fn declared() -> Result<BTreeMap<String, Cookie>, Mistake> {
    File { name: "privacy/cookies.toml", text: include_str!("../../../privacy/cookies.toml") }.read()
}
