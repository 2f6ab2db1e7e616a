//! What the two engines owe every story, told on both.

#[path = "../../../../tests/support/postgres.rs"]
mod postgres;

mod concurrency;
mod copies;
mod crash;
mod failures;
mod migrations;
mod notes;
mod stories;
mod tls;
mod values;
