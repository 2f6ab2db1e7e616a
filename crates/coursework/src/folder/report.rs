//! Where mistakes are gathered.

use std::cell::RefCell;
use std::path::Path;

use crate::mistake::{Mistake, MistakeKind};

/// The mistakes found so far. Readers share it, hence the cell.
#[derive(Debug, Default)]
pub(super) struct Report {
    mistakes: RefCell<Vec<Mistake>>,
}

impl Report {
    pub(super) fn add(&self, file: &Path, line: Option<u32>, kind: MistakeKind) {
        self.mistakes.borrow_mut().push(Mistake { file: file.to_owned(), line, kind });
    }

    /// What was read if nothing was wrong, else the mistakes in the order in which files are listed.
    pub(super) fn into_result<T>(self, read: T) -> Result<T, Vec<Mistake>> {
        let mut mistakes = self.mistakes.into_inner();
        mistakes.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        mistakes.dedup();
        if mistakes.is_empty() { Ok(read) } else { Err(mistakes) }
    }
}
