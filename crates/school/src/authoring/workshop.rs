//! A programme as those who write it see it.

use coursework::Sources;
use coursework::editing::{Outline, outline};
use database::{Reader, params, sql};
use jiff::Timestamp;
use vault::Vault;

use super::files::{Files, of_draft, of_version};
use super::names::author_name;
use crate::Error;
use crate::access::{Access, Teaching};
use crate::people::PersonId;
use crate::programmes::ProgrammeId;

/// A programme in the list.
#[derive(Clone, Debug)]
pub struct ProgrammeLine {
    /// Its address.
    pub slug: String,
    /// Its published title; its address before it was published.
    pub title: String,
    /// Its newest version; none before it was published, and for one that was imported before sources were kept.
    pub version: Option<u32>,
    /// When that was published.
    pub published_at: Option<Timestamp>,
    /// When its draft was opened, if there is one.
    pub draft_since: Option<Timestamp>,
    /// Whether its sources are kept.
    pub has_sources: bool,
}

/// The draft of a programme.
#[derive(Clone, Debug)]
pub struct DraftState {
    /// When it was opened.
    pub since: Timestamp,
    /// The version it began from.
    pub base: Option<u32>,
    /// What « Annuler » would undo.
    pub undo: Option<StepLine>,
    /// What « Rétablir » would do again.
    pub redo: Option<StepLine>,
}

/// A step of a draft.
#[derive(Clone, Debug)]
pub struct StepLine {
    /// Its number, from 1.
    pub number: i64,
    /// A code for words.
    pub kind: String,
    /// What it was done to.
    pub path: String,
    /// When.
    pub made_at: Timestamp,
    /// By whom; empty once the name is gone.
    pub name: String,
}

/// A programme with its files: those of the draft, or of the newest version while there is no draft.
#[derive(Clone, Debug)]
pub struct Workshop {
    /// The programme.
    pub id: ProgrammeId,
    /// Its address.
    pub slug: String,
    /// Counted by every change.
    pub revision: i64,
    /// Its newest version.
    pub newest: Option<u32>,
    /// The draft, if there is one.
    pub draft: Option<DraftState>,
    /// The files.
    pub files: Files,
    /// The same with their texts.
    pub sources: Sources,
}

impl Workshop {
    /// What stands where.
    pub fn outline(&self) -> Outline {
        outline(&self.sources)
    }

    /// Whether another version was added since the draft was opened.
    pub fn is_behind(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.base != self.newest)
    }
}

/// Every programme, by title.
pub fn programmes(reader: &Reader<'_>, _: Access<Teaching>) -> Result<Vec<ProgrammeLine>, Error> {
    type Row = (String, String, Option<u32>, Option<Timestamp>, Option<Timestamp>, bool);
    let rows: Vec<Row> = reader.all(
        sql!(
            "SELECT programme_sources.slug, COALESCE(programmes.title, programme_sources.slug), programme_versions.number,
                    programme_versions.published_at, programme_sources.draft_since, TRUE
             FROM programme_sources LEFT JOIN programmes ON programmes.id = programme_sources.id
             LEFT JOIN programme_versions ON programme_versions.programme_id = programme_sources.id
               AND programme_versions.number = (SELECT MAX(number) FROM programme_versions AS newest
                                                WHERE newest.programme_id = programme_sources.id)
             UNION ALL
             SELECT programmes.slug, programmes.title, NULL, NULL, NULL, FALSE FROM programmes
             WHERE NOT EXISTS (SELECT 1 FROM programme_sources WHERE programme_sources.id = programmes.id)
             ORDER BY 2, 1"
        ),
        params![],
    )?;
    let line = |(slug, title, version, published_at, draft_since, has_sources): Row| ProgrammeLine {
        slug,
        title,
        version,
        published_at,
        draft_since,
        has_sources,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// One programme. [`Error::Refused`] when it was imported before sources were kept.
pub fn workshop(
    reader: &Reader<'_>,
    vault: &Vault,
    (_, slug): (Access<Teaching>, &str),
) -> Result<Workshop, Error> {
    let mut workshop = opened(reader, slug)?;
    let programme = workshop.id;
    if let Some(draft) = &mut workshop.draft {
        draft.undo = step(reader, vault, programme, Side::Undo)?;
        draft.redo = step(reader, vault, programme, Side::Redo)?;
    }
    Ok(workshop)
}

/// The same without the names of its steps.
pub(super) fn opened(reader: &Reader<'_>, slug: &str) -> Result<Workshop, Error> {
    type Row = (ProgrammeId, i64, Option<Timestamp>, Option<u32>, Option<u32>);
    let row: Option<Row> = reader.optional(
        sql!(
            "SELECT id, revision, draft_since, draft_base,
                    (SELECT MAX(number) FROM programme_versions WHERE programme_id = programme_sources.id)
             FROM programme_sources WHERE slug = $1"
        ),
        params![slug],
    )?;
    let Some((id, revision, since, base, newest)) = row else {
        let known: bool = reader.one(sql!("SELECT EXISTS (SELECT 1 FROM programmes WHERE slug = $1)"), params![slug])?;
        return Err(if known { Error::Refused("authoring-no-sources") } else { Error::NotFound });
    };
    let state = match (since, newest) {
        (Some(_), _) => of_draft(reader, id)?,
        (None, Some(newest)) => of_version(reader, id, newest)?,
        (None, None) => return Err(Error::NotFound),
    };
    let draft = since.map(|since| DraftState { since, base, undo: None, redo: None });
    Ok(Workshop { id, slug: slug.to_owned(), revision, newest, draft, files: state.files, sources: state.sources })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Undo,
    Redo,
}

fn step(reader: &Reader<'_>, vault: &Vault, programme: ProgrammeId, side: Side) -> Result<Option<StepLine>, Error> {
    type Row = (i64, String, String, Timestamp, PersonId);
    let last = sql!(
        "SELECT number, kind, path, made_at, made_by FROM draft_steps
         WHERE programme_id = $1 AND NOT undone ORDER BY number DESC LIMIT 1"
    );
    let first = sql!(
        "SELECT number, kind, path, made_at, made_by FROM draft_steps
         WHERE programme_id = $1 AND undone ORDER BY number LIMIT 1"
    );
    let row: Option<Row> = reader.optional(if side == Side::Undo { last } else { first }, params![programme])?;
    let Some((number, kind, path, made_at, made_by)) = row else { return Ok(None) };
    let name = author_name(reader, vault, made_by)?;
    Ok(Some(StepLine { number, kind, path, made_at, name }))
}
