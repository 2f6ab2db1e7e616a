//! `cargo xtask shot`: pictures of every page, by the browser that the tests drive.

use std::path::Path;

use crate::steps::cargo;
use crate::{compiled, debian};

/// Where the pictures lie, in the checkout; git does not keep them.
const FOLDER: &str = "screenshots";

/// Makes the pictures anew.
pub(crate) fn run(checkout: &Path) -> anyhow::Result<()> {
    compiled::belongs_to(checkout)?;
    debian::browser()?;
    let folder = checkout.join(FOLDER).display().to_string();
    let test = ["test", "--package", "server", "--test", "browser", "--", "--ignored", "--nocapture", "pictures"];
    cargo(checkout, "shot", &test, &[("MIRAVOLUNEX_PICTURES", &folder)])?;
    eprintln!("the pictures are in {folder}");
    Ok(())
}
