//! `/mes-donnees/demandes/{id}`: one of the person's own requests, with its dated timeline.

use askama::Template;
use axum::extract::{Path, State};
use school::moments::Moments;
use school::rights::{self, OwnRequest, RequestId};

use crate::App;
use crate::failure::Answer;
use crate::flow::{identifier, show};
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/own_request.html")]
struct OwnRequestPage {
    frame: Frame,
    moments: Moments,
    request: OwnRequest,
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: Signed, Path(id): Path<String>) -> Answer {
    let (person, id) = (me.person(), identifier::<RequestId>(&id)?);
    let request = app.school.read(move |reader, vault, _| rights::own_request(reader, vault, person, id)).await?;
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&OwnRequestPage { frame, moments, request })
}
