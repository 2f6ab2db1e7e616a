//! `/equipe/confidentialite`: the queue of requests with their clocks (P50).

use askama::Template;
use axum::extract::State;
use jiff::civil::Date;
use school::moments::Moments;
use school::rights::{self, QueueLine};

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::SignedOfficer;

#[derive(Template)]
#[template(path = "pages/staff/privacy_queue.html")]
struct QueuePage {
    frame: Frame,
    moments: Moments,
    today: Date,
    queue: Vec<QueueLine>,
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: SignedOfficer) -> Answer {
    let officer = me.officer;
    let queue = app.school.read(move |reader, _, _| rights::queue(reader, officer)).await?;
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&QueuePage { frame, today: moments.today(), moments, queue })
}
