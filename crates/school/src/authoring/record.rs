//! Adding a version: the files as they were published or imported.

use database::{Moment, Transaction, params, sql};

use super::draft::in_turn;
use super::files::{Files, Kept};
use super::steps::close;
use super::versions::{Rebased, files_of, towards_newest};
use super::workshop::opened;
use crate::Error;
use crate::people::PersonId;
use crate::programmes::ProgrammeId;

/// Who adds it, and what they say of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By<'n> {
    /// Somebody of the team, from the draft, which ends with it.
    Author(PersonId, &'n str),
    /// Whoever imports on the command line; a draft stays.
    Import,
}

/// The version that holds these files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recorded {
    pub(crate) number: u32,
    /// Whether it is new: the newest may hold the same files.
    pub(crate) is_new: bool,
    /// What a draft that stays open now has to be brought up to, if one stays.
    pub(crate) draft: Option<Rebased>,
}

/// Adds a version of these files, whose contents are kept, unless the newest holds the same.
pub(crate) fn record(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (programme, slug): (ProgrammeId, &str),
    (files, by): (&Files, By<'_>),
) -> Result<Recorded, Error> {
    in_turn(transaction)?;
    transaction.execute(
        sql!(
            "INSERT INTO programme_sources (id, slug, begun_at, revision) VALUES ($1, $2, $3, 1)
             ON CONFLICT (slug) DO UPDATE SET revision = programme_sources.revision + 1"
        ),
        params![programme, slug, moment.now],
    )?;
    let newest: Option<u32> = transaction
        .one(sql!("SELECT MAX(number) FROM programme_versions WHERE programme_id = $1"), params![programme])?;
    let is_new = newest.is_none() || files_of(transaction, programme, newest)? != *files;
    let number = newest.unwrap_or(0) + u32::from(is_new);
    if is_new {
        insert(transaction, moment, (programme, number), (files, by))?;
    }
    if matches!(by, By::Author(..)) || has_no_steps(transaction, programme)? {
        close(transaction, programme)?;
    }
    let workshop = opened(transaction, slug)?;
    let draft = workshop.draft.is_some().then(|| towards_newest(transaction, &workshop)).transpose()?;
    Ok(Recorded { number, is_new, draft: draft.map(|(_, rebased)| rebased) })
}

fn insert(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (programme, number): (ProgrammeId, u32),
    (files, by): (&Files, By<'_>),
) -> Result<(), Error> {
    let (author, note) = match by {
        By::Author(person, note) => (Some(person), note),
        By::Import => (None, ""),
    };
    transaction.execute(
        sql!(
            "INSERT INTO programme_versions (programme_id, number, published_at, published_by, note)
             VALUES ($1, $2, $3, $4, $5)"
        ),
        params![programme, number, moment.now, author, note],
    )?;
    for (path, kept) in files {
        let (text, medium) = Kept::columns(Some(kept));
        transaction.execute(
            sql!(
                "INSERT INTO version_files (programme_id, number, path, text_hash, media_hash)
                 VALUES ($1, $2, $3, $4, $5)"
            ),
            params![programme, number, path, text, medium],
        )?;
    }
    Ok(())
}

/// A draft in which nothing was done, or everything undone, holds nothing that a new version would cover up.
fn has_no_steps(transaction: &Transaction<'_>, programme: ProgrammeId) -> Result<bool, Error> {
    let statement = sql!(
        "SELECT NOT EXISTS (SELECT 1 FROM draft_steps WHERE programme_id = $1)
            AND EXISTS (SELECT 1 FROM programme_versions WHERE programme_id = $1 AND number =
                        (SELECT draft_base FROM programme_sources WHERE id = $1))"
    );
    Ok(transaction.one(statement, params![programme])?)
}
