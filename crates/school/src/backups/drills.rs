//! Drills: what was found when a backup was put back elsewhere.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use journal::Entry;
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::commitments::{CheckKind, checked};

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its code: `whole`, `files`, `rows`, `journal`, `prefix`, `opened`, `erased`.
    pub code: String,
    /// Whether it is as it should be.
    pub held: bool,
    /// How much of it there was.
    pub count: u64,
}

/// A drill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// When.
    pub at: Timestamp,
    /// The backup's file.
    pub backup: String,
    /// Whether all was well.
    pub held: bool,
    /// What was looked at, in order.
    pub findings: Vec<Finding>,
}

/// Writes down what a drill found, in the register, among the checks and in the journal.
pub fn note_drill(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (backup, findings): (&str, &[Finding]),
) -> Result<bool, Error> {
    let held = findings.iter().all(|finding| finding.held);
    let opened = findings.iter().find(|finding| finding.code == "opened").map_or(0, |finding| finding.count);
    transaction.execute(
        sql!("INSERT INTO drills (id, at, backup, held, findings) VALUES ($1, $2, $3, $4, $5)"),
        params![moment.identifier(), moment.now, backup, held, serde_json::to_string(findings)?],
    )?;
    checked(transaction, moment, (CheckKind::Drill, held, opened))?;
    let failed = findings.iter().find(|finding| !finding.held).map_or("", |finding| finding.code.as_str());
    let entry = Entry::new("backup.drilled").with("held", held).with("failed", failed).with("opened", opened);
    journal::append(transaction, moment, entry)?;
    Ok(held)
}

/// The last drill; none before the first.
pub fn last_drill(reader: &Reader<'_>) -> Result<Option<Drill>, Error> {
    let row: Option<(Timestamp, String, bool, String)> =
        reader.optional(sql!("SELECT at, backup, held, findings FROM drills ORDER BY at DESC LIMIT 1"), params![])?;
    let drill = |(at, backup, held, findings): (Timestamp, String, bool, String)| {
        Ok(Drill { at, backup, held, findings: serde_json::from_str(&findings)? })
    };
    row.map(drill).transpose()
}
