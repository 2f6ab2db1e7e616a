//! `/equipe/confidentialite/conservation` (P08, P36): what will fall due month by month, and what is suspended.

use askama::Template;
use axum::extract::State;
use privacy::{Month, Words};
use school::commitments::{Check, last_sweep};
use school::moments::Moments;

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::SignedOfficer;

/// A year and the month that begins it again.
const MONTHS: u8 = 13;

#[derive(Template)]
#[template(path = "pages/staff/retention.html")]
struct RetentionPage {
    frame: Frame,
    moments: Moments,
    /// The categories of the policy, by code, with how long each is kept.
    categories: Vec<(String, Words, String)>,
    months: Vec<Month>,
    holds: Vec<(String, i64)>,
    sweep: Option<Check>,
}

impl RetentionPage {
    fn held(&self, kind: &str, count: &i64) -> String {
        self.frame.n(&format!("retention-hold-{kind}"), count)
    }

    #[expect(clippy::unused_self, reason = "the template calls it on the page")]
    fn due(&self, month: &Month, category: &str) -> i64 {
        month.due.get(category).map_or(0, |count| i64::try_from(*count).unwrap_or(i64::MAX))
    }

    /// The most of a category in any month, which its bars are drawn against; at least one.
    fn most(&self, category: &str) -> i64 {
        self.months.iter().map(|month| self.due(month, category)).max().unwrap_or_default().max(1)
    }
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: SignedOfficer) -> Answer {
    let engine = app.school.privacy.clone();
    let story = app.school.read(move |reader, _, moment| {
        let months = privacy::calendar(reader, &engine, moment.now, MONTHS)?;
        Ok((months, privacy::standing_holds(reader)?, last_sweep(reader)?))
    });
    let (months, holds, sweep) = story.await?;
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let categories = app.school.privacy.map().categories().iter();
    let categories =
        categories.map(|one| (one.code.clone(), one.label.clone(), one.retention(frame.declared()))).collect();
    show(&RetentionPage { frame, moments, categories, months, holds, sweep })
}
