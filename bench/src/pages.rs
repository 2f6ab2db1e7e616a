//! A lesson's page for a learner, beside a constant answer of the same size from the same server.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::learners::{LEARNERS, LESSON, Learner, learners};
use crate::load::{Load, Work, together};
use crate::school::{self, School};
use crate::table::{Goal, Table};

/// Rate, statements and size.
pub(crate) fn measure(own: &Path, data: &Path, table: &mut Table) -> Result<()> {
    let mut school = School::start(own, data, "")?;
    let mut learners = learners(&school.process.address)?;
    let size = learners.first().map_or(0, |learner| learner.client.answer.body.len());
    let (constant, least) = rate(&school, &mut learners, &school::constant_path(size))?;
    let (bare, _) = rate(&school, &mut learners, &school::bare_path(size))?;
    let (lesson, processor) = rate(&school, &mut learners, LESSON)?;
    let third = Goal::ShareOfFloor(1.0 / 3.0);
    let what = format!("lesson pages, {LEARNERS} at once; a constant page of that size on the same server");
    table.add_beside(what, (lesson.rate, constant.rate), "/s", third);
    table.add_beside("lesson pages; a constant answer of a bare axum", (lesson.rate, bare.rate), "/s", Goal::None);
    table.add("lesson page, wait of the middle one", lesson.percentile(0.5), "ms", Goal::None);
    table.add("lesson page, wait of the last in a hundred", lesson.percentile(0.99), "ms", Goal::None);
    let what = "lesson page, processor time of the server for each; a constant answer";
    table.add_beside(what, (processor, least), "µs", Goal::None);
    let Some(learner) = learners.first_mut() else { return Ok(()) };
    let before = school.counts()?;
    learner.client.get(LESSON)?;
    let after = school.counts()?;
    table.add("lesson page, statements", after.statements - before.statements, "", Goal::AtMost(3.0));
    table.add("lesson page, size before compression", size as f64 / 1000.0, "kB", Goal::AtMost(60.0));
    Ok(())
}

/// The rate, and the microseconds of processor time that each took the server.
fn rate(school: &School, learners: &mut [Learner], path: &str) -> Result<(Load, f64)> {
    let hear = |learner: &mut Learner| {
        let answer = learner.client.hear()?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
        Ok(())
    };
    let work = Work { ask: |learner: &mut Learner| learner.client.ask(path), hear };
    let (load, before) = together(learners, &work, || school.process.processor_seconds())?;
    let spent = school.process.processor_seconds()? - before;
    let each = spent * 1_000_000.0 / load.count as f64;
    Ok((load, each))
}
