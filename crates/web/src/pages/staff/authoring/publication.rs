//! `/equipe/enseignement/programmes/{slug}/publier`: what publishing will do, told before it is done.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use school::authoring::{self as stories, Review};
use serde::Deserialize;

use super::{Author, PROGRAMMES, Place, back, home};
use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show};
use crate::frame::Frame;

#[derive(Template)]
#[template(path = "pages/staff/authoring/publication.html")]
struct PublicationPage {
    frame: Frame,
    place: Place,
    review: Review,
    note: String,
}

impl PublicationPage {
    /// Whether a file that a mistake names can be edited.
    fn has(&self, file: &std::path::Path) -> bool {
        file.to_str().is_some_and(|path| self.review.workshop.files.contains_key(path))
    }
}

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    /// The state of the draft that was seen.
    revision: i64,
    note: String,
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: Author, Path(slug): Path<String>) -> Answer {
    match stories::review(&app.school, me.access, slug).await {
        Ok(review) => show(&page(&app, &me, review, String::new())),
        Err(error) => back(PROGRAMMES, error),
    }
}

fn page(app: &App, me: &Author, review: Review, note: String) -> PublicationPage {
    let place = Place::of(&review.workshop);
    PublicationPage { frame: Frame::new(app, &me.visitor), place, review, note }
}

/// Publishes what was seen.
pub(crate) async fn post(
    State(app): State<App>,
    me: Author,
    Path(slug): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let sent = (slug.clone(), typed.revision, typed.note.clone());
    match stories::publish(&app.school, me.access, sent).await {
        Ok(_) => Ok(go(&format!("{}/versions", home(&slug)), "authoring-published")),
        Err(school::Error::Refused(code)) => {
            let mut page = page(&app, &me, stories::review(&app.school, me.access, slug).await?, typed.note);
            page.frame.warn(code);
            crate::flow::show_again(&page)
        }
        Err(error) => Err(error.into()),
    }
}
