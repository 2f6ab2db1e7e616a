//! Backups (P29, B03): which were made, where the copies of the keys are, and the drills that prove that they can be put back. The
//! files themselves are made and read by the server.

mod asking;
mod drills;
mod register;
mod restored;
mod standing;

pub use asking::{Awaited, ask, awaited};
pub use drills::{Drill, Finding, last_drill, note_drill};
pub use register::{
    Backup, FolderLine, Found, backups, folder_gone, folders, known, note_failure, note_folder, note_keys,
};
pub use restored::{mark_restored, restored_as_of, settle_restored};
pub use standing::{Standing, standing};

use jiff::SignedDuration;

/// The job that makes a backup.
pub const MAKE_JOB: &str = "backup.make";
/// The job that puts the newest backup back elsewhere and compares.
pub const DRILL_JOB: &str = "backup.drill";
/// The longest that a backup may be kept: an erasure is answered within a month (GDPR article 12(3)), and reaches the last copy of
/// its rows within as long again.
pub const MOST_KEEP_DAYS: u32 = 31;
/// A school whose newest backup is older than this misses one.
pub const BACKUP_WITHIN: SignedDuration = SignedDuration::from_hours(2 * 24);
/// A school whose last drill is older than this misses one: a quarter and some days.
pub const DRILL_WITHIN: SignedDuration = SignedDuration::from_hours(100 * 24);

/// What the settings say of backups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// The folder of those that are made by themselves; none when nobody set one, or nobody to encrypt to.
    pub folder: Option<String>,
    /// Whether drills happen by themselves, for which the machine must have the identity.
    pub drills_itself: bool,
    /// How long a backup is kept, in days.
    pub keep_days: u32,
}
