//! The folder where an installation's archives lie, beside those of others perhaps.

use std::fs::{DirBuilder, File, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::fmt::strtime::{BrokenDownTime, format};

use crate::Error;

const ENDING: &str = ".tar.gz.age";
const DRAFT: &str = ".partial";
/// The instant in a name, to the millisecond, without what some file systems refuse.
const INSTANT: &str = "%Y%m%dT%H%M%S.%3fZ";

/// The archives of one installation in one folder.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
    mark: String,
}

/// An archive that is whole: it has its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// The file's name.
    pub name: String,
    /// The instant in it: the data are as of then.
    pub as_of: Timestamp,
    /// How long the file is.
    pub bytes: u64,
}

/// Keeps others out of a folder for as long as it lives, and for no longer than its process.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "the lock goes when the file is closed")] File);

impl Shelf {
    /// The shelf of an installation, which is named by a few letters and digits of its identifier.
    pub fn new(folder: &Path, installation: &str) -> Self {
        Self { folder: folder.to_owned(), mark: format!("miravolunex-{installation}-") }
    }

    /// The installations that have archives in a folder.
    pub fn installations(folder: &Path) -> Result<Vec<String>, Error> {
        let mut found: Vec<String> = (names(folder)?.into_iter())
            .filter_map(|name| {
                let rest = name.strip_prefix("miravolunex-")?.strip_suffix(ENDING)?;
                rest.split_once('-').map(|(installation, _)| installation.to_owned())
            })
            .collect();
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// The installation and the instant in an archive's name.
    pub fn read_name(name: &str) -> Option<(String, Timestamp)> {
        let (installation, instant) = name.strip_prefix("miravolunex-")?.strip_suffix(ENDING)?.split_once('-')?;
        Some((installation.to_owned(), read_instant(instant)?))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the folder if it is not there, its owner's alone, and keeps others out.
    pub fn open(&self) -> Result<Lock, Error> {
        private_folder(&self.folder)?;
        Lock::take(&self.folder.join(format!(".{}lock", self.mark)))
    }

    /// Where the archive of data as of an instant lies.
    pub fn archive(&self, as_of: Timestamp) -> PathBuf {
        let instant = format(INSTANT, as_of).unwrap_or_else(|_| as_of.as_millisecond().to_string());
        self.folder.join(format!("{}{instant}{ENDING}", self.mark))
    }

    /// Where the one archive of the keys lies.
    pub fn keys(&self) -> PathBuf {
        self.folder.join(format!("{}keys{ENDING}", self.mark))
    }

    /// Where the files lie that never change.
    pub fn files(&self) -> PathBuf {
        self.folder.join(format!("{}files", self.mark))
    }

    /// The archives of data, the oldest first. What has no name yet is none.
    pub fn archives(&self) -> Result<Vec<Archived>, Error> {
        let mut found = Vec::new();
        for name in names(&self.folder)? {
            let Some(as_of) = self.instant(&name) else { continue };
            let path = self.folder.join(&name);
            let bytes = path.metadata().map_err(|error| Error::file(&path, error))?.len();
            found.push(Archived { name, as_of, bytes });
        }
        found.sort_by_key(|one| one.as_of);
        Ok(found)
    }

    /// Removes what a process left that ended half-way; the instants of the archives that never became whole. The caller holds
    /// the lock.
    pub fn clear(&self) -> Result<Vec<(String, Timestamp)>, Error> {
        let mut interrupted = Vec::new();
        for folder in [self.folder.clone(), self.files()] {
            for name in names(&folder)? {
                let draft = name.strip_prefix('.').and_then(|name| name.strip_suffix(DRAFT));
                let ours = draft.filter(|draft| folder != self.folder || draft.starts_with(&self.mark));
                let Some(meant) = ours else { continue };
                remove(&folder.join(&name))?;
                interrupted.extend(self.instant(meant).map(|as_of| (meant.to_owned(), as_of)));
            }
        }
        Ok(interrupted)
    }

    /// Removes an archive of this shelf; anything else is left alone.
    pub fn remove(&self, name: &str) -> Result<(), Error> {
        if self.instant(name).is_some() { remove(&self.folder.join(name)) } else { Ok(()) }
    }

    /// The instant in the name of an archive of data of this installation.
    fn instant(&self, name: &str) -> Option<Timestamp> {
        read_instant(name.strip_prefix(&self.mark)?.strip_suffix(ENDING)?)
    }
}

impl Lock {
    /// Takes a lock on a file, which is made if need be; [`Error::Busy`] while another process has it.
    pub fn take(path: &Path) -> Result<Self, Error> {
        let opened = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
        let file = opened.map_err(|error| Error::file(path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(std::fs::TryLockError::WouldBlock) => {
                Err(Error::Busy(path.parent().unwrap_or(path).display().to_string()))
            }
            Err(std::fs::TryLockError::Error(error)) => Err(Error::file(path, error)),
        }
    }
}

fn read_instant(text: &str) -> Option<Timestamp> {
    // Only what is written here is read: the same instant in other digits is another file's name.
    let parsed = BrokenDownTime::parse("%Y%m%dT%H%M%S.%fZ", text).ok()?;
    let at = parsed.to_datetime().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    (format(INSTANT, at).ok()? == text).then_some(at)
}

/// The names in a folder; none when there is no folder.
fn names(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file(folder, error)),
    };
    let named = |entry: std::io::Result<std::fs::DirEntry>| entry.map(|entry| entry.file_name().into_string().ok());
    let names: Result<Vec<_>, _> = entries.map(named).collect();
    Ok(names.map_err(|error| Error::file(folder, error))?.into_iter().flatten().collect())
}

/// Makes sure that a folder is there; one made here is its owner's alone.
pub(crate) fn private_folder(path: &Path) -> Result<(), Error> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| Error::file(path, error))
}

fn remove(path: &Path) -> Result<(), Error> {
    std::fs::remove_file(path).map_err(|error| Error::file(path, error))
}

/// What a file is called until it is whole.
pub(crate) fn draft_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{DRAFT}"))
}

/// Gives a file its name, and puts the name on disk.
pub(crate) fn place(draft: &Path, path: &Path) -> Result<(), Error> {
    std::fs::rename(draft, path).map_err(|error| Error::file(path, error))?;
    let folder = path.parent().unwrap_or(path);
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| Error::file(folder, error))
}
