//! A programme's folder as a ZIP that somebody uploads: taken into the draft as one step.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use coursework::folder_sources;
use database::{Moment, Transaction};
use zip::ZipArchive;

use super::draft::{Changes, Draft, Step};
use super::files::keep_files;
use crate::access::{Access, Teaching};
use crate::programmes::{MediaByPath, store_folder};
use crate::{Error, School};

/// More files than any programme has.
const MOST_FILES: usize = 5_000;
/// More bytes than a folder may unfold to: a small archive can hold an endless file.
const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// A folder that was unfolded: its texts by path, and what now lies in the media folder.
#[derive(Clone, Debug)]
struct Unpacked {
    texts: BTreeMap<String, String>,
    media: MediaByPath,
}

/// Unfolds an archive and puts its files in the place of those of the draft. [`Error::Refused`] for what is no programme's
/// folder; whether anything changed.
pub async fn take_archive(
    school: &School,
    author: Access<Teaching>,
    (slug, archive, media_folder): (String, File, PathBuf),
) -> Result<bool, Error> {
    let unfolding = tokio::task::spawn_blocking(move || unpack(archive, &media_folder));
    let unpacked = unfolding.await.map_err(|error| Error::Other(error.to_string()))??;
    school.write(move |transaction, _, moment| replace(transaction, moment, (author, &slug), &unpacked)).await
}

fn replace(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (author, slug): (Access<Teaching>, &str),
    unpacked: &Unpacked,
) -> Result<bool, Error> {
    let draft = Draft::take(transaction, moment, (author, slug))?;
    let files = keep_files(transaction, &unpacked.texts, &unpacked.media)?;
    let gone = draft.workshop.files.keys().filter(|path| !files.contains_key(*path)).map(|path| (path.clone(), None));
    let changes: Changes = gone.chain(files.iter().map(|(path, kept)| (path.clone(), Some(kept.clone())))).collect();
    draft.step(&Step { kind: "imported", path: slug, base: None }, changes)
}

/// Unfolds beside the media, in a folder that goes again whatever happens.
fn unpack(archive: File, media_folder: &Path) -> Result<Unpacked, Error> {
    let told = |error: std::io::Error| Error::Other(format!("the media folder: {error}"));
    std::fs::create_dir_all(media_folder).map_err(told)?;
    let folder = tempfile::Builder::new().prefix(".archive-").tempdir_in(media_folder).map_err(told)?;
    unfold(archive, folder.path())?;
    let root = root(folder.path()).ok_or(Error::Refused("authoring-archive"))?;
    // What the format cannot keep is told before anything of it is kept.
    if folder_sources(&root).is_err() {
        return Err(Error::Refused("authoring-archive-files"));
    }
    let (texts, media) = store_folder(&root, media_folder)?;
    Ok(Unpacked { texts, media })
}

fn unfold(archive: File, folder: &Path) -> Result<(), Error> {
    let refuse = |_| Error::Refused("authoring-archive");
    let told = |error: std::io::Error| Error::Other(format!("the media folder: {error}"));
    let mut archive = ZipArchive::new(archive).map_err(refuse)?;
    if archive.len() > MOST_FILES {
        return Err(Error::Refused("authoring-archive-size"));
    }
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(refuse)?;
        let path = entry.enclosed_name().ok_or(Error::Refused("authoring-archive"))?;
        if entry.is_dir() || !is_kept(&path) {
            continue;
        }
        let target = folder.join(&path);
        std::fs::create_dir_all(target.parent().unwrap_or(folder)).map_err(told)?;
        let mut file = File::create_new(&target).map_err(|_| Error::Refused("authoring-archive"))?;
        // A link is unfolded as a file that holds where it leads, and so leads nowhere.
        let written = std::io::copy(&mut (&mut entry).take(left + 1), &mut file);
        let written = written.map_err(|_| Error::Refused("authoring-archive"))?;
        left = left.checked_sub(written).ok_or(Error::Refused("authoring-archive-size"))?;
    }
    Ok(())
}

/// Whether a path is content: what systems leave in archives is not.
fn is_kept(path: &Path) -> bool {
    path.components().all(|part| match part {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.') && name != "__MACOSX",
        _ => false,
    })
}

/// The folder that holds `programme.toml`: the archive itself, or the only folder in it.
fn root(folder: &Path) -> Option<PathBuf> {
    let is_programme = |folder: &Path| folder.join("programme.toml").is_file();
    if is_programme(folder) {
        return Some(folder.to_owned());
    }
    let mut inside = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let (first, second) = (inside.next()?, inside.next());
    (second.is_none() && is_programme(&first)).then_some(first)
}
