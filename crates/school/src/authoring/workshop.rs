//! A programme as those who write it see it.

use coursework::editing::{Outline, PROGRAMME, Paper, outline, slug_of, title_of};
use coursework::{Language, Sources};
use database::{Reader, params, sql};
use jiff::Timestamp;
use vault::{Sealed, Vault};

use super::files::{Files, of_draft, of_version};
use super::names::author_name;
use crate::Error;
use crate::access::{Access, Teaching};
use crate::people::PersonId;
use crate::programmes::ProgrammeId;

/// The file that says what a programme is.
const DESCRIPTION: &str = "programme.toml";

/// A programme in the list.
#[derive(Clone, Debug)]
pub struct ProgrammeLine {
    /// Its address.
    pub slug: String,
    /// Its published title, or that of its draft before it was published.
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

    /// Its title as the draft says it; empty when that cannot be read.
    pub fn title(&self) -> String {
        title_of(DESCRIPTION, self.sources.text(DESCRIPTION).unwrap_or_default())
    }

    /// The language that the draft says it is written in; French when that cannot be read.
    pub fn language(&self) -> Language {
        let paper = self.sources.text(DESCRIPTION).and_then(|text| Paper::read(text).ok());
        let code = paper.map(|paper| paper.form(&PROGRAMME).get("language").to_owned());
        crate::words::language(&code.unwrap_or_default())
    }

    /// Whether another version was added since the draft was opened.
    pub fn is_behind(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.base != self.newest)
    }
}

/// Every programme, by title.
pub fn programmes(reader: &Reader<'_>, _: Access<Teaching>) -> Result<Vec<ProgrammeLine>, Error> {
    type Row = (String, Option<String>, Option<u32>, Option<Timestamp>, Option<Timestamp>, bool, Option<String>);
    let rows: Vec<Row> = reader.all(
        sql!(
            "SELECT programme_sources.slug, programmes.title, programme_versions.number,
                    programme_versions.published_at, programme_sources.draft_since, TRUE, source_texts.text
             FROM programme_sources LEFT JOIN programmes ON programmes.id = programme_sources.id
             LEFT JOIN programme_versions ON programme_versions.programme_id = programme_sources.id
               AND programme_versions.number = (SELECT MAX(number) FROM programme_versions AS newest
                                                WHERE newest.programme_id = programme_sources.id)
             LEFT JOIN draft_files ON draft_files.programme_id = programme_sources.id
               AND draft_files.path = 'programme.toml' AND programmes.id IS NULL
             LEFT JOIN source_texts ON source_texts.hash = draft_files.text_hash
             UNION ALL
             SELECT programmes.slug, programmes.title, NULL, NULL, NULL, FALSE, NULL FROM programmes
             WHERE NOT EXISTS (SELECT 1 FROM programme_sources WHERE programme_sources.id = programmes.id)"
        ),
        params![],
    )?;
    let line = |(slug, title, version, published_at, draft_since, has_sources, text): Row| {
        let begun = text.map(|text| title_of(DESCRIPTION, &text)).filter(|title| !title.is_empty());
        let title = title.or(begun).unwrap_or_else(|| slug.clone());
        ProgrammeLine { slug, title, version, published_at, draft_since, has_sources }
    };
    let mut lines: Vec<ProgrammeLine> = rows.into_iter().map(line).collect();
    lines.sort_by(|one, other| (slug_of(&one.title), &one.slug).cmp(&(slug_of(&other.title), &other.slug)));
    Ok(lines)
}

/// One programme. [`Error::Refused`] when it was imported before sources were kept.
pub fn workshop(reader: &Reader<'_>, vault: &Vault, (_, slug): (Access<Teaching>, &str)) -> Result<Workshop, Error> {
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
        let known: bool =
            reader.one(sql!("SELECT EXISTS (SELECT 1 FROM programmes WHERE slug = $1)"), params![slug])?;
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
    type Row = (i64, String, String, Timestamp, PersonId, Option<Sealed>);
    let last = sql!(
        "SELECT number, kind, path, made_at, made_by, people.name_sealed
         FROM draft_steps LEFT JOIN people ON people.id = draft_steps.made_by
         WHERE programme_id = $1 AND NOT undone ORDER BY number DESC LIMIT 1"
    );
    let first = sql!(
        "SELECT number, kind, path, made_at, made_by, people.name_sealed
         FROM draft_steps LEFT JOIN people ON people.id = draft_steps.made_by
         WHERE programme_id = $1 AND undone ORDER BY number LIMIT 1"
    );
    let row: Option<Row> = reader.optional(if side == Side::Undo { last } else { first }, params![programme])?;
    let Some((number, kind, path, made_at, made_by, sealed)) = row else { return Ok(None) };
    let name = author_name(vault, made_by, sealed.as_ref())?;
    Ok(Some(StepLine { number, kind, path, made_at, name }))
}
