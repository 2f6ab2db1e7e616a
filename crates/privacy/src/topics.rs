//! What the school writes to people about, as it is declared (P13, P14, P20): a message without a topic does not leave, and the
//! words of a consent are its proof.

use serde::Deserialize;
use toml::Spanned;

use crate::read::{File, Sections, in_order};
use crate::{Basis, Mistake, Words};

/// What messages are about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// What it is called.
    pub title: Words,
    /// What a person receives; for a consent, what they agree to, word for word.
    pub text: Words,
    /// On what it rests.
    pub basis: Basis,
    /// Whether a person may stop it.
    #[serde(default = "yes")]
    pub stops: bool,
    /// Grows when the text of a consent means something else.
    #[serde(default)]
    pub version: u32,
}

const fn yes() -> bool {
    true
}

impl Topic {
    /// Whether it leaves only to those who agreed to it.
    pub fn needs_consent(&self) -> bool {
        self.basis == Basis::Consent
    }
}

/// The declared topics by code, in the file's order.
pub fn declared() -> Result<Vec<(String, Topic)>, Mistake> {
    let file = File { name: "privacy/topics.toml", text: include_str!("../../../privacy/topics.toml") };
    let sections: Sections<Topic> = file.read()?;
    let named = |(code, topic): (Spanned<String>, Topic)| (code.into_inner(), topic);
    Ok(in_order(sections).into_iter().map(named).collect())
}
