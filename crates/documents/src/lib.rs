//! Pages on paper. Hides the PDF library: outside this crate nobody knows how a page is set.
//!
//! A document is a structure of plain words, ready to be read; this crate only sets them in type. Dates, figures and
//! scores arrive already written in the reader's language. Every document is archivable (PDF/A-2a), readable with a
//! screen reader (PDF/UA-1), and the same structure made at the same instant gives the same bytes.

mod certificate;
mod code;
mod error;
mod fonts;
mod press;
mod report;

pub use certificate::{Certificate, Competence, Language, Module, Signatory, certificate};
pub use error::Error;
pub use fonts::undrawable;
pub use report::{Report, Section, report};
