//! Undoing a step of a draft, doing it again, and throwing the whole draft away.

use database::{Moment, Transaction, params, sql};

use super::draft::{Draft, put, set_base};
use super::files::Kept;
use crate::Error;
use crate::access::{Access, Teaching};
use crate::programmes::ProgrammeId;

/// Undoes the last step, which must be the one that was seen: [`Error::Refused`] when another was made meanwhile.
pub fn undo(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (author, slug, number): (Access<Teaching>, &str, i64),
) -> Result<(), Error> {
    let draft = Draft::take(transaction, moment, (author, slug))?;
    let last = sql!("SELECT MAX(number) FROM draft_steps WHERE programme_id = $1 AND NOT undone");
    seen(transaction.one(last, params![draft.workshop.id])?, number)?;
    turn(transaction, (draft.workshop.id, number), Turn::Back)
}

/// Does again the step that was undone last.
pub fn redo(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (author, slug, number): (Access<Teaching>, &str, i64),
) -> Result<(), Error> {
    let draft = Draft::take(transaction, moment, (author, slug))?;
    let first = sql!("SELECT MIN(number) FROM draft_steps WHERE programme_id = $1 AND undone");
    seen(transaction.one(first, params![draft.workshop.id])?, number)?;
    turn(transaction, (draft.workshop.id, number), Turn::Forth)
}

/// Throws the draft away: what is published stays as it is. A programme that was never published goes with it.
pub fn discard(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (author, slug): (Access<Teaching>, &str),
) -> Result<(), Error> {
    let draft = Draft::take(transaction, moment, (author, slug))?;
    close(transaction, draft.workshop.id)?;
    if draft.workshop.newest.is_none() {
        transaction.execute(sql!("DELETE FROM programme_sources WHERE id = $1"), params![draft.workshop.id])?;
    }
    Ok(())
}

fn seen(now: Option<i64>, seen: i64) -> Result<(), Error> {
    if now == Some(seen) { Ok(()) } else { Err(Error::Refused("authoring-moved")) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Back,
    Forth,
}

fn turn(transaction: &Transaction<'_>, (programme, number): (ProgrammeId, i64), turn: Turn) -> Result<(), Error> {
    let (before, after): (Option<u32>, Option<u32>) = transaction.one(
        sql!("SELECT base_before, base_after FROM draft_steps WHERE programme_id = $1 AND number = $2"),
        params![programme, number],
    )?;
    set_base(transaction, programme, if turn == Turn::Back { before } else { after })?;
    let rows: Vec<(String, Option<String>, Option<String>, Option<String>, Option<String>)> = transaction.all(
        sql!(
            "SELECT path, before_text, before_media, after_text, after_media FROM draft_changes
             WHERE programme_id = $1 AND number = $2 ORDER BY path"
        ),
        params![programme, number],
    )?;
    for (path, before_text, before_medium, after_text, after_medium) in rows {
        let (text, medium) = if turn == Turn::Back { (before_text, before_medium) } else { (after_text, after_medium) };
        put(transaction, programme, &path, Kept::read(text, medium, None).as_ref())?;
    }
    transaction.execute(
        sql!("UPDATE draft_steps SET undone = $3 WHERE programme_id = $1 AND number = $2"),
        params![programme, number, turn == Turn::Back],
    )?;
    Ok(())
}

/// Ends the draft of a programme, with its steps and the texts that nothing else holds.
pub(super) fn close(transaction: &Transaction<'_>, programme: ProgrammeId) -> Result<(), Error> {
    // Their changes go with them.
    transaction.execute(sql!("DELETE FROM draft_steps WHERE programme_id = $1"), params![programme])?;
    transaction.execute(sql!("DELETE FROM draft_files WHERE programme_id = $1"), params![programme])?;
    transaction.execute(
        sql!("UPDATE programme_sources SET draft_since = NULL, draft_base = NULL WHERE id = $1"),
        params![programme],
    )?;
    transaction.execute(
        sql!(
            "DELETE FROM source_texts
             WHERE NOT EXISTS (SELECT 1 FROM version_files WHERE version_files.text_hash = source_texts.hash)
               AND NOT EXISTS (SELECT 1 FROM draft_files WHERE draft_files.text_hash = source_texts.hash)
               AND NOT EXISTS (SELECT 1 FROM draft_changes WHERE draft_changes.before_text = source_texts.hash)
               AND NOT EXISTS (SELECT 1 FROM draft_changes WHERE draft_changes.after_text = source_texts.hash)"
        ),
        params![],
    )?;
    Ok(())
}
