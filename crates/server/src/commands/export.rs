//! `export-programme`

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use school::authoring::export_folder;

use super::say;
use crate::opening::open;
use crate::settings::Settings;

#[derive(Args)]
pub(crate) struct ExportArguments {
    /// The programme's address
    slug: String,
    /// The folder to write: one that does not exist, or is empty
    folder: PathBuf,
}

/// Writes the files of the newest version back, byte for byte.
pub(crate) async fn export(settings: &Settings, arguments: ExportArguments) -> Result<()> {
    let school = open(settings).await?.school;
    let ExportArguments { slug, folder } = arguments;
    let written = export_folder(&school, slug.clone(), (folder.clone(), settings.data.join("media"))).await;
    let version = match written {
        Ok(version) => version,
        Err(school::Error::NotFound) => bail!("{slug}: there is no such programme"),
        Err(school::Error::Refused("authoring-no-sources")) => {
            bail!("{slug}: it was imported before its files were kept; import its folder again")
        }
        Err(school::Error::Refused("authoring-unpublished")) => bail!("{slug}: it was never published"),
        Err(school::Error::Refused(_)) => bail!("{}: the folder is not empty; nothing was written", folder.display()),
        Err(error) => return Err(error.into()),
    };
    say(&format!("version {version} of {slug} is in {}", folder.display()))?;
    if folder.file_name().is_none_or(|name| name != slug.as_str()) {
        say(&format!("to import it again: import {} --as-programme {slug}", folder.display()))?;
    }
    Ok(())
}
