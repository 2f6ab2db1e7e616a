//! Progress saves of many learners at once, over HTTP, each answered when it is on disk.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Result, ensure};
use serde_json::json;

use crate::floor;
use crate::learners::{LEARNERS, Learner, learners};
use crate::load::{Load, Work, together};
use crate::school::School;
use crate::table::{Goal, Table};

/// After so many saves a learner opens the page anew.
const SAVES_A_VIEW: u32 = 100;
/// What an active learner gathers between two saves.
const SECONDS_A_SAVE: u32 = 20;

/// A learner, and how often they saved.
struct Saving {
    learner: Learner,
    view: u64,
    saves: u32,
}

/// What saving cost.
struct Cost {
    load: Load,
    /// Milliseconds of processor time of the server, for each.
    processor: f64,
    /// Saves that shared a commit, on average.
    shared: f64,
}

/// On SQLite, beside bare inserts on the same disk.
pub(crate) fn measure(own: &Path, data: &Path, folder: &Path, table: &mut Table) -> Result<()> {
    let cost = saves(own, data, "")?;
    let rate = cost.load.rate;
    let batch = cost.shared.round().max(1.0);
    let together = floor::rows_a_second(folder, batch as usize)?;
    let alone = floor::rows_a_second(folder, 1)?;
    let third = Goal::ShareOfFloor(1.0 / 3.0);
    table.add_beside(format!("saves, {LEARNERS} at once; {batch:.0} inserts a commit"), (rate, together), "/s", third);
    table.add_beside(format!("saves, {LEARNERS} at once; one insert a commit"), (rate, alone), "/s", Goal::None);
    tell(&cost, "saves", table);
    Ok(())
}

/// On PostgreSQL, for which there is no floor of the same kind.
pub(crate) fn measure_postgres(own: &Path, data: &Path, database: &str, table: &mut Table) -> Result<()> {
    let cost = saves(own, data, database)?;
    table.add(format!("saves on PostgreSQL, {LEARNERS} at once"), cost.load.rate, "/s", Goal::None);
    tell(&cost, "saves on PostgreSQL", table);
    Ok(())
}

fn tell(cost: &Cost, what: &str, table: &mut Table) {
    let (middle, late) = (cost.load.percentile(0.5), cost.load.percentile(0.99));
    table.add(format!("{what}, wait of the middle one"), middle, "ms", Goal::None);
    table.add(format!("{what}, wait of the last in a hundred"), late, "ms", Goal::None);
    table.add(format!("{what}, the last in a hundred to the middle"), late / middle, "times", Goal::AtMost(10.0));
    table.add(format!("{what}, processor time of the server for each"), cost.processor, "ms", Goal::None);
}

fn saves(own: &Path, data: &Path, database: &str) -> Result<Cost> {
    let mut school = School::start(own, data, database)?;
    let views = AtomicU64::new(1);
    let mut saving: Vec<Saving> = learners(&school.process.address)?
        .into_iter()
        .map(|learner| Saving { learner, view: views.fetch_add(1, Ordering::Relaxed), saves: 0 })
        .collect();
    let work = Work { ask: |one: &mut Saving| save(one, &views), hear: is_saved };
    let begin = || Ok((school.counts()?, school.process.processor_seconds()?));
    let (load, (counts, processor)) = together(&mut saving, &work, begin)?;
    let spent = school.process.processor_seconds()? - processor;
    let commits = school.counts()?.commits - counts.commits;
    let count = load.count as f64;
    Ok(Cost { load, processor: spent * 1000.0 / count, shared: count / commits })
}

fn save(one: &mut Saving, views: &AtomicU64) -> Result<()> {
    if one.saves == SAVES_A_VIEW {
        one.saves = 0;
        one.view = views.fetch_add(1, Ordering::Relaxed);
    }
    one.saves += 1;
    let report = json!({
        "view": format!("0190b000-0000-7000-8000-{:012x}", one.view),
        "active_seconds": one.saves * SECONDS_A_SAVE,
        "block": one.learner.block,
        "reached_end": false,
        "media": {},
        "leaving": false,
    });
    one.learner.client.post(&one.learner.progress, "application/json", &report.to_string())
}

fn is_saved(one: &mut Saving) -> Result<()> {
    let answer = one.learner.client.hear()?;
    ensure!(answer.status == 200, "a save was answered {}: {}", answer.status, answer.text());
    Ok(())
}
