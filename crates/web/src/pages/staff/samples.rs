//! `/equipe/enseignement/lettres/modeles`: every letter that the program writes, in both languages and both parts.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse};
use coursework::Language;
use school::topics::{Sample, samples};

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::SignedEditor;

/// A letter brings its style in its own lines, as mail programs want it; it runs and loads nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'none'";

#[derive(Template)]
#[template(path = "pages/staff/samples.html")]
struct SamplesPage {
    frame: Frame,
    /// Each language's code, with its letters.
    languages: Vec<(&'static str, Vec<Sample>)>,
}

fn written(app: &App, language: Language) -> Result<Vec<Sample>, school::Error> {
    samples(&app.school.settings, app.school.clock.now(), language)
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: SignedEditor) -> Answer {
    let mut languages = Vec::new();
    for language in [Language::Fr, Language::En] {
        languages.push((language.code(), written(&app, language)?));
    }
    show(&SamplesPage { frame: Frame::new(&app, &me.visitor), languages })
}

/// The HTML part of one letter.
pub(crate) async fn html(
    State(app): State<App>,
    _: SignedEditor,
    Path((language, key)): Path<(String, String)>,
) -> Answer {
    let letters = written(&app, school::words::language(&language))?;
    let letter = letters.into_iter().find(|letter| letter.key == key).ok_or(Failure::NotFound)?;
    Ok(([(CONTENT_SECURITY_POLICY, POLICY)], Html(letter.html)).into_response())
}
