//! What a database did since it was opened: a page that costs more statements than it should is found by counting them.

use std::sync::atomic::{AtomicU64, Ordering};

/// What was done so far. Migrations and what opens or ends a transaction are no statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Statements that stories ran, whether they were kept or not.
    pub statements: u64,
    /// Commits that were tried, of stories that change rows; on SQLite one may carry many stories.
    pub commits: u64,
}

/// Counts for every handle of one database.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    statements: AtomicU64,
    commits: AtomicU64,
}

impl Counter {
    pub(crate) fn ran(&self, statements: u64) {
        self.statements.fetch_add(statements, Ordering::Relaxed);
    }

    pub(crate) fn committed(&self) {
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn counts(&self) -> Counts {
        Counts { statements: self.statements.load(Ordering::Relaxed), commits: self.commits.load(Ordering::Relaxed) }
    }
}
