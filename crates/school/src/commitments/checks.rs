//! What the school checks about itself, regularly.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;

use crate::Error;

/// A check that runs by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckKind {
    /// The nightly disposal of what is due; counts rows.
    Sweep,
    /// The nightly verification of the whole journal; counts entries.
    Journal,
    /// The drill of a backup; counts sealed values that were opened.
    Drill,
}

impl CheckKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Sweep => "sweep",
            Self::Journal => "journal",
            Self::Drill => "drill",
        }
    }
}

/// What a check found the last time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// When.
    pub at: Timestamp,
    /// Whether all was well.
    pub held: bool,
    /// How much of it there was.
    pub counted: i64,
}

/// Notes what a check found.
pub fn checked(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (kind, held, counted): (CheckKind, bool, u64),
) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO checks (kind, at, held, counted) VALUES ($1, $2, $3, $4)
             ON CONFLICT (kind) DO UPDATE SET at = $2, held = $3, counted = $4"
        ),
        params![kind.code(), moment.now, held, counted as i64],
    )?;
    Ok(())
}

/// What a check found the last time; none when it has not run yet.
pub(super) fn last(reader: &Reader<'_>, kind: CheckKind) -> Result<Option<Check>, Error> {
    let row: Option<(Timestamp, bool, i64)> =
        reader.optional(sql!("SELECT at, held, counted FROM checks WHERE kind = $1"), params![kind.code()])?;
    Ok(row.map(|(at, held, counted)| Check { at, held, counted }))
}

/// What the last reading of the whole journal found; none before the first.
pub fn last_verification(reader: &Reader<'_>) -> Result<Option<Check>, Error> {
    last(reader, CheckKind::Journal)
}

/// What the last drill found; none before the first.
pub fn last_drilled(reader: &Reader<'_>) -> Result<Option<Check>, Error> {
    last(reader, CheckKind::Drill)
}

/// What the last sweep disposed of; none before the first.
pub fn last_sweep(reader: &Reader<'_>) -> Result<Option<Check>, Error> {
    last(reader, CheckKind::Sweep)
}
