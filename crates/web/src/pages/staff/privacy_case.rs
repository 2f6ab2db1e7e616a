//! `/equipe/confidentialite/demandes/{id}`: one request, its person, and what the officer does about it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use jiff::civil::Date;
use school::moments::Moments;
use school::people::FieldMistake;
use school::rights::{self, Case, RequestId, RequestOutcome, RequestText};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::SignedOfficer;

#[derive(Template)]
#[template(path = "pages/staff/privacy_case.html")]
struct CasePage {
    frame: Frame,
    moments: Moments,
    today: Date,
    case: Case,
    mistakes: Mistakes,
    typed: CaseForm,
}

#[derive(Default, Deserialize)]
pub(crate) struct CaseForm {
    /// `answer`, `extend`, `identity`, `identity_given`, `erase` or `unfounded`.
    #[serde(default)]
    act: String,
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    text: String,
}

async fn page(
    app: &App,
    me: &SignedOfficer,
    id: RequestId,
    (mistakes, mut typed): (Mistakes, CaseForm),
) -> Result<CasePage, Failure> {
    let (officer, engine, settings) = (me.officer, app.school.privacy.clone(), app.school.settings.clone());
    let story = app.school.write(move |transaction, vault, moment| {
        let case = rights::case(transaction, vault, moment, (officer, id))?;
        let draft = rights::draft(transaction, &engine, moment, (&settings, &case))?;
        Ok((case, draft))
    });
    let (case, draft) = story.await?;
    // What the officer typed stays; a page opened anew begins with the draft.
    if typed.act.is_empty() && typed.text.is_empty() {
        typed.text = draft;
    }
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(CasePage { frame, today: moments.today(), moments, case, mistakes, typed })
}

/// Opens it; the look is journalled.
pub(crate) async fn get(State(app): State<App>, me: SignedOfficer, Path(id): Path<String>) -> Answer {
    show(&page(&app, &me, identifier(&id)?, (Mistakes::default(), CaseForm::default())).await?)
}

/// Does one thing with it.
pub(crate) async fn post(
    State(app): State<App>,
    me: SignedOfficer,
    Path(id): Path<String>,
    Form(form): Form<CaseForm>,
) -> Answer {
    let id: RequestId = identifier(&id)?;
    let mut mistakes = Mistakes::default();
    let Some(act) = parse(&me, &form, &mut mistakes) else {
        return show_again(&page(&app, &me, id, (mistakes, form)).await?);
    };
    match carry_out(&app, &me, id, act).await {
        Ok(notice) => Ok(done(id, notice)),
        Err(school::Error::Refused(code)) => {
            mistakes.add(me.visitor.language, FieldMistake::new("act", code));
            show_again(&page(&app, &me, id, (mistakes, form)).await?)
        }
        Err(error) => Err(error.into()),
    }
}

fn done(id: RequestId, notice: &str) -> Response {
    go(&format!("/equipe/confidentialite/demandes/{id}"), notice)
}

/// What an officer does, parsed.
enum Act {
    Answer(RequestOutcome, RequestText),
    Extend(RequestText),
    Identity(RequestText),
    IdentityGiven,
    Erase(RequestText),
    Unfounded(RequestText),
}

fn parse(me: &SignedOfficer, form: &CaseForm, mistakes: &mut Mistakes) -> Option<Act> {
    if form.act == "identity_given" {
        return Some(Act::IdentityGiven);
    }
    let text = mistakes.take(me.visitor.language, RequestText::parse(&form.text));
    match form.act.as_str() {
        "extend" => text.map(Act::Extend),
        "identity" => text.map(Act::Identity),
        "erase" => text.map(Act::Erase),
        "unfounded" => text.map(Act::Unfounded),
        _ => {
            let outcome = match form.outcome.as_str() {
                "granted" => Ok(RequestOutcome::Granted),
                "partly" => Ok(RequestOutcome::Partly),
                "refused" => Ok(RequestOutcome::Refused),
                _ => Err(FieldMistake::new("outcome", "case-outcome")),
            };
            let outcome = mistakes.take(me.visitor.language, outcome);
            Some(Act::Answer(outcome?, text?))
        }
    }
}

async fn carry_out(app: &App, me: &SignedOfficer, id: RequestId, act: Act) -> Result<&'static str, school::Error> {
    let (engine, officer) = (app.school.privacy.clone(), me.officer);
    app.school
        .write(move |transaction, vault, moment| {
            let notice = match act {
                Act::Answer(outcome, text) => {
                    rights::decide(transaction, vault, moment, &engine, (id, outcome, &text))?;
                    "case-answered"
                }
                Act::Extend(reasons) => {
                    rights::extend(transaction, vault, moment, &engine, (id, &reasons))?;
                    "case-extended"
                }
                Act::Identity(doubt) => {
                    rights::ask_identity(transaction, vault, moment, &engine, (id, &doubt))?;
                    "case-paused"
                }
                Act::IdentityGiven => {
                    rights::identity_given(transaction, vault, moment, &engine, id)?;
                    "case-resumed"
                }
                Act::Erase(text) => {
                    rights::erase_for(transaction, vault, moment, &engine, (officer, id, &text))?;
                    "case-erased"
                }
                Act::Unfounded(text) => {
                    rights::unfounded(transaction, vault, moment, &engine, (officer, id, &text))?;
                    "case-answered"
                }
            };
            Ok(notice)
        })
        .await
}
