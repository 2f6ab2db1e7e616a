//! What a person may agree to receive, as it is declared (P14, P20): the words of a consent are its proof.

use serde::Deserialize;
use toml::Spanned;

use crate::read::{File, Sections, in_order};
use crate::{Mistake, Words};

/// A topic of optional messages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// What it is called.
    pub title: Words,
    /// What a person agrees to, word for word.
    pub text: Words,
    /// Grows when the text means something else.
    pub version: u32,
}

/// The declared topics by code, in the file's order.
pub fn declared() -> Result<Vec<(String, Topic)>, Mistake> {
    let file = File { name: "privacy/topics.toml", text: include_str!("../../../privacy/topics.toml") };
    let sections: Sections<Topic> = file.read()?;
    let named = |(code, topic): (Spanned<String>, Topic)| (code.into_inner(), topic);
    Ok(in_order(sections).into_iter().map(named).collect())
}
