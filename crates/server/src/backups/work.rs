//! Where and how long work is done: in a folder of its own, on a thread of its own.

use std::fs::OpenOptions;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use archive::{Lock, Progress};
use tokio::sync::oneshot;

use crate::opening::private_folder;

const PIECE: usize = 64 * 1024;

/// A folder for copies that nobody is to see, inside the data folder; emptied when the work ends, or before the next begins.
pub(super) struct Work {
    path: PathBuf,
    _lock: Lock,
}

impl Work {
    /// Begins work, alone on this data folder.
    pub(super) fn begin(data: &Path) -> Result<Self> {
        let lock = Lock::take(&data.join(".backup.lock"))?;
        let path = data.join(".backup");
        if path.exists() {
            std::fs::remove_dir_all(&path).with_context(|| path.display().to_string())?;
        }
        private_folder(&path)?;
        Ok(Self { path, _lock: lock })
    }

    /// The folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What cannot be removed now is removed before the next work begins.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// Writes over a copy of the keys before it is removed, as the key store does with its own: a key that is destroyed later is not to
/// be found on the disk.
pub(super) fn scrub(path: &Path) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let mut left = file.metadata()?.len();
    while left > 0 {
        let piece = left.min(PIECE as u64);
        file.write_all(&vec![0; piece as usize])?;
        left -= piece;
    }
    file.sync_all()?;
    std::fs::remove_file(path)
}

/// Runs what takes long on a thread of its own, for which nobody waits when the process is told to stop.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let (done, outcome) = oneshot::channel();
    std::thread::Builder::new().name("backup".to_owned()).spawn(move || drop(done.send(work())))?;
    outcome.await.context("the work ended half-way; the log says where")?
}

/// Shows on a terminal how far a work is, until it ends.
pub(crate) async fn watched<T>(progress: &Progress, work: impl Future<Output = T>) -> T {
    let is_shown = std::io::stderr().is_terminal();
    let mut beat = tokio::time::interval(Duration::from_millis(500));
    tokio::pin!(work);
    loop {
        tokio::select! {
            outcome = &mut work => {
                show(is_shown, "\r\u{1b}[K");
                return outcome;
            }
            _ = beat.tick() => show(is_shown, &format!("\r\u{1b}[K{} MB", progress.bytes() / 1_000_000)),
        }
    }
}

fn show(is_shown: bool, text: &str) {
    if is_shown {
        let mut terminal = std::io::stderr();
        // Whoever closed the terminal does not watch.
        let _ = terminal.write_all(text.as_bytes()).and_then(|()| terminal.flush());
    }
}
