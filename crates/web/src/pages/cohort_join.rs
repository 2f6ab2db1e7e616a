//! `/promotions/{ticket}`: the link that a teacher hands out, by which a learner joins a cohort.

use askama::Template;
use axum::extract::{Path, State};
use school::cohorts::{self, Joined};

use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show};
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/cohort_join.html")]
struct JoinPage {
    frame: Frame,
    joined: Joined,
    ticket: String,
}

/// What the link leads to.
pub(crate) async fn get(State(app): State<App>, me: Signed, Path(ticket): Path<String>) -> Answer {
    let (person, link) = (me.person(), ticket.clone());
    let joined = app.school.read(move |reader, vault, _| cohorts::joined_by(reader, vault, (person, &link))).await?;
    show(&JoinPage { frame: Frame::new(&app, &me.visitor), joined, ticket })
}

/// Joins.
pub(crate) async fn post(State(app): State<App>, me: Signed, Path(ticket): Path<String>) -> Answer {
    let (person, engine) = (me.person(), app.school.privacy.clone());
    let story = app
        .school
        .write(move |transaction, vault, moment| cohorts::join(transaction, vault, moment, &engine, (person, &ticket)));
    let joined = story.await?;
    Ok(go(&format!("/programmes/{}", joined.programme), "cohort-joined"))
}
