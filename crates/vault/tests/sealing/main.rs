//! What the vault owes to people: their values open for them, in their place, and no more once the key is gone.

#[path = "../../../../tests/support/postgres.rs"]
mod postgres;

mod fingerprints;
mod keys;
mod master;
mod personal;
mod vaults;
