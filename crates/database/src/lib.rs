//! The two engines behind one handle.
//!
//! Everything above this crate speaks one SQL dialect and never learns which engine answers. A *story* is a synchronous
//! function that receives a [`Reader`] or a [`Transaction`], reads downward and ends; [`Database::write`] commits what it
//! did once, or nothing. On SQLite the stories that wait together share one durable commit; on PostgreSQL each has a
//! pooled connection. The crate also holds what every row is made of: identifiers, instants and the randomness behind them.

mod copy;
mod counts;
pub mod dialect;
mod error;
mod handle;
mod identifier;
mod migrate;
mod moment;
mod postgres;
mod postgres_address;
mod postgres_copy;
mod row;
mod sqlite;
mod sqlite_statement;
mod statement;
mod transaction;
mod value;

pub use copy::{Programs, Rows, examine_file};
pub use counts::Counts;
pub use dialect::{Column, Engine};
pub use error::Error;
pub use handle::Database;
pub use migrate::{Migration, migrate};
pub use moment::{Clock, Entropy, Moment};
pub use postgres_copy::{existing_schemas, make_beside, put_back, remove_beside, remove_schemas};
pub use row::FromRow;
pub use statement::{Registered, Statement, registered};
pub use transaction::{Reader, Transaction};
pub use value::{FromValue, Value};

// Named by the macros of this crate in their callers.
#[doc(hidden)]
pub use inventory;
#[doc(hidden)]
pub use serde;
pub use uuid::Uuid;
