//! `/mes-donnees/s-opposer` (P42): each processing that rests on a legitimate interest, and how to stop it.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum_extra::extract::Form;
use school::rights::{self, Objectable, RequestText};
use serde::Deserialize;

use super::my_data::reading;
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/objection.html")]
struct ObjectionPage {
    frame: Frame,
    mistakes: Mistakes,
    objectables: Vec<Objectable>,
    /// Whether the browser sends the Global Privacy Control.
    has_signal: bool,
    typed: ObjectionForm,
}

#[derive(Default, Deserialize)]
pub(crate) struct ObjectionForm {
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    text: String,
}

/// Whether the browser asks not to be sold or shared (W3C Global Privacy Control).
pub(crate) fn sends_signal(headers: &HeaderMap) -> bool {
    headers.get("sec-gpc").is_some_and(|value| value.as_bytes() == b"1")
}

async fn page(
    app: &App,
    me: &Signed,
    headers: &HeaderMap,
    (mistakes, typed): (Mistakes, ObjectionForm),
) -> Result<ObjectionPage, Failure> {
    let (engine, reading) = (app.school.privacy.clone(), reading(app, me));
    let objectables = app.school.read(move |reader, _, _| rights::objectables(reader, &engine, &reading)).await?;
    let has_signal = sends_signal(headers);
    Ok(ObjectionPage { frame: Frame::new(app, &me.visitor), mistakes, objectables, has_signal, typed })
}

/// What one may object to.
pub(crate) async fn get(State(app): State<App>, me: Signed, headers: HeaderMap) -> Answer {
    show(&page(&app, &me, &headers, (Mistakes::default(), ObjectionForm::default())).await?)
}

/// Objects, with reasons.
pub(crate) async fn post(
    State(app): State<App>,
    me: Signed,
    headers: HeaderMap,
    Form(form): Form<ObjectionForm>,
) -> Answer {
    let mut mistakes = Mistakes::default();
    let Some(text) = mistakes.take(me.visitor.language, RequestText::parse(&form.text)) else {
        return show_again(&page(&app, &me, &headers, (mistakes, form)).await?);
    };
    let (engine, reading) = (app.school.privacy.clone(), reading(&app, &me));
    app.school
        .write(move |transaction, vault, moment| {
            rights::object(transaction, vault, moment, &engine, (&reading, &form.purpose, &text))
        })
        .await?;
    Ok(go("/mes-donnees/s-opposer", "objected"))
}
