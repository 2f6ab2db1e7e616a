//! `/equipe/enseignement`: what waits for a teacher.

use askama::Template;
use axum::extract::State;
use school::assessments::{self as stories, WaitingAppeal, WaitingEssay};
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
    essays: Vec<WaitingEssay>,
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: SignedTeacher) -> Answer {
    let teacher = me.teacher;
    let engine = app.school.privacy.clone();
    let story = app.school.read(move |reader, _, _| {
        let appeals = stories::waiting_appeals(reader, teacher)?;
        Ok((appeals, stories::waiting_essays(reader, &engine, teacher)?))
    });
    let (appeals, essays) = story.await?;
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&TeachingPage { frame, moments, appeals, essays })
}
