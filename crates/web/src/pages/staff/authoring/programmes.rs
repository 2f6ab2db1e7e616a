//! `/equipe/enseignement/programmes`: every programme that can be written, and the form of a new one.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Form;
use school::authoring::{self as stories, NewProgramme, ProgrammeLine};
use school::moments::Moments;
use school::people::FieldMistake;
use serde::Deserialize;

use super::{Author, home};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;

#[derive(Template)]
#[template(path = "pages/staff/authoring/programmes.html")]
struct ProgrammesPage {
    frame: Frame,
    moments: Moments,
    lines: Vec<ProgrammeLine>,
    mistakes: Mistakes,
    typed: TypedProgramme,
}

/// What the form of a new programme sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedProgramme {
    title: String,
    slug: String,
    language: String,
}

async fn page(
    app: &App,
    me: &Author,
    (mistakes, typed): (Mistakes, TypedProgramme),
) -> Result<ProgrammesPage, Failure> {
    let access = me.access;
    let lines = app.school.read(move |reader, _, _| stories::programmes(reader, access)).await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(ProgrammesPage { frame, moments, lines, mistakes, typed })
}

/// The list and the form.
pub(crate) async fn get(State(app): State<App>, me: Author) -> Answer {
    show(&page(&app, &me, (Mistakes::default(), TypedProgramme::default())).await?)
}

/// Begins a programme.
pub(crate) async fn post(State(app): State<App>, me: Author, Form(typed): Form<TypedProgramme>) -> Answer {
    let begun = match NewProgramme::parse((&typed.title, &typed.slug, &typed.language)) {
        Ok(new) => begin(&app, &me, new).await,
        Err(found) => Ok(Err(found)),
    };
    match begun? {
        Ok(slug) => Ok(go(&home(&slug), "authoring-begun")),
        Err(found) => {
            let mut mistakes = Mistakes::default();
            mistakes.add_all(me.visitor.language, found);
            show_again(&page(&app, &me, (mistakes, typed)).await?)
        }
    }
}

async fn begin(app: &App, me: &Author, new: NewProgramme) -> Result<Result<String, Vec<FieldMistake>>, Failure> {
    let access = me.access;
    let story = app.school.write(move |transaction, _, moment| stories::begin(transaction, moment, (access, &new)));
    match story.await {
        Ok(slug) => Ok(Ok(slug)),
        Err(school::Error::Refused(code)) => Ok(Err(vec![FieldMistake::new("slug", code)])),
        Err(error) => Err(error.into()),
    }
}
