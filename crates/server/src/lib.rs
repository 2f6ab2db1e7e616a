//! The server behind the binary: commands, settings, start and stop. It is a library so that the journeys can open a data
//! folder the way the program does.

pub mod anonymous;
pub mod backups;
pub mod commands;
mod demonstration;
mod inbox;
mod listening;
pub mod names;
pub mod opening;
pub mod runner;
mod runner_aside;
pub mod settings;

/// Exit statuses of the public contract.
const NO: u8 = 1;
const BAD_INPUT: u8 = 2;

/// An answer that is no: a verification that failed, a check that misses something.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Negative(pub String);

/// 1 when the answer is no, 2 for wrong use or bad input.
pub fn exit_status(error: &anyhow::Error) -> u8 {
    if error.is::<Negative>() { NO } else { BAD_INPUT }
}
