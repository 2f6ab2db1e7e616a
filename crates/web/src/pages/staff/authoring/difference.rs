//! `/equipe/enseignement/programmes/{slug}/differences/{older}/{newer}`: what differs, file by file and word by word.

use askama::Template;
use axum::extract::{Path, State};
use coursework::editing::Piece;
use school::authoring::{self as stories, Compared, Side};

use super::{Author, Place, back, home, open};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;

/// What stands for the draft in an address.
const DRAFT: &str = "brouillon";

#[derive(Template)]
#[template(path = "pages/staff/authoring/difference.html")]
struct DifferencePage {
    frame: Frame,
    place: Place,
    compared: Compared,
    older: String,
    newer: String,
}

/// A side as its address names it.
fn side(text: &str) -> Result<Side, Failure> {
    if text == DRAFT { Ok(Side::Draft) } else { text.parse().map(Side::Version).map_err(|_| Failure::NotFound) }
}

fn said(frame: &Frame, side: Side) -> String {
    match side {
        Side::Draft => frame.t("authoring-the-draft"),
        Side::Version(number) => frame.n("authoring-version", i64::from(number)),
    }
}

/// The page.
pub(crate) async fn get(
    State(app): State<App>,
    me: Author,
    Path((slug, older, newer)): Path<(String, String, String)>,
) -> Answer {
    let (older, newer) = (side(&older)?, side(&newer)?);
    let workshop = match open(&app, &me, &slug).await {
        Ok(workshop) => workshop,
        Err(error) => return back(&home(&slug), error),
    };
    let (access, asked) = (me.access, slug.clone());
    let story = app.school.read(move |reader, _, _| stories::compare(reader, (access, &asked), (older, newer)));
    let compared = story.await?;
    let frame = Frame::new(&app, &me.visitor);
    let (older, newer) = (said(&frame, older), said(&frame, newer));
    show(&DifferencePage { place: Place::of(&workshop), frame, compared, older, newer })
}
