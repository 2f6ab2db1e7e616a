//! Giving a programme back as the folder it came from, byte for byte.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::{Component, Path, PathBuf};

use database::Reader;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::files::{State, of_version};
use super::workshop::opened;
use crate::access::{Access, Teaching};
use crate::{Error, School};

/// What is exported in the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archive {
    /// The files as they stand in the draft, or in the newest version while there is none.
    Draft,
    /// The files of the newest version.
    Newest,
}

/// Writes the files of the newest version into a folder that is made, or is empty, and gives the version's number.
/// [`Error::Refused`] for a folder with something in it.
pub async fn export_folder(
    school: &School,
    slug: String,
    (folder, media_folder): (PathBuf, PathBuf),
) -> Result<u32, Error> {
    let read = school.read(move |reader, _, _| {
        let workshop = opened(reader, &slug)?;
        let newest = workshop.newest.ok_or(Error::Refused("authoring-unpublished"))?;
        Ok((newest, of_version(reader, workshop.id, newest)?))
    });
    let (number, state) = read.await?;
    let written = tokio::task::spawn_blocking(move || write_folder(&state, &folder, &media_folder));
    written.await.map_err(|error| Error::Other(error.to_string()))??;
    Ok(number)
}

/// The folder gets its name once it is whole.
fn write_folder(state: &State, folder: &Path, media_folder: &Path) -> Result<(), Error> {
    let told = |path: &Path| {
        let path = path.display().to_string();
        move |error: std::io::Error| Error::Other(format!("{path}: {error}"))
    };
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file() {
        return Err(Error::Refused("authoring-folder-not-empty"));
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).map_err(told(parent))?;
    let draft = tempfile::Builder::new().prefix(".export-").tempdir_in(parent).map_err(told(parent))?;
    let whole = draft.path().join("programme");
    std::fs::create_dir(&whole).map_err(told(&whole))?;
    for (path, kept) in &state.files {
        let target = whole.join(checked(path)?);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent).map_err(told(parent))?;
        }
        if let Some(text) = state.sources.text(path) {
            std::fs::write(&target, text).map_err(told(&target))?;
        } else {
            let medium = media_folder.join(kept.hash());
            std::fs::copy(&medium, &target).map_err(told(&medium))?;
        }
    }
    std::fs::rename(&whole, folder).map_err(told(folder))
}

/// Writes the same as a ZIP whose one folder bears the programme's address. Slow: on a blocking thread.
pub fn archive<W: Write + Seek>(
    reader: &Reader<'_>,
    (_, slug, which): (Access<Teaching>, &str, Archive),
    media_folder: &Path,
    to: W,
) -> Result<(), Error> {
    let workshop = opened(reader, slug)?;
    let state = match (which, workshop.newest) {
        (Archive::Newest, Some(newest)) => of_version(reader, workshop.id, newest)?,
        (Archive::Newest, None) => return Err(Error::Refused("authoring-unpublished")),
        (Archive::Draft, _) => State { files: workshop.files, sources: workshop.sources },
    };
    let unwritten = |error: zip::result::ZipError| Error::Other(format!("the archive cannot be written: {error}"));
    let told = |error: std::io::Error| Error::Other(format!("the archive cannot be written: {error}"));
    let mut zip = ZipWriter::new(to);
    let options = SimpleFileOptions::default().large_file(true);
    for (path, kept) in &state.files {
        zip.start_file(format!("{slug}/{}", checked(path)?), options).map_err(unwritten)?;
        if let Some(text) = state.sources.text(path) {
            zip.write_all(text.as_bytes()).map_err(told)?;
        } else {
            let mut medium = File::open(media_folder.join(kept.hash())).map_err(told)?;
            std::io::copy(&mut medium, &mut zip).map_err(told)?;
        }
    }
    zip.finish().map_err(unwritten)?;
    Ok(())
}

/// A path that leads nowhere else, whatever the database holds.
fn checked(path: &str) -> Result<&str, Error> {
    let is_below = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if is_below { Ok(path) } else { Err(Error::Other(format!("{path} leads out of the programme's folder"))) }
}
