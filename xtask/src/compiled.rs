//! What was compiled in another checkout.

use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;

/// Where our own crates stand; no other carries the path of the checkout.
const SOURCES: [&str; 4] = ["crates", "tests", "bench", "xtask"];

/// Makes cargo compile our crates anew if the build folder was last used from a checkout elsewhere: their tests look for files
/// at the path they were compiled in, and cargo does not notice that it changed.
pub(crate) fn belongs_to(checkout: &Path) -> anyhow::Result<()> {
    let program = std::env::current_exe()?;
    let build = program.ancestors().nth(2).context("the build folder")?;
    let marker = build.join("checkout");
    if std::fs::read_to_string(&marker).is_ok_and(|known| Path::new(known.trim_end()) == checkout) {
        return Ok(());
    }
    for folder in SOURCES {
        touch(&checkout.join(folder))?;
    }
    std::fs::write(&marker, checkout.display().to_string()).with_context(|| marker.display().to_string())
}

#[expect(clippy::disallowed_methods, reason = "the clock that cargo compares with is the system's")]
fn touch(folder: &Path) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            touch(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            File::options().append(true).open(&path)?.set_modified(SystemTime::now())?;
        }
    }
    Ok(())
}
