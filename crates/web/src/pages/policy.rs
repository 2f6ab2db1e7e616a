//! `GET /confidentialite`: the privacy policy that people are shown when they sign up.

use std::sync::LazyLock;

use askama::Template;
use axum::extract::State;
use coursework::Language;
use jiff::civil::{Date, date};

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Visitor;
use school::moments::Moments;

/// The date of the version in force, shown at its top (P45).
const UPDATED_ON: Date = date(2025, 1, 15);

static HTML: LazyLock<String> = LazyLock::new(|| {
    coursework::markdown::fragment(include_str!("../../../../privacy/policy/0001.fr.md"), Language::Fr)
});

#[derive(Template)]
#[template(path = "pages/policy.html")]
struct PolicyPage {
    frame: Frame,
    updated_on: String,
    html: &'static str,
}

/// The policy.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor) -> Answer {
    let frame = Frame::new(&app, &visitor);
    let updated_on = Moments::new(frame.spoken(), app.school.clock.now()).day(&UPDATED_ON);
    show(&PolicyPage { frame, updated_on, html: &HTML })
}
