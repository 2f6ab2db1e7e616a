//! The privacy engine: what is held about people, why, for how long and who may see it, declared in `privacy/*.toml` and executed
//! from there.
//!
//! The files are written for a privacy officer and compiled into the program. [`DataMap::load`] reads them, follows every
//! reference and answers the first mistake with its file and line; [`DataMap::differences`] holds the map against a live schema.
//! [`Engine`] turns the map into statements once, and runs them: terms, sweep, disposal, holds. This crate learns about tables
//! from the map only: adding one changes nothing here.

pub mod anonymous;
mod calendar;
mod category;
pub mod cookies;
mod difference;
mod disposal;
mod engine;
mod erasure;
mod extract;
mod files;
mod hold;
mod map;
mod plan;
pub mod policy;
pub mod promises;
mod purpose;
mod read;
pub mod record;
mod replay;
mod resolve;
mod retention;
mod seals;
pub mod staff;
mod subjects;
mod sweep;
mod table;
pub mod topics;
mod usable;
mod words;

pub use calendar::{Month, calendar, standing_holds};
pub use category::{Category, CountedFrom, Erasure, Exception, Kept};
pub use difference::Difference;
pub use disposal::{Disposed, Reason, dispose};
pub use engine::Engine;
pub use erasure::{Erased, Fate, erase, fates};
pub use extract::{Holding, Shown};
pub use hold::{Hold, HoldKind, announce_lift, holds, lift, lift_due, place};
pub use map::{DataMap, Texts};
pub use purpose::{Basis, Objection, Purpose, Role};
pub use replay::{remains, replay};
pub use retention::{Forecast, begin_term, due_at, forecast, oldest_event, terms};
pub use seals::{Tried, try_of, try_some};
pub use subjects::subjects;
pub use sweep::sweep;
pub use table::{Column, Concern, Disposal, Handling, PersonLink, Protection, Source, Table};
pub use usable::{Frozen, ObjectionRecord, Usable, decide_objection, object, objections, set_aside, usable};
pub use words::{ColumnWords, Form, Language, Words};

/// A mistake in the data map.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct Mistake {
    /// The file, from the checkout.
    pub file: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

/// What can go wrong while the engine works.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// A key could not be destroyed.
    #[error(transparent)]
    Vault(#[from] vault::Error),
    /// The journal could not be written.
    #[error(transparent)]
    Journal(#[from] journal::Error),
    /// The map has a mistake.
    #[error(transparent)]
    Map(#[from] Mistake),
    /// The map asks for what the schema does not allow.
    #[error("privacy/tables.toml: {0}")]
    Plan(String),
    /// What an invented row needs could not be made.
    #[error("{0}")]
    Recipe(String),
    /// A category that the map does not have.
    #[error("there is no category {0}")]
    Category(String),
}
