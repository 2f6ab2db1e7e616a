//! `/engagements` (B02): each promise with the evidence of this instant.

use askama::Template;
use axum::extract::State;
use school::commitments::{self, Commitment, Evidence, State as Standing};
use school::moments::Moments;

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "pages/commitments.html")]
struct CommitmentsPage {
    frame: Frame,
    moments: Moments,
    /// The policy's, then those that it does not make.
    groups: [(&'static str, Vec<Commitment>); 2],
    kept: usize,
    all: usize,
}

impl CommitmentsPage {
    fn sentence(&self, evidence: &Evidence) -> String {
        commitments::sentence(self.frame.spoken(), &self.moments, evidence)
    }
}

/// The page.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor) -> Answer {
    let school = app.school.clone();
    let story = app
        .school
        .read(move |reader, _, moment| commitments::commitments(reader, &school.privacy, &school.settings, moment.now));
    let all = story.await?;
    let frame = Frame::new(&app, &visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let kept = all.iter().filter(|one| one.state == Standing::Kept).count();
    let count = all.len();
    let (policys, beyond) = all.into_iter().partition(|one| one.number.starts_with('P'));
    let groups = [("commitments-of-policy", policys), ("commitments-beyond", beyond)];
    show(&CommitmentsPage { frame, moments, groups, kept, all: count })
}
