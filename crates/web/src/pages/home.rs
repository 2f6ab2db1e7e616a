//! `GET /`

use askama::Template;
use axum::extract::State;
use school::programmes::{CatalogueEntry, catalogue};

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Home {
    frame: Frame,
    programmes: Vec<CatalogueEntry>,
}

/// The front door.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor) -> Answer {
    let programmes = app.school.read(|reader, _, _| catalogue(reader)).await?;
    show(&Home { frame: Frame::new(&app, &visitor), programmes })
}
