//! `/equipe/enseignement/programmes/{slug}/apercu/{path}`: a resource as its learners will see it, on a page of its own, and the
//! same for a text that is still being typed, without the page around it.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use coursework::Mistake;
use coursework::editing::{Paper, field_of};
use school::authoring::{self as stories, Preview};
use school::programmes::ResourceKind;

use super::file::{Sent, typed_text};
use super::{Author, Place, back, home, medium_address, open};
use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::question::{self, Body, Chosen, Ordered, Piece, QuestionView};

#[derive(Template)]
#[template(path = "pages/staff/authoring/preview.html")]
struct PreviewPage {
    frame: Frame,
    place: Place,
    path: String,
    preview: PreviewView,
}

#[derive(Template)]
#[template(path = "parts/authoring_preview.html")]
struct PreviewPart {
    frame: Frame,
    preview: PreviewView,
}

/// A resource as it will be seen.
pub(crate) struct PreviewView {
    pub title: String,
    /// A code for words: lesson, exercise, assessment.
    pub kind: &'static str,
    pub language: &'static str,
    pub minutes: i64,
    pub html: String,
    /// Each question with what is shown once it is answered.
    pub questions: Vec<(QuestionView, String)>,
    pub mistakes: Vec<Mistake>,
    /// Whether mistakes are told with their line, which leads to it in the text.
    pub has_lines: bool,
}

impl PreviewView {
    /// One question of a text that is being typed, with its own mistakes.
    pub(crate) fn of_question(frame: &Frame, preview: Preview, (key, text): (&str, &str)) -> Self {
        let mut view = Self::new(frame, preview, Some(key));
        let index = Paper::read(text).ok().and_then(|paper| paper.questions().iter().position(|one| one.key == key));
        let prefix = format!("question.{}.", index.unwrap_or(usize::MAX));
        let is_own = |mistake: &Mistake| field_of(text, mistake).is_some_and(|name| name.starts_with(&prefix));
        view.mistakes.retain(is_own);
        view
    }

    /// With every question, or only the one of a key.
    pub(crate) fn new(frame: &Frame, preview: Preview, only: Option<&str>) -> Self {
        let total = preview.exercise.questions.len();
        let numbered = preview.exercise.questions.iter().enumerate();
        let shown = numbered.filter(|(_, question)| only.is_none_or(|key| question.key == key));
        let questions = shown.map(|(index, question)| {
            let place = question::Place { number: index + 1, total, seed: 1 };
            (QuestionView::new(frame, question, &place, None, None), question.explanation_html.clone())
        });
        let questions = questions.collect();
        let html = if only.is_some() { String::new() } else { preview.html };
        Self {
            title: if only.is_some() { String::new() } else { preview.title },
            kind: preview.kind.code(),
            language: preview.language.code(),
            minutes: if preview.kind == ResourceKind::Lesson { i64::from(preview.minutes) } else { 0 },
            html,
            questions,
            has_lines: only.is_none(),
            mistakes: preview.mistakes,
        }
    }
}

/// Renders a file of the draft, or a text in its place.
pub(crate) async fn rendered(
    app: &App,
    me: &Author,
    (slug, path): (&str, &str),
    text: Option<String>,
) -> Result<Preview, school::Error> {
    let (access, slug, path) = (me.access, slug.to_owned(), path.to_owned());
    let story = app.school.read(move |reader, _, _| {
        let media = |hash: &str, name: &str| medium_address(&slug, hash, name);
        stories::preview(reader, (access, &slug), (&path, text.as_deref()), &media)
    });
    story.await
}

/// The page, of the file as it stands in the draft.
pub(crate) async fn get(State(app): State<App>, me: Author, Path((slug, path)): Path<(String, String)>) -> Answer {
    let page = async {
        let workshop = open(&app, &me, &slug).await?;
        let preview = rendered(&app, &me, (&slug, &path), None).await?;
        let frame = Frame::new(&app, &me.visitor);
        let preview = PreviewView::new(&frame, preview, None);
        Ok(PreviewPage { frame, place: Place::of(&workshop), path, preview })
    };
    match page.await {
        Ok(page) => show(&page),
        Err(error) => back(&home(&slug), error),
    }
}

/// What is being typed, for the script that shows it beside.
pub(crate) async fn post(
    State(app): State<App>,
    me: Author,
    Path((slug, path)): Path<(String, String)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let sent = Sent::read(fields);
    let workshop = open(&app, &me, &slug).await?;
    let text = typed_text(&workshop, &path, &sent);
    let preview = rendered(&app, &me, (&slug, &path), text.clone()).await?;
    let frame = Frame::new(&app, &me.visitor);
    let preview = match sent.question_key() {
        Some(key) => PreviewView::of_question(&frame, preview, (key, &text.unwrap_or_default())),
        None => PreviewView::new(&frame, preview, None),
    };
    show(&PreviewPart { frame, preview })
}
