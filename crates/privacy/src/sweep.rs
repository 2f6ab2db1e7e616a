//! The sweep: what is due is disposed of, a batch in a story, so that it may be killed anywhere and goes on later.

use std::collections::BTreeSet;

use database::{Moment, Transaction, Uuid, params, sql};
use journal::Entry;
use vault::Vault;

use crate::disposal::{Reason, dispose};
use crate::engine::key_category;
use crate::plan::EventStep;
use crate::retention::cutoff;
use crate::{Engine, Error};

/// People disposed of in one story; each has rows in many tables.
const PEOPLE: i64 = 20;

/// Disposes of one batch of what is due and gives how many rows it took, those of the terms included; zero means that nothing
/// more is due. Each batch has its journal entry.
pub fn sweep(transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, engine: &Engine) -> Result<u64, Error> {
    let swept = people(transaction, vault, moment, engine)?;
    if swept > 0 {
        return Ok(swept);
    }
    for step in &engine.plan.events {
        let swept = events(transaction, vault, moment, engine, step)?;
        if swept > 0 {
            return Ok(swept);
        }
    }
    Ok(0)
}

fn people(transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, engine: &Engine) -> Result<u64, Error> {
    let due: Vec<(Uuid, String)> = transaction.all(
        sql!(
            "SELECT subject_id, category FROM retention
             WHERE due_at <= $1
               AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.subject_id = retention.owner_id AND holds.lifted_at IS NULL
                               AND (holds.category IS NULL OR holds.category = retention.category))
             ORDER BY due_at LIMIT $2"
        ),
        params![moment.now, PEOPLE],
    )?;
    let mut swept = 0;
    for (subject, category) in due {
        let disposed = dispose(transaction, vault, moment, engine, (subject, &category), Reason::Term)?;
        // The term itself is a row too: a person without any other still counts as work done.
        swept += disposed.total() + 1;
        let entry = Entry::new("retention.disposed").with("category", category).with("rows", disposed.total());
        journal::append(transaction, moment, entry.with("tables", disposed.rows.len()))?;
    }
    Ok(swept)
}

fn events(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    step: &EventStep,
) -> Result<u64, Error> {
    let until = cutoff(moment.now, engine.category(&step.category)?.kept);
    let gone: Vec<Option<Uuid>> = transaction.all(step.dispose, params![until])?;
    if gone.is_empty() {
        return Ok(0);
    }
    let subjects: BTreeSet<Uuid> = gone.iter().flatten().copied().collect();
    for subject in subjects {
        if !holds_any(transaction, engine, &step.category, subject)? {
            // Nothing of it is left that the key would open: whatever a backup still holds is closed with it.
            vault.destroy(moment, subject, key_category(&step.category)?)?;
        }
    }
    let entry = Entry::new("retention.swept").with("category", step.category.as_str()).with("table", step.table);
    journal::append(transaction, moment, entry.with("rows", gone.len()))?;
    Ok(gone.len() as u64)
}

/// Whether a person has rows left in a category that is counted from each event.
fn holds_any(transaction: &Transaction<'_>, engine: &Engine, category: &str, subject: Uuid) -> Result<bool, Error> {
    let tables = engine.plan.events.iter().filter(|step| step.category == category);
    for statement in tables.filter_map(|step| step.remaining) {
        if transaction.optional::<i64>(statement, params![subject])?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
