//! Importing a programme from its folder, with every file of it as a version.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use coursework::Programme;
use database::{Moment, Transaction};
use journal::Entry;
use privacy::Engine;

use super::media::{StoredMedia, store_folder};
use super::place::place;
use crate::authoring::{By, Rebased, keep_files, record};
use crate::{Error, School};

/// What an import did, in resources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Resources that are new.
    pub added: u32,
    /// Resources that changed.
    pub updated: u32,
    /// Resources that are as they were.
    pub unchanged: u32,
    /// Resources that are gone from the folder; their learners keep what they did.
    pub retired: u32,
}

impl fmt::Display for ImportReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { added, updated, unchanged, retired } = self;
        write!(formatter, "{added} added, {updated} updated, {unchanged} unchanged, {retired} retired")
    }
}

/// The media of a programme as they lie in the media folder, by their path from the programme's folder.
pub type MediaByPath = BTreeMap<PathBuf, StoredMedia>;

/// What importing a folder did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// In resources.
    pub report: ImportReport,
    /// The number of the version that holds the folder's files.
    pub version: u32,
    /// Whether that version is new: the newest one may have held the same files.
    pub is_new: bool,
    /// What a draft that stays open has to be brought up to, if one stays: nothing of it is lost.
    pub draft: Option<Rebased>,
}

/// Imports a checked programme from its folder, with every file of it as a version: media first, then everything else in one
/// story.
pub async fn import_folder(
    school: &School,
    programme: Programme,
    folder: PathBuf,
    media_folder: PathBuf,
) -> Result<Imported, Error> {
    let copied = tokio::task::spawn_blocking(move || {
        let stored = store_folder(&folder, &media_folder)?;
        Ok::<_, Error>((programme, stored))
    });
    let (programme, (texts, stored)) = copied.await.map_err(|error| Error::Other(error.to_string()))??;
    let engine = Arc::clone(&school.privacy);
    let story = school.write(move |transaction, _, moment| {
        let files = keep_files(transaction, &texts, &stored)?;
        let (id, report) = place(transaction, moment, &engine, (&programme, &shown(&programme, stored)))?;
        let recorded = record(transaction, moment, (id, &programme.slug), (&files, By::Import))?;
        note(transaction, moment, &programme.slug, (&report, Some(recorded.number)))?;
        Ok(Imported { report, version: recorded.number, is_new: recorded.is_new, draft: recorded.draft })
    });
    story.await
}

/// Of the files that were stored, those that the programme shows: only these are served to learners.
fn shown(programme: &Programme, mut stored: MediaByPath) -> MediaByPath {
    let resources = programme.modules.iter().flat_map(|module| &module.resources);
    let named: BTreeSet<&PathBuf> =
        resources.flat_map(|one| one.body.media()).map(|file| &file.path_in_folder).collect();
    stored.retain(|path, _| named.contains(path));
    stored
}

/// Imports a checked programme whose media are stored already, without its files.
pub fn import(
    transaction: &Transaction<'_>,
    moment: &Moment,
    engine: &Engine,
    (programme, media): (&Programme, &MediaByPath),
) -> Result<ImportReport, Error> {
    let (_, report) = place(transaction, moment, engine, (programme, media))?;
    note(transaction, moment, &programme.slug, (&report, None))?;
    Ok(report)
}

fn note(
    transaction: &Transaction<'_>,
    moment: &Moment,
    slug: &str,
    (report, version): (&ImportReport, Option<u32>),
) -> Result<(), Error> {
    let entry = Entry::new("programme.imported").with("programme", slug).with("added", report.added);
    let entry = entry.with("updated", report.updated).with("retired", report.retired);
    let entry = version.map_or(entry.clone(), |version| entry.with("version", version));
    journal::append(transaction, moment, entry)?;
    Ok(())
}
