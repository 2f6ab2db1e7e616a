//! What data is for, and who may be its recipient.

use serde::Deserialize;

use crate::Words;

/// A purpose of processing.
#[derive(Clone, Debug)]
pub struct Purpose {
    /// The code under which tables name it.
    pub code: String,
    /// What the person is told.
    pub label: Words,
    /// Why the law allows it.
    pub basis: Basis,
    /// The promises of the policy, or the articles, that it rests on.
    pub source: String,
    /// What becomes of it when a person objects; only of what rests on a legitimate interest.
    pub objection: Option<Objection>,
}

/// What becomes of a processing when a person objects to it (GDPR article 21(1)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// It stops at once.
    Stops,
    /// The school holds compelling grounds against it, in these words; a person decides.
    Compelling(Words),
}

/// A basis of GDPR article 6(1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Point b.
    Contract,
    /// Point a.
    Consent,
    /// Point f; the person may object (article 21).
    LegitimateInterest,
    /// Point c.
    LegalObligation,
}

/// A role that may be a recipient.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its code.
    pub code: String,
    /// What the person is told.
    pub label: Words,
}
