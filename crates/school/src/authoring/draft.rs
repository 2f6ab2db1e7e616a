//! Changing a draft: one step, which can be undone.

use std::collections::BTreeMap;

use database::dialect::one_at_a_time;
use database::{Moment, Transaction, params, sql};

use super::files::Kept;
use super::workshop::{Workshop, opened};
use crate::Error;
use crate::access::{Access, Teaching};
use crate::people::PersonId;
use crate::programmes::ProgrammeId;

/// Any number that nothing else in the program locks.
const LOCK: i64 = 7_114_325;

/// What becomes of files: a new content, or nothing for one that goes.
pub(super) type Changes = BTreeMap<String, Option<Kept>>;

/// A draft in hand: whoever else writes waits until this story is committed.
pub(super) struct Draft<'t, 'c> {
    pub(super) transaction: &'t Transaction<'c>,
    pub(super) moment: &'t Moment,
    pub(super) author: PersonId,
    pub(super) workshop: Workshop,
}

/// What was done, for the words of « Annuler ».
pub(super) struct Step<'s> {
    /// A code of `draft_steps.kind`.
    pub(super) kind: &'static str,
    /// The file it was done to.
    pub(super) path: &'s str,
    /// The version that the draft is to be based on from here; the one it is on when none is given.
    pub(super) base: Option<u32>,
}

impl<'t, 'c> Draft<'t, 'c> {
    /// Takes the programme in hand.
    pub(super) fn take(
        transaction: &'t Transaction<'c>,
        moment: &'t Moment,
        (author, slug): (Access<Teaching>, &str),
    ) -> Result<Self, Error> {
        in_turn(transaction)?;
        transaction
            .execute(sql!("UPDATE programme_sources SET revision = revision + 1 WHERE slug = $1"), params![slug])?;
        Ok(Self { transaction, moment, author: author.person(), workshop: opened(transaction, slug)? })
    }

    /// The paths of its files.
    pub(super) fn paths(&self) -> Vec<&str> {
        self.workshop.files.keys().map(String::as_str).collect()
    }

    /// Makes a step of what changes; whether anything did. What was undone can no longer be done again.
    pub(super) fn step(self, step: &Step<'_>, mut changes: Changes) -> Result<bool, Error> {
        changes.retain(|path, after| self.workshop.files.get(path) != after.as_ref());
        let base = self.open(&changes, step)?;
        let Some((before, after)) = base else { return Ok(false) };
        let (programme, transaction) = (self.workshop.id, self.transaction);
        transaction.execute(sql!("DELETE FROM draft_steps WHERE programme_id = $1 AND undone"), params![programme])?;
        let number: i64 = transaction.one(
            sql!("SELECT COALESCE(MAX(number), 0) + 1 FROM draft_steps WHERE programme_id = $1"),
            params![programme],
        )?;
        transaction.execute(
            sql!(
                "INSERT INTO draft_steps (programme_id, number, kind, path, made_at, made_by, undone, base_before, base_after)
                 VALUES ($1, $2, $3, $4, $5, $6, FALSE, $7, $8)"
            ),
            params![programme, number, step.kind, step.path, self.moment.now, self.author, before, after],
        )?;
        for (path, after) in &changes {
            note(transaction, (programme, number, path), (self.workshop.files.get(path), after.as_ref()))?;
            put(transaction, programme, path, after.as_ref())?;
        }
        set_base(transaction, programme, after)?;
        Ok(true)
    }

    /// Opens the draft where there is none; its base before and after the step, or nothing when the step changes nothing.
    fn open(&self, changes: &Changes, step: &Step<'_>) -> Result<Option<(Option<u32>, Option<u32>)>, Error> {
        let before = self.workshop.draft.as_ref().map_or(self.workshop.newest, |draft| draft.base);
        let after = step.base.or(before);
        if changes.is_empty() && after == before {
            return Ok(None);
        }
        if self.workshop.draft.is_none() {
            let programme = self.workshop.id;
            self.transaction.execute(
                sql!("UPDATE programme_sources SET draft_since = $2, draft_base = $3 WHERE id = $1"),
                params![programme, self.moment.now, before],
            )?;
            self.transaction.execute(
                sql!(
                    "INSERT INTO draft_files (programme_id, path, text_hash, media_hash)
                     SELECT programme_id, path, text_hash, media_hash FROM version_files
                     WHERE programme_id = $1 AND number = $2"
                ),
                params![programme, before],
            )?;
        }
        Ok(Some((before, after)))
    }
}

/// Lets the stories that write sources happen one after the other: a text that one of them throws away as held by nobody is
/// not taken up by another at the same time.
pub(super) fn in_turn(transaction: &Transaction<'_>) -> Result<(), Error> {
    Ok(one_at_a_time(transaction, LOCK)?)
}

/// Sets the version that the draft is based on.
pub(super) fn set_base(transaction: &Transaction<'_>, programme: ProgrammeId, base: Option<u32>) -> Result<(), Error> {
    let statement = sql!("UPDATE programme_sources SET draft_base = $2 WHERE id = $1");
    transaction.execute(statement, params![programme, base])?;
    Ok(())
}

/// Puts a content at a path of the draft, or takes the file away.
pub(super) fn put(
    transaction: &Transaction<'_>,
    programme: ProgrammeId,
    path: &str,
    kept: Option<&Kept>,
) -> Result<(), Error> {
    if kept.is_none() {
        let statement = sql!("DELETE FROM draft_files WHERE programme_id = $1 AND path = $2");
        transaction.execute(statement, params![programme, path])?;
        return Ok(());
    }
    let (text, medium) = Kept::columns(kept);
    transaction.execute(
        sql!(
            "INSERT INTO draft_files (programme_id, path, text_hash, media_hash) VALUES ($1, $2, $3, $4)
             ON CONFLICT (programme_id, path) DO UPDATE SET text_hash = $3, media_hash = $4"
        ),
        params![programme, path, text, medium],
    )?;
    Ok(())
}

fn note(
    transaction: &Transaction<'_>,
    (programme, number, path): (ProgrammeId, i64, &str),
    (before, after): (Option<&Kept>, Option<&Kept>),
) -> Result<(), Error> {
    let ((before_text, before_medium), (after_text, after_medium)) = (Kept::columns(before), Kept::columns(after));
    transaction.execute(
        sql!(
            "INSERT INTO draft_changes (programme_id, number, path, before_text, before_media, after_text, after_media)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        params![programme, number, path, before_text, before_medium, after_text, after_medium],
    )?;
    Ok(())
}
