//! The staff's pages, one folder for each house of them.

pub(crate) mod access;
pub(crate) mod accesses;
pub(crate) mod appeal;
pub(crate) mod authoring;
pub(crate) mod campaign;
pub(crate) mod campaigns;
pub(crate) mod conversations;
pub(crate) mod disclosures;
pub(crate) mod grading;
pub(crate) mod incident;
pub(crate) mod incidents;
pub(crate) mod privacy_case;
pub(crate) mod privacy_queue;
pub(crate) mod recipients;
pub(crate) mod record;
pub(crate) mod retention;
pub(crate) mod samples;
pub(crate) mod teaching;
