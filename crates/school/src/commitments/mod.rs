//! The promises with their evidence (B02): what is declared of each, and what the school can show at this instant.

mod checks;
mod evidence;
mod readiness;
mod sentence;

use database::Reader;
use privacy::Engine;
use privacy::promises::{Promise, declared};

use crate::Error;
use crate::school::Settings;
pub use checks::{Check, CheckKind, checked, last_drilled, last_sweep, last_verification};
pub use evidence::Evidence;
pub use readiness::{Readiness, readiness};
pub use sentence::sentence;

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is kept, and nothing shows otherwise.
    Kept,
    /// The program keeps it, and this school is failing it now.
    Failing,
    /// Something is missing, which is said.
    NotYet,
}

impl State {
    /// A code for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Failing => "failing",
            Self::NotYet => "not-yet",
        }
    }
}

/// A promise with its evidence.
#[derive(Clone, Debug)]
pub struct Commitment {
    /// Its number: `P08`, `B04`.
    pub number: String,
    /// What is declared of it.
    pub promise: Promise,
    /// How it stands.
    pub state: State,
    /// What shows it.
    pub evidence: Vec<Evidence>,
}

/// Every promise, with the evidence of this instant.
pub fn commitments(
    reader: &Reader<'_>,
    engine: &Engine,
    settings: &Settings,
    now: jiff::Timestamp,
) -> Result<Vec<Commitment>, Error> {
    let gathered = evidence::gather(reader, engine, settings, now)?;
    let promises = declared().map_err(|mistake| Error::Other(mistake.to_string()))?;
    promises
        .into_iter()
        .map(|(number, promise)| {
            let evidence = promise.evidence.iter().map(|code| {
                let found = gathered.iter().find(|one| one.code() == code);
                found.cloned().ok_or_else(|| Error::Other(format!("{number}: there is no evidence called {code}")))
            });
            let evidence = evidence.collect::<Result<Vec<_>, _>>()?;
            let state = match (&promise.missing, evidence.iter().all(Evidence::holds)) {
                (Some(_), _) => State::NotYet,
                (None, true) => State::Kept,
                (None, false) => State::Failing,
            };
            Ok(Commitment { number, promise, state, evidence })
        })
        .collect()
}
