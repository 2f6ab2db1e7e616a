//! A TOML file as a form, with the list of its questions where it has some.

use askama::Template;
use coursework::Mistake;
use coursework::editing::{FileKind, Paper, QUESTION_KINDS, QuestionLine, shape_of};
use school::authoring as stories;

use super::fields::{FieldErrors, FormView};
use super::file::{InHand, Sent};
use super::{Author, Place, titled};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;

#[derive(Template)]
#[template(path = "pages/staff/authoring/form.html")]
struct FormPage {
    frame: Frame,
    place: Place,
    path: String,
    title: String,
    from: String,
    /// A code for words: what the file is.
    kind: &'static str,
    form: FormView,
    errors: FieldErrors,
    /// Mistakes that are in no field of this form.
    others: Vec<Mistake>,
    questions: Vec<QuestionRow>,
    has_questions: bool,
    /// Whether the questions can be edited one by one.
    has_question_tables: bool,
    kinds: [&'static str; 8],
}

/// A question in the list.
struct QuestionRow {
    line: QuestionLine,
    index: usize,
    /// How many mistakes are in it.
    mistakes: i64,
    is_known: bool,
}

/// The page.
pub(crate) async fn page(app: &App, me: &Author, (file, paper): (InHand, Paper), sent: Option<&Sent>) -> Answer {
    let InHand { workshop, path, text, hash } = file;
    let shape = shape_of(&path).ok_or(Failure::NotFound)?;
    let (access, slug, asked) = (me.access, workshop.slug.clone(), path.clone());
    let mistakes = app.school.read(move |reader, _, _| stories::file_mistakes(reader, (access, &slug), &asked)).await?;
    let (errors, others) = FieldErrors::sort(&text, &mistakes, "");
    // Those of a question are told beside it.
    let others = others.into_iter().filter(|(name, _)| !name.starts_with("question.")).map(|(_, mistake)| mistake);
    let others = others.collect();
    let frame = Frame::new(app, &me.visitor);
    let typed = sent.map_or_else(|| paper.form(&shape), |sent| sent.typed.clone());
    let form = FormView::new(&frame, &shape, &typed, &errors);
    let row = |(index, line): (usize, QuestionLine)| {
        let (own, _) = FieldErrors::sort(&text, &mistakes, &format!("question.{index}."));
        let is_known = QUESTION_KINDS.contains(&line.kind.as_str());
        QuestionRow { mistakes: own.lines().count() as i64, is_known, line, index }
    };
    let kind = FileKind::of(&path);
    show(&FormPage {
        place: Place::of(&workshop),
        title: titled(&workshop, &path),
        kind: kind.code(),
        questions: paper.questions().into_iter().enumerate().map(row).collect(),
        has_questions: matches!(kind, FileKind::Exercise | FileKind::Assessment),
        has_question_tables: paper.has_question_tables(),
        kinds: QUESTION_KINDS,
        from: hash,
        frame,
        path,
        form,
        errors,
        others,
    })
}
