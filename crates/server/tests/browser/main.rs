//! The learner's whole journey in a real browser, against the real binary, told by those who live it.

mod authoring;
mod device;
mod journey;
mod keyboard;
mod passkeys;
mod patience;
mod pictures;
mod school;
mod tab;
mod watch;
mod watchfulness;
mod working_day;

/// A story in a browser wants the machine for itself: two cores are soon full, and a slow browser is no failure.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
