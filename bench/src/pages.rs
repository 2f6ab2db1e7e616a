//! A lesson's page for a learner, beside an answer of the same server that asks nobody anything.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::learners::{LEARNERS, LESSON, Learner, learners};
use crate::load::{Load, together};
use crate::school::School;
use crate::table::{Goal, Table};

/// A drawing that lies in the program: it passes through everything that stands before a page.
const CONSTANT: &str = "/statique/moon.svg";

/// Rate, statements and size.
pub(crate) fn measure(own: &Path, data: &Path, table: &mut Table) -> Result<()> {
    let mut school = School::start(own, data, "")?;
    let mut learners = learners(&school.process.address)?;
    let constant = rate(&mut learners, CONSTANT)?;
    let lesson = rate(&mut learners, LESSON)?;
    let third = Goal::ShareOfFloor(1.0 / 3.0);
    let what = format!("lesson pages, {LEARNERS} at once; a constant answer");
    table.add_beside(what, (lesson.rate, constant.rate), "/s", third);
    table.add("lesson page, wait of the middle one", lesson.percentile(0.5), "ms", Goal::None);
    table.add("lesson page, wait of the last in a hundred", lesson.percentile(0.99), "ms", Goal::None);
    let Some(learner) = learners.first_mut() else { return Ok(()) };
    let before = school.counts()?;
    let page = learner.client.get(LESSON)?;
    let after = school.counts()?;
    table.add("lesson page, statements", after.statements - before.statements, "", Goal::AtMost(3.0));
    table.add("lesson page, size before compression", page.body.len() as f64 / 1000.0, "kB", Goal::AtMost(60.0));
    Ok(())
}

fn rate(learners: &mut [Learner], path: &str) -> Result<Load> {
    let get = |learner: &mut Learner| {
        let answer = learner.client.get(path)?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
        Ok(())
    };
    Ok(together(learners, get, || Ok(()))?.0)
}
