//! The developers' data set (P30): a school of people who do not exist, made after the likeness of the real one. The engine of
//! `privacy` measures and invents by the map; here stand the recipes for what only the school knows how to make, the accounts
//! that a developer signs in with, and the journal of what the invented people are said to have done.

mod accounts;
mod past;
mod recipes;

use database::{Moment, Reader, Transaction};
use jiff::Timestamp;
use privacy::anonymous::{Invention, Likeness, invent, measure};
use privacy::{DataMap, Engine};
use vault::Vault;

pub use accounts::Account;
use past::Past;
use recipes::Book;

use crate::Error;
use crate::people::PasswordHash;

/// What is told of a school; nothing else goes over to the invented one.
#[derive(Clone, Debug)]
pub struct Portrait {
    likeness: Likeness,
    past: Past,
}

/// What was invented.
#[derive(Clone, Debug)]
pub struct Invented {
    /// How many rows.
    pub rows: u64,
    /// An account of each role, to sign in with.
    pub accounts: Vec<Account>,
}

impl Portrait {
    /// Reads a school. No key is needed: nothing sealed is opened.
    pub fn of(reader: &Reader<'_>, map: &DataMap, now: Timestamp) -> Result<Self, Error> {
        Ok(Self { likeness: measure(reader, map, now)?, past: Past::of(reader)? })
    }
}

/// Fills an empty school after a portrait, in one story. Everybody in it has the same password.
pub fn fill(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (engine, portrait): (&Engine, &Portrait),
    (password, before): (&PasswordHash, &dyn Fn(&str)),
) -> Result<Invented, Error> {
    let book = Book::default();
    let counts = invent(&Invention {
        transaction,
        vault,
        entropy: &moment.entropy,
        map: engine.map(),
        likeness: &portrait.likeness,
        recipes: &|name, slot| book.make(name, slot),
        before,
    })?;
    let accounts = accounts::open(transaction, vault, moment, password, &book.partners())?;
    past::resume(transaction)?;
    past::begin_terms(transaction, engine)?;
    before("journal_entries");
    let entries = portrait.past.write(transaction, vault, moment)?;
    Ok(Invented { rows: counts.values().sum::<u64>() + entries, accounts })
}
