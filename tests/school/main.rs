//! The journeys and promises, told from outside: HTTP, command line, mailbox, database file. Each runs on both engines.

mod support;

mod access;
mod account;
mod anonymised;
mod appeals;
mod attachments;
mod authoring;
mod backups;
mod campaigns;
mod cohorts;
mod consents;
mod contact;
mod conversations;
mod copy;
mod detection;
mod disclosures;
mod erasure;
mod grading;
mod incidents;
mod installation;
mod journey;
mod keeping;
mod my_data;
mod partners;
mod portability;
mod public;
mod recipients;
mod retention;
mod rights;
mod roles;
mod scanning;
mod schema;
mod secrecy;
mod snapshots;
mod topics;
