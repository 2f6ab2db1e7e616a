//! One question of an exercise or of a bank, as a form.

use askama::Template;
use coursework::editing::{Paper, QUESTION_KINDS, Typed, question_shape};
use school::authoring as stories;

use super::fields::{FieldErrors, FormView};
use super::file::{InHand, Sent, typed_text};
use super::preview::{PreviewView, rendered};
use super::{Author, Place, titled};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::question::{Body, Chosen, Ordered, Piece};

#[derive(Template)]
#[template(path = "pages/staff/authoring/question.html")]
struct QuestionPage {
    frame: Frame,
    place: Place,
    path: String,
    title: String,
    from: String,
    /// From 0; none for a new one.
    index: Option<usize>,
    kind: &'static str,
    kinds: [&'static str; 8],
    form: FormView,
    errors: FieldErrors,
    preview: Option<PreviewView>,
}

/// What the page is made of besides the file.
struct Filled<'f> {
    index: Option<usize>,
    kind: &'static str,
    typed: Typed,
    /// The hash that the typing began from, when it is shown again.
    from: Option<&'f str>,
    preview: Option<PreviewView>,
}

/// A key that no question had before, in any version.
pub(crate) fn new_key(app: &App) -> String {
    format!("q-{:08x}", app.school.entropy.number() >> 32)
}

/// The page of a question.
pub(crate) async fn page(app: &App, me: &Author, (file, paper): (InHand, Paper), index: Option<usize>) -> Answer {
    let (kind, typed) = index.and_then(|index| paper.question(index)).ok_or(Failure::NotFound)?;
    let preview = rendered(app, me, (&file.workshop.slug, &file.path), None).await?;
    let mut preview = PreviewView::new(&Frame::new(app, &me.visitor), preview, Some(typed.get("key")));
    // Beside each field already.
    preview.mistakes.clear();
    let preview = Some(preview);
    shown(app, me, file, Filled { index, kind, typed, from: None, preview }).await
}

/// The page of a question to add.
pub(crate) async fn new(app: &App, me: &Author, file: InHand, kind: &str) -> Answer {
    let kind = QUESTION_KINDS.into_iter().find(|known| *known == kind).ok_or(Failure::NotFound)?;
    let typed = Typed::from_iter([("key".to_owned(), new_key(app))]);
    shown(app, me, file, Filled { index: None, kind, typed, from: None, preview: None }).await
}

/// The page with what is being typed, and how it will be read.
pub(crate) async fn typed(
    app: &App,
    me: &Author,
    file: InHand,
    (index, kind, sent): (Option<usize>, &str, &Sent),
) -> Answer {
    let kind = QUESTION_KINDS.into_iter().find(|known| *known == kind).ok_or(Failure::NotFound)?;
    let text = typed_text(&file.workshop, &file.path, sent);
    let preview = rendered(app, me, (&file.workshop.slug, &file.path), text.clone()).await?;
    let question = (sent.question_key().unwrap_or_default(), text.as_deref().unwrap_or_default());
    let preview = Some(PreviewView::of_question(&Frame::new(app, &me.visitor), preview, question));
    let filled = Filled { index, kind, typed: sent.typed.clone(), from: Some(&sent.from), preview };
    shown(app, me, file, filled).await
}

async fn shown(app: &App, me: &Author, file: InHand, filled: Filled<'_>) -> Answer {
    let InHand { workshop, path, text, hash } = file;
    let (access, slug, asked) = (me.access, workshop.slug.clone(), path.clone());
    let mistakes = app.school.read(move |reader, _, _| stories::file_mistakes(reader, (access, &slug), &asked)).await?;
    let errors = match filled.index {
        Some(index) => FieldErrors::sort(&text, &mistakes, &format!("question.{index}.")).0,
        None => FieldErrors::default(),
    };
    let shape = question_shape(filled.kind).ok_or(Failure::NotFound)?;
    let frame = Frame::new(app, &me.visitor);
    show(&QuestionPage {
        form: FormView::new(&frame, &shape, &filled.typed, &errors),
        place: Place::of(&workshop),
        title: titled(&workshop, &path),
        from: filled.from.map_or(hash, str::to_owned),
        index: filled.index,
        kind: filled.kind,
        kinds: QUESTION_KINDS,
        preview: filled.preview,
        errors,
        frame,
        path,
    })
}
