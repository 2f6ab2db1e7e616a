//! The school: people, programmes, learning, assessments, certificates, rights. One folder a noun: its rules, SQL, mails and jobs.
//!
//! A domain function is one story: it receives a transaction, the vault and a moment, reads downward - rule, rows, journal
//! entry, jobs - and its caller commits once. Nothing here knows HTTP.

pub mod access;
pub mod anonymous;
pub mod assessments;
pub mod attachments;
pub mod authoring;
pub mod backups;
pub mod campaigns;
pub mod certificates;
pub mod cohorts;
pub mod commitments;
pub mod conversations;
pub mod detection;
pub mod disclosures;
pub mod incidents;
pub mod learning;
pub mod moments;
pub mod notices;
pub mod operations;
pub mod oversight;
pub mod partners;
pub mod people;
pub mod portability;
pub mod programmes;
pub mod recipients;
pub mod rights;
pub mod schema;
pub mod sheet;
pub mod topics;
pub mod words;

mod error;
mod hexadecimal;
mod school;

pub use error::Error;
pub use hexadecimal::hexadecimal;
pub use school::{School, Settings};
