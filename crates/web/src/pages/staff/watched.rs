//! `/equipe/administration/securite` (P29): what looked like an attack, and what the platform did about it.

use askama::Template;
use axum::extract::{Query, State};
use school::access::Administration;
use school::detection::{self, EventFilter, Events, Kind, Response};
use school::moments::Moments;
use serde::Deserialize;

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Staff;

#[derive(Template)]
#[template(path = "pages/staff/watched.html")]
struct WatchedPage {
    frame: Frame,
    moments: Moments,
    events: Events,
    filter: EventFilter,
}

/// The filter, by codes; one that is none of ours filters nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    nature: String,
    reponse: String,
}

/// The events of thirty days.
pub(crate) async fn get(State(app): State<App>, me: Staff<Administration>, Query(asked): Query<Asked>) -> Answer {
    let filter = EventFilter { kind: Kind::from_code(&asked.nature), response: Response::from_code(&asked.reponse) };
    let access = me.access;
    let read = app.school.read(move |reader, _, moment| detection::events(reader, moment.now, (access, filter)));
    let events = read.await?;
    let frame = Frame::new(&app, &me.visitor);
    show(&WatchedPage { moments: Moments::new(frame.spoken(), app.school.clock.now()), frame, events, filter })
}
