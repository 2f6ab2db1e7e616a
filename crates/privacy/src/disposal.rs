//! Disposal: the key of a person and category is destroyed, and the rows go.

use database::{Moment, Transaction, Uuid, params, sql};
use vault::Vault;

use crate::Error;
use crate::engine::{Engine, key_category};

/// Why something was disposed of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its term had come.
    Term,
    /// The person asked, and nothing stood against it.
    Erasure,
}

impl Reason {
    /// The code under which it is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Term => "term",
            Self::Erasure => "erasure",
        }
    }
}

/// What was disposed of: how many rows of which table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disposed {
    /// Each table with the rows that were deleted or emptied there; none is left out but those without any.
    pub rows: Vec<(&'static str, u64)>,
}

impl Disposed {
    /// The rows of all tables.
    pub fn total(&self) -> u64 {
        self.rows.iter().map(|(_, rows)| rows).sum()
    }
}

/// Disposes of everything of a person in a category, and leaves a tombstone. At the person's request, what an exception keeps
/// stays until its term.
///
/// The key goes last: a story that ends before leaves everything as it was. One that is undone after it, by a disk that is full
/// at that instant, leaves rows that nobody reads and that are still due.
pub fn dispose(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (subject, category): (Uuid, &str),
    reason: Reason,
) -> Result<Disposed, Error> {
    let mut disposed = Disposed::default();
    let mut stays = false;
    for step in engine.plan.disposals.get(category).into_iter().flatten() {
        if step.is_excepted && reason == Reason::Erasure {
            stays = true;
            continue;
        }
        let rows = transaction.execute(step.statement, params![subject])?;
        if rows > 0 {
            disposed.rows.push((step.table, rows));
        }
    }
    // What an exception keeps goes at the term, which is then still to come.
    if !stays {
        let statement = sql!("DELETE FROM retention WHERE subject_id = $1 AND category = $2");
        transaction.execute(statement, params![subject, category])?;
    }
    transaction.execute(
        sql!(
            "INSERT INTO tombstones (subject_id, category, reason, disposed_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (subject_id, category) DO UPDATE SET reason = $3, disposed_at = $4"
        ),
        params![subject, category, reason.code(), moment.now],
    )?;
    vault.destroy(moment, subject, key_category(category)?)?;
    Ok(disposed)
}
