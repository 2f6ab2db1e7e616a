//! `import`

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use super::{say, say_error};
use crate::opening::open;
use crate::settings::Settings;

#[derive(Args)]
pub(crate) struct ImportArguments {
    /// The programme folder
    path: PathBuf,
}

/// Checks the whole folder, reports every mistake, and imports only a folder without any.
pub(crate) async fn import(settings: &Settings, arguments: ImportArguments) -> Result<()> {
    let programme = match coursework::read_folder(&arguments.path) {
        Ok(programme) => programme,
        Err(mistakes) => {
            for mistake in &mistakes {
                say_error(&mistake.to_string());
            }
            bail!("{}: {} mistakes; nothing was imported", arguments.path.display(), mistakes.len());
        }
    };
    let opened = open(settings).await?;
    let (folder, media) = (arguments.path, settings.data.join("media"));
    let report = school::programmes::import_folder(&opened.school, programme, folder, media).await?;
    say(&report.to_string())
}
