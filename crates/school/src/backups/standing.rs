//! How backups stand, for whoever asks whether the promise is kept.

use database::{Reader, params, sql};
use jiff::Timestamp;

use super::{BACKUP_WITHIN, DRILL_WITHIN};
use crate::Error;
use crate::commitments::{Check, last_drilled};

/// How backups stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The newest whole one that is there; none before the first.
    pub newest: Option<Timestamp>,
    /// How many whole ones are there.
    pub count: i64,
    /// How many folders hold a copy of the keys.
    pub folders: i64,
    /// The oldest of those copies: a key that was destroyed before it is nowhere any more.
    pub oldest_keys: Option<Timestamp>,
    /// The last drill; none before the first.
    pub drill: Option<Check>,
    /// When the school was begun: what is not yet due is not missing.
    pub begun_at: Timestamp,
}

/// How backups stand, in two reads.
pub fn standing(reader: &Reader<'_>) -> Result<Standing, Error> {
    type Row = (Option<Timestamp>, i64, i64, Option<Timestamp>, Option<Timestamp>);
    let (newest, count, folders, oldest_keys, begun_at): Row = reader.one(
        sql!(
            "SELECT (SELECT MAX(made_at) FROM backups WHERE failure IS NULL AND gone_at IS NULL),
                    (SELECT COUNT(*) FROM backups WHERE failure IS NULL AND gone_at IS NULL),
                    (SELECT COUNT(*) FROM backup_folders WHERE gone_at IS NULL),
                    (SELECT MIN(keys_at) FROM backup_folders WHERE gone_at IS NULL),
                    (SELECT begun_at FROM installation)"
        ),
        params![],
    )?;
    let begun_at = begun_at.unwrap_or(Timestamp::UNIX_EPOCH);
    Ok(Standing { newest, count, folders, oldest_keys, drill: last_drilled(reader)?, begun_at })
}

impl Standing {
    /// Whether there is a backup of late, or the school is too young to miss one.
    pub fn has_backup(&self, now: Timestamp) -> bool {
        now.duration_since(self.newest.unwrap_or(self.begun_at)) <= BACKUP_WITHIN
    }

    /// Whether every copy of the keys was renewed of late.
    pub fn has_fresh_keys(&self, now: Timestamp) -> bool {
        self.oldest_keys.is_none_or(|at| now.duration_since(at) <= BACKUP_WITHIN)
    }

    /// Whether there was a drill of late, and all was well; or the school is too young to miss one.
    pub fn has_drill(&self, now: Timestamp) -> bool {
        let (at, held) = self.drill.map_or((self.begun_at, true), |drill| (drill.at, drill.held));
        held && now.duration_since(at) <= DRILL_WITHIN
    }
}
