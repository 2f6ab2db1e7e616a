//! The security log: a file that fail2ban reads, one line for each refused sign-in and each event that concerns a network. It holds
//! an instant, a code and an address, and nothing of what anybody typed, so that no name or browser can put a line into it.
//!
//! What must not be lost stands in the database; a line that the disk refuses is said in the program's own log and nothing else.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Result, Seek, SeekFrom, Write};
use std::net::IpAddr;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

/// Lines go on the day after at the latest: trimmed once a day, none is older than thirty.
const KEPT: SignedDuration = SignedDuration::from_hours(29 * 24);
/// About a million lines: a flood of them is cut, so that it cannot fill the disk.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Where lines go. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct SecurityLog {
    path: Option<Arc<PathBuf>>,
    is_on: bool,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A sign-in was refused: a wrong password, a wrong passkey, or a try that has to wait.
    SignInRefused,
    /// Whoever knows a password typed a wrong code of the second factor.
    FactorRefused,
    /// A network is taken for one that tries leaked passwords.
    Stuffing,
    /// A network is taken for one that guesses addresses.
    Guessing,
}

/// Which lines stay.
#[derive(Clone, Copy)]
enum Keep {
    /// Those from an instant on.
    Since(Timestamp),
    /// The newer half, if the file is at its largest.
    Half,
}

impl Line {
    const fn code(self) -> &'static str {
        match self {
            Self::SignInRefused => "sign-in-refused",
            Self::FactorRefused => "factor-refused",
            Self::Stuffing => "stuffing",
            Self::Guessing => "guessing",
        }
    }
}

impl SecurityLog {
    /// Lines go to a file, which is made when the first one comes. One that is off writes none, and still forgets those that were
    /// written before.
    pub fn at(path: PathBuf, is_on: bool) -> Self {
        Self { path: Some(Arc::new(path)), is_on }
    }

    /// Writes a line: `2026-11-23T19:00:00.000Z sign-in-refused ip=203.0.113.7`. What is no address is not written. The file may have
    /// to be halved first, so that it is done on a thread that may block.
    pub async fn write(&self, now: Timestamp, line: Line, address: &str) {
        let (Some(path), true, Ok(address)) = (self.path.clone(), self.is_on, address.parse::<IpAddr>()) else {
            return;
        };
        let text = format!("{now:.3} {} ip={}\n", line.code(), address.to_canonical());
        let written = tokio::task::spawn_blocking(move || append(&path, text.as_bytes())).await;
        if let Err(error) = written.unwrap_or_else(|stopped| Err(stopped.into())) {
            tracing::error!(%error, "the security log cannot be written");
        }
    }

    /// Drops what is older than the log keeps. Lines that come meanwhile are not lost; blocks until the rest is on disk.
    pub fn trim(&self, now: Timestamp) -> Result<()> {
        let Some(path) = self.path.as_ref().filter(|path| path.exists()) else { return Ok(()) };
        rewrite(path, Keep::Since(now.checked_sub(KEPT).unwrap_or(now)))
    }
}

impl Keep {
    fn keeps(self, line: &[u8]) -> bool {
        let Self::Since(since) = self else { return true };
        let first = line.split(|byte| *byte == b' ').next().and_then(|word| std::str::from_utf8(word).ok());
        // What a crash cut off says no instant; it goes with the file's next half.
        first.and_then(|word| word.parse::<Timestamp>().ok()).is_none_or(|at| at >= since)
    }
}

fn append(path: &Path, line: &[u8]) -> Result<()> {
    if std::fs::metadata(path).is_ok_and(|file| file.len() >= MOST_BYTES) {
        rewrite(path, Keep::Half)?;
    }
    locked(path)?.write_all(line)
}

/// The file under its lock. Several processes may write to one, and one of them put a shorter one in its place: what counts is
/// the file that the path still leads to once the lock is had.
fn locked(path: &Path) -> Result<File> {
    loop {
        let file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path)?;
        file.lock()?;
        let held = file.metadata()?;
        match std::fs::metadata(path) {
            Ok(there) if (held.dev(), held.ino()) == (there.dev(), there.ino()) => return Ok(file),
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
}

/// Puts a file with the lines that stay in the log's place. Most is copied while others write; the log's lock is held for what
/// came meanwhile, that of the folder for as long as it takes, so that one process rewrites at a time.
fn rewrite(path: &Path, keep: Keep) -> Result<()> {
    let folder = File::open(path.parent().unwrap_or(path))?;
    folder.lock()?;
    let mut old = BufReader::new(File::open(path)?);
    if matches!(keep, Keep::Half) {
        let length = old.get_ref().metadata()?.len();
        if length < MOST_BYTES {
            return Ok(());
        }
        old.seek(SeekFrom::Start(length / 2))?;
        old.skip_until(b'\n')?;
    }
    let aside = path.with_extension("log.new");
    let new = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
    let mut new = BufWriter::new(new);
    copy(&mut old, &mut new, keep)?;
    new.get_ref().sync_all()?;
    let _held = locked(path)?;
    copy(&mut old, &mut new, keep)?;
    new.get_ref().sync_all()?;
    std::fs::rename(&aside, path)?;
    folder.sync_all()
}

fn copy(from: &mut impl BufRead, to: &mut impl Write, keep: Keep) -> Result<()> {
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        if keep.keeps(&line) {
            to.write_all(&line)?;
        }
        line.clear();
    }
    to.flush()
}
