//! `/tentatives/{attempt}/relecture` (P43): a failed assessment goes to a person.

use axum::extract::{Path, State};
use axum_extra::extract::Form;
use school::assessments::{self as stories, AttemptId};
use school::rights::RequestText;
use serde::Deserialize;

use crate::App;
use crate::failure::Answer;
use crate::flow::{go, identifier};
use crate::visitor::Signed;

#[derive(Deserialize)]
pub(crate) struct AppealForm {
    #[serde(default)]
    text: String,
}

/// Asks for it; asking twice changes nothing.
pub(crate) async fn post(
    State(app): State<App>,
    me: Signed,
    Path(id): Path<String>,
    Form(form): Form<AppealForm>,
) -> Answer {
    let (person, attempt) = (me.person(), identifier::<AttemptId>(&id)?);
    let story = app.school.write(move |transaction, vault, moment| {
        let text = RequestText::parse(&form.text).ok();
        stories::ask_appeal(transaction, vault, moment, (person, attempt, text.as_ref()))
    });
    match story.await {
        Ok(()) => Ok(go(&format!("/tentatives/{attempt}"), "appeal-made")),
        Err(school::Error::Refused(_)) => Ok(go(&format!("/tentatives/{attempt}"), "")),
        Err(error) => Err(error.into()),
    }
}
