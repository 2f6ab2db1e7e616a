//! Two people changed the same: both texts, and nothing lost.

use askama::Template;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use coursework::editing::{Passage, Piece, as_edited, passages};

use super::{Author, Place, back, home, open, titled};
use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;

#[derive(Template)]
#[template(path = "pages/staff/authoring/conflict.html")]
struct ConflictPage {
    frame: Frame,
    place: Place,
    path: String,
    title: String,
    /// The hash of the text that stands there now; empty when the file is gone.
    from: String,
    mine: String,
    is_gone: bool,
    /// From the text that stands there to the one that was typed.
    passages: Vec<Passage>,
}

/// The page (409): what was typed stands in the field, and saving it again is meant.
pub(crate) async fn page(
    app: &App,
    me: &Author,
    (slug, path): (&str, &str),
    (mine, theirs): (String, Option<(String, String, String)>),
) -> Answer {
    let workshop = match open(app, me, slug).await {
        Ok(workshop) => workshop,
        Err(error) => return back(&home(slug), error),
    };
    let is_gone = theirs.is_none();
    let (path, text, from) = theirs.unwrap_or_else(|| (path.to_owned(), String::new(), String::new()));
    let passages = if is_gone { Vec::new() } else { passages(&as_edited(&text), &as_edited(&mine)) };
    let page = ConflictPage {
        frame: Frame::new(app, &me.visitor),
        place: Place::of(&workshop),
        title: titled(&workshop, &path),
        mine: as_edited(&mine),
        path,
        from,
        is_gone,
        passages,
    };
    Ok((StatusCode::CONFLICT, show(&page)?).into_response())
}
