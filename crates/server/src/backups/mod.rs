//! Backups of an installation: made while it serves, put back elsewhere, and tried out.

mod drill;
mod make;
mod restore;
mod source;
mod work;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use archive::{Recipient, Shelf};
use database::{Database, Engine, Programs, Uuid};
use school::School;
use school::backups::{MOST_KEEP_DAYS, Setup};

use crate::settings::Settings;

pub use drill::{Drilled, drill};
pub use make::{Made, make};
pub(crate) use restore::restore;
pub(crate) use work::watched;

/// What lies in the folder of data beside the databases, each file under its SHA-256.
const MEDIA: &str = "media";

/// What is backed up, and how the settings want it.
#[derive(Clone)]
pub struct Backups {
    /// The school.
    pub school: School,
    /// The key store behind its vault.
    pub keys: Database,
    /// The data folder.
    pub data: PathBuf,
    /// Where backups go that are made by themselves.
    pub to: Option<PathBuf>,
    /// Whom they are encrypted to.
    pub recipient: Option<Recipient>,
    /// What opens them, when this machine is trusted with it.
    pub drill_identity: Option<PathBuf>,
    /// Where PostgreSQL's programs are.
    pub programs: Programs,
    /// All settings, by which a copy is opened as the school is.
    settings: Arc<Settings>,
}

impl Backups {
    /// What the settings say.
    pub fn of(settings: &Settings, school: &School, keys: &Database) -> Result<Self> {
        let path = |key: &str| Some(PathBuf::from(settings.text(key))).filter(|path| !path.as_os_str().is_empty());
        let to = path("backup_to").map(|to| whole_path(&to)).transpose()?;
        Ok(Self {
            school: school.clone(),
            keys: keys.clone(),
            data: settings.data.clone(),
            to,
            recipient: recipient(settings)?,
            drill_identity: path("backup_drill_identity"),
            programs: programs(settings),
            settings: Arc::new(settings.clone()),
        })
    }

    fn shelf(&self, folder: &Path) -> Shelf {
        Shelf::new(folder, &short(self.school.vault.installation()))
    }
}

/// What the school may know of it, for its pages.
pub(crate) fn setup(settings: &Settings) -> Result<Setup> {
    let keep_days: u32 = settings.parse("backup_keep_days", "a number of days")?;
    if keep_days == 0 || keep_days > MOST_KEEP_DAYS {
        bail!(
            "backup_keep_days is {keep_days}; it is 1 to {MOST_KEEP_DAYS}, so that what is erased leaves the last backup within a month"
        );
    }
    let to = settings.text("backup_to");
    let is_ready = !to.is_empty() && recipient(settings)?.is_some();
    let drills_itself = !settings.text("backup_drill_identity").is_empty();
    let folder = is_ready.then(|| whole_path(Path::new(to))).transpose()?;
    Ok(Setup { folder: folder.map(|folder| folder.display().to_string()), drills_itself, keep_days })
}

/// A folder by the one name that it has in the register, wherever the program is started.
fn whole_path(path: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(path).with_context(|| path.display().to_string())?;
    Ok(absolute.components().collect())
}

fn recipient(settings: &Settings) -> Result<Option<Recipient>> {
    match settings.text("backup_recipient") {
        "" => Ok(None),
        text => Ok(Some(text.parse::<Recipient>().context("backup_recipient")?)),
    }
}

fn programs(settings: &Settings) -> Programs {
    let folder = settings.text("postgres_programs");
    Programs { folder: (!folder.is_empty()).then(|| PathBuf::from(folder)) }
}

/// The end of an installation's identifier, by which its files are known: the end is random, the beginning is the time.
fn short(installation: Uuid) -> String {
    installation.simple().to_string().chars().skip(20).collect()
}

/// What an engine is called in a manifest, and what its copies end with.
const fn engine_name(engine: Engine) -> (&'static str, &'static str) {
    match engine {
        Engine::Sqlite => ("sqlite", "sqlite"),
        Engine::Postgres => ("postgres", "dump"),
    }
}
