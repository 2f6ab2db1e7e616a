//! The journal from outside: what is written stays written, and whoever alters it is found.

#[path = "../../../../tests/support/postgres.rs"]
mod postgres;

mod checkpoints;
mod logs;
mod proofs;
mod tampering;
mod trees;
