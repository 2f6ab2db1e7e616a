//! `import`

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use school::programmes::Imported;

use super::{say, say_error};
use crate::opening::open;
use crate::settings::Settings;

#[derive(Args)]
pub(crate) struct ImportArguments {
    /// The programme folder
    path: PathBuf,
    /// The programme's address, when it is not the folder's name
    #[arg(long, value_name = "SLUG")]
    as_programme: Option<String>,
}

/// Checks the whole folder, reports every mistake, and imports only a folder without any.
pub(crate) async fn import(settings: &Settings, arguments: ImportArguments) -> Result<()> {
    let read = match &arguments.as_programme {
        Some(slug) => coursework::read_folder_as(&arguments.path, slug),
        None => coursework::read_folder(&arguments.path),
    };
    let programme = match read {
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
    let imported = school::programmes::import_folder(&opened.school, programme, folder, media).await?;
    tell(&imported)
}

/// What was done, and what whoever has a draft open will find.
fn tell(imported: &Imported) -> Result<()> {
    let of_version = if imported.is_new { "new version" } else { "as in version" };
    say(&format!("{}; {of_version} {}", imported.report, imported.version))?;
    let Some(draft) = &imported.draft else { return Ok(()) };
    say("a draft of this programme is open: nothing of it is lost, it began from an older version")?;
    for path in &draft.both {
        say(&format!("changed by both: {path}"))?;
    }
    Ok(())
}
