//! Publishing a draft: what it will do, and doing it.

use std::path::PathBuf;
use std::sync::Arc;

use coursework::editing::{FileKind, counterpart, title_of};
use coursework::{Mistake, Programme, read_sources};
use database::{Reader, params, sql};
use journal::Entry;
use privacy::Engine;

use super::draft::Draft;
use super::files::{Files, Kept};
use super::record::{By, record};
use super::versions::{Rebased, files_of, towards_newest};
use super::workshop::{Workshop, opened, workshop};
use crate::access::{Access, Teaching};
use crate::programmes::{Forecast, ImportReport, MediaByPath, StoredMedia, forecast, place};
use crate::{Error, School};

/// The longest note, in characters.
const MOST_NOTE: usize = 500;

/// A draft before it is published.
#[derive(Clone, Debug)]
pub struct Review {
    /// The programme with its draft.
    pub workshop: Workshop,
    /// What publishing will do; or all that keeps the draft from being published.
    pub outcome: Result<Forecast, Vec<Mistake>>,
    /// The titles of what has another description: the programme, modules.
    pub described: Vec<String>,
    /// How many learners are enrolled.
    pub enrolled: i64,
    /// What the draft has to be brought up to first, when another version was added since it was opened.
    pub behind: Option<Rebased>,
    /// Whether anything differs from what is published.
    pub is_new: bool,
}

/// What was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The version's number.
    pub number: u32,
    /// What that did.
    pub report: ImportReport,
}

/// Reads a draft as publishing would, and tells what that will do.
pub async fn review(school: &School, author: Access<Teaching>, slug: String) -> Result<Review, Error> {
    let workshop = school.read(move |reader, vault, _| workshop(reader, vault, (author, &slug))).await?;
    let (workshop, programme) = read(workshop).await?;
    let told = school.read(move |reader, _, _| {
        let outcome = match programme {
            Ok(programme) => Ok(forecast(reader, &programme, &media_of(&programme, &workshop.files))?),
            Err(mistakes) => Err(mistakes),
        };
        let behind = workshop.is_behind().then(|| towards_newest(reader, &workshop)).transpose()?;
        let published = files_of(reader, workshop.id, workshop.newest)?;
        let (enrolled, is_new) = (enrolled(reader, &workshop)?, published != workshop.files);
        let (described, behind) = (described(&workshop, &published), behind.map(|(_, rebased)| rebased));
        Ok(Review { outcome, described, enrolled, behind, is_new, workshop })
    });
    told.await
}

/// Publishes the draft that was seen, as the next version, in one story. [`Error::Refused`] when it changed meanwhile, holds
/// mistakes, began from an older version, or differs in nothing.
pub async fn publish(
    school: &School,
    author: Access<Teaching>,
    (slug, seen, note): (String, i64, String),
) -> Result<Published, Error> {
    let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
    if note.chars().count() > MOST_NOTE {
        return Err(Error::Refused("authoring-note"));
    }
    let asked = slug.clone();
    let workshop = school.read(move |reader, _, _| opened(reader, &asked)).await?;
    let (workshop, programme) = read(workshop).await?;
    let programme = programme.map_err(|_| Error::Refused("authoring-mistakes"))?;
    if workshop.revision != seen {
        return Err(Error::Refused("authoring-moved"));
    }
    let engine = Arc::clone(&school.privacy);
    let story = school.write(move |transaction, vault, moment| {
        let draft = Draft::take(transaction, moment, (author, &slug))?;
        // Taking it in hand counted once more.
        if draft.workshop.revision != seen + 1 || draft.workshop.draft.is_none() {
            return Err(Error::Refused("authoring-moved"));
        }
        let published = put_in_place(&draft, &engine, (&programme, &note))?;
        let entry = Entry::new("programme.published").by(vault.pseudonym(author.person().uuid())?);
        let entry = entry.with("programme", slug.as_str()).with("version", published.number);
        journal::append(transaction, moment, entry.with("retired", published.report.retired))?;
        Ok(published)
    });
    story.await
}

fn put_in_place(
    draft: &Draft<'_, '_>,
    engine: &Engine,
    (programme, note): (&Programme, &str),
) -> Result<Published, Error> {
    let Draft { transaction, moment, author, workshop } = draft;
    if workshop.is_behind() {
        return Err(Error::Refused("authoring-behind"));
    }
    let media = media_of(programme, &workshop.files);
    let (id, report) = place(transaction, moment, engine, (programme, &media))?;
    let by = By::Author(*author, note);
    let recorded = record(transaction, moment, (id, &workshop.slug), (&workshop.files, by))?;
    if !recorded.is_new {
        return Err(Error::Refused("authoring-nothing-new"));
    }
    Ok(Published { number: recorded.number, report })
}

/// What was described otherwise, wherever it stood then.
fn described(workshop: &Workshop, published: &Files) -> Vec<String> {
    let is_description = |path: &&String| matches!(FileKind::of(path), FileKind::Programme | FileKind::Module);
    let before = |path: &str| {
        let there = counterpart(published.keys().map(String::as_str), path)?;
        published.get(there)
    };
    let paths = workshop.files.keys().filter(is_description);
    let changed = paths.filter(|path| before(path).is_some_and(|kept| workshop.files.get(*path) != Some(kept)));
    changed.map(|path| title_of(path, workshop.sources.text(path).unwrap_or_default())).collect()
}

/// Reading renders every text: it keeps no thread that answers.
async fn read(workshop: Workshop) -> Result<(Workshop, Result<Programme, Vec<Mistake>>), Error> {
    let reading = tokio::task::spawn_blocking(move || {
        let programme = read_sources(&workshop.sources, &workshop.slug);
        (workshop, programme)
    });
    reading.await.map_err(|error| Error::Other(error.to_string()))
}

/// The media that the programme shows, as they lie in the media folder.
pub(super) fn media_of(programme: &Programme, files: &Files) -> MediaByPath {
    let shown = programme.modules.iter().flat_map(|module| &module.resources).flat_map(|one| one.body.media());
    let stored = shown.filter_map(|file| match files.get(file.path_in_folder.to_str()?) {
        Some(Kept::Medium { hash, size_bytes }) => {
            let stored = StoredMedia { hash: hash.clone(), content_type: file.content_type(), size_bytes: *size_bytes };
            Some((PathBuf::from(&file.path_in_folder), stored))
        }
        _ => None,
    });
    stored.collect()
}

/// How many learners follow the programme: a number, and nobody.
fn enrolled(reader: &Reader<'_>, workshop: &Workshop) -> Result<i64, Error> {
    let statement = sql!(
        "SELECT COUNT(*) FROM enrolments JOIN people ON people.id = enrolments.person_id
         WHERE enrolments.programme_id = $1 AND people.closed_at IS NULL"
    );
    Ok(reader.one(statement, params![workshop.id])?)
}
