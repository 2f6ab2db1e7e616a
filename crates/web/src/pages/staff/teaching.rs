//! `/equipe/enseignement`: what waits for a teacher.

use askama::Template;
use axum::extract::State;
use school::assessments::{self as stories, WaitingAppeal};
use school::moments::Moments;

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::SignedTeacher;

#[derive(Template)]
#[template(path = "pages/staff/teaching.html")]
struct TeachingPage {
    frame: Frame,
    moments: Moments,
    appeals: Vec<WaitingAppeal>,
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: SignedTeacher) -> Answer {
    let teacher = me.teacher;
    let appeals = app.school.read(move |reader, _, _| stories::waiting_appeals(reader, teacher)).await?;
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&TeachingPage { frame, moments, appeals })
}
