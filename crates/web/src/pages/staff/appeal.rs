//! `/equipe/enseignement/relectures/{attempt}` (P43): a teacher reads a failed attempt again, and decides.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use school::assessments::{self as stories, AppealCase, AttemptId};
use school::people::FieldMistake;
use school::rights::RequestText;
use serde::Deserialize;

use crate::App;
use crate::failure::Answer;
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::pages::assessment::marked_questions;
use crate::question::{Body, Chosen, Ordered, Piece, QuestionView};
use crate::visitor::SignedTeacher;

#[derive(Template)]
#[template(path = "pages/staff/appeal.html")]
struct AppealPage {
    frame: Frame,
    case: AppealCase,
    questions: Vec<QuestionView>,
    mistakes: Mistakes,
    typed: DecisionForm,
}

#[derive(Default, Deserialize)]
pub(crate) struct DecisionForm {
    /// `granted` or `confirmed`.
    #[serde(default)]
    decision: String,
    #[serde(default)]
    text: String,
}

async fn page(
    app: &App,
    me: &SignedTeacher,
    id: AttemptId,
    (mistakes, typed): (Mistakes, DecisionForm),
) -> Result<AppealPage, school::Error> {
    let (teacher, engine) = (me.teacher, app.school.privacy.clone());
    let story = app.school.write(move |transaction, vault, moment| {
        stories::appeal_case(transaction, vault, moment, &engine, (teacher, id))
    });
    let (case, frame) = (story.await?, Frame::new(app, &me.visitor));
    let questions = marked_questions(&frame, &case.review);
    Ok(AppealPage { frame, case, questions, mistakes, typed })
}

/// Opens it; the look is journalled.
pub(crate) async fn get(State(app): State<App>, me: SignedTeacher, Path(id): Path<String>) -> Answer {
    match page(&app, &me, identifier(&id)?, (Mistakes::default(), DecisionForm::default())).await {
        Err(school::Error::Refused(code)) => Ok(go("/equipe/enseignement", code)),
        page => show(&page?),
    }
}

/// Decides.
pub(crate) async fn post(
    State(app): State<App>,
    me: SignedTeacher,
    Path(id): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Answer {
    let (teacher, id) = (me.teacher, identifier::<AttemptId>(&id)?);
    let (mut mistakes, language) = (Mistakes::default(), me.visitor.language);
    let decision = match form.decision.as_str() {
        "granted" => Ok(true),
        "confirmed" => Ok(false),
        _ => Err(FieldMistake::new("decision", "appeal-choose")),
    };
    let text = mistakes.take(language, RequestText::parse(&form.text));
    if let (Some(granted), Some(text)) = (mistakes.take(language, decision), text) {
        let engine = app.school.privacy.clone();
        let story = app.school.write(move |transaction, vault, moment| {
            stories::decide_appeal(transaction, vault, moment, &engine, (teacher, id, granted, &text))
        });
        match story.await {
            Ok(()) => return Ok(go("/equipe/enseignement", "appeal-done")),
            Err(school::Error::Refused(code)) => mistakes.add(language, FieldMistake::new("decision", code)),
            Err(error) => return Err(error.into()),
        }
    }
    show_again(&page(&app, &me, id, (mistakes, form)).await?)
}
