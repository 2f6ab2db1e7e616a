//! The queue from outside: work is done, once where it matters, and never lost.

#[path = "../../../../tests/support/postgres.rs"]
mod postgres;

mod failures;
mod leases;
mod queues;
mod schedules;
mod working;
