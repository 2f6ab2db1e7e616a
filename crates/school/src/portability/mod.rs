//! Data that moves with its person (P41, B10): xAPI statements, and sending to another organisation at their request.

mod send;
mod statement;
mod statements;
mod transmission;

pub use send::{JOB, deliver};
pub use statements::write_statements;
pub use transmission::{NewTransmission, Shape, Transmission, TransmissionForm, TransmissionId, ask, transmissions};
