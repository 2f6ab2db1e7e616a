//! `/equipe/enseignement/programmes/{slug}/fichiers/{path}`: one file of a draft: as a text, as a form, or one question of it.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum_extra::extract::Form;
use coursework::editing::{Direction, Edit, FileKind, Paper, Typed, counterpart, shape_of};
use school::authoring::{self as stories, Saved, Saving, Workshop};
use serde::Deserialize;

use super::{Author, back, conflict, file_address, form, go_to, home, open, question, text};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::go;

/// What the address says of how the file is shown.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Shown {
    /// Present: the text itself.
    texte: Option<String>,
    /// A question, from 0.
    question: Option<usize>,
    /// The kind of a question to add.
    nouvelle: Option<String>,
}

/// What a form of a file sent.
pub(crate) struct Sent {
    act: String,
    /// The hash of the text that was opened.
    pub from: String,
    /// text, form or question.
    form: String,
    /// The question it is about, from 0; none for a new one.
    question: Option<usize>,
    kind: String,
    text: String,
    pub typed: Typed,
}

impl Sent {
    pub(crate) fn read(fields: Vec<(String, String)>) -> Self {
        let value =
            |name: &str| fields.iter().find(|(one, _)| one == name).map(|(_, value)| value.clone()).unwrap_or_default();
        // « Modifier » and the like send the number of their question with what they do: `up 2`.
        let act = value("act");
        let (act, number) = act.split_once(' ').map_or((act.as_str(), None), |(act, number)| (act, Some(number)));
        let question = number.map_or_else(|| value("question"), str::to_owned).parse().ok();
        let (act, from, form, kind) = (act.to_owned(), value("from"), value("form"), value("kind"));
        // A text field that a fill question has is named as the whole text is: the form says which it is.
        let text = value("text");
        Self { act, from, form, question, kind, text, typed: fields.into_iter().collect() }
    }

    /// The key of the question that is being typed.
    pub(crate) fn question_key(&self) -> Option<&str> {
        (self.form == "question").then(|| self.typed.get("key").trim())
    }

    /// The text that was typed, for a page that shows it again.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The change that was sent; `new_key` is for a copy of a question.
    fn edit(&self, new_key: &str) -> Edit {
        let question = self.question.unwrap_or(usize::MAX);
        match (self.act.as_str(), self.form.as_str()) {
            ("up", _) => Edit::MoveQuestion(question, Direction::Up),
            ("down", _) => Edit::MoveQuestion(question, Direction::Down),
            ("remove", _) => Edit::RemoveQuestion(question),
            ("duplicate", _) => Edit::DuplicateQuestion(question, new_key.to_owned()),
            (_, "question") => {
                Edit::Question { index: self.question, kind: self.kind.clone(), typed: self.typed.clone() }
            }
            (_, "form") => Edit::Form(self.typed.clone()),
            _ => Edit::Text(self.text.clone()),
        }
    }
}

/// The whole text as it would be saved: what is typed over what stands in the draft.
pub(crate) fn typed_text(workshop: &Workshop, path: &str, sent: &Sent) -> Option<String> {
    sent.edit("").apply(path, workshop.sources.text(path).unwrap_or_default())
}

/// A file in hand.
pub(crate) struct InHand {
    pub workshop: Workshop,
    pub path: String,
    pub text: String,
    pub hash: String,
}

/// Opens a file; one that was moved leads to where it is now.
async fn take(app: &App, me: &Author, slug: &str, path: &str) -> Result<Result<InHand, Response>, Failure> {
    let workshop = match open(app, me, slug).await {
        Ok(workshop) => workshop,
        Err(error) => return back(&home(slug), error).map(Err),
    };
    let found = counterpart(workshop.files.keys().map(String::as_str), path).map(str::to_owned);
    let Some(found) = found else { return Ok(Err(go(&home(slug), "authoring-gone"))) };
    if found != path {
        return Ok(Err(go(&file_address(slug, &found), "")));
    }
    let text = workshop.sources.text(path).map(str::to_owned);
    let (Some(text), Some(kept)) = (text, workshop.files.get(path)) else {
        return Ok(Err(go(&format!("{}/medias", home(slug)), "")));
    };
    let hash = kept.hash().to_owned();
    Ok(Ok(InHand { path: found, text, hash, workshop }))
}

/// The page of a file: its form where it has one that can be read, its text otherwise.
pub(crate) async fn get(
    State(app): State<App>,
    me: Author,
    Path((slug, path)): Path<(String, String)>,
    Query(shown): Query<Shown>,
) -> Answer {
    let file = match take(&app, &me, &slug, &path).await? {
        Ok(file) => file,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let paper = Paper::read(&file.text).ok().filter(|_| shown.texte.is_none());
    let (Some(paper), Some(_)) = (paper, shape_of(&path)) else { return text::page(&app, &me, file, None).await };
    let has_questions = matches!(FileKind::of(&path), FileKind::Exercise | FileKind::Assessment);
    match (shown.question, shown.nouvelle) {
        (Some(index), _) if has_questions => question::page(&app, &me, (file, paper), Some(index)).await,
        (None, Some(kind)) if has_questions => question::new(&app, &me, file, &kind).await,
        _ => form::page(&app, &me, (file, paper), None).await,
    }
}

/// Saves what was typed, or shows how it will be read.
pub(crate) async fn post(
    State(app): State<App>,
    me: Author,
    Path((slug, path)): Path<(String, String)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let sent = Sent::read(fields);
    if sent.act == "preview" {
        return preview(&app, &me, (&slug, &path), sent).await;
    }
    let edit = sent.edit(&question::new_key(&app));
    let saving = Saving { path: path.clone(), from: sent.from.clone(), edit };
    let (access, asked) = (me.access, slug.clone());
    let story =
        app.school.write(move |transaction, _, moment| stories::save(transaction, moment, (access, &asked, &saving)));
    match story.await {
        Ok(Saved::Kept { path, is_changed }) => saved(&app, &me, (&slug, &path), (&sent, is_changed)).await,
        Ok(Saved::Conflict { mine, theirs }) => conflict::page(&app, &me, (&slug, &path), (mine, theirs)).await,
        Err(school::Error::Refused(code)) => text::again(&app, &me, (&slug, &path), (&sent, code)).await,
        Err(error) => Err(error.into()),
    }
}

/// Shows the page again with what was typed in it, and with how it will be read.
async fn preview(app: &App, me: &Author, (slug, path): (&str, &str), sent: Sent) -> Answer {
    let file = match take(app, me, slug, path).await? {
        Ok(file) => file,
        Err(elsewhere) => return Ok(elsewhere),
    };
    match sent.form.as_str() {
        "question" => question::typed(app, me, file, (sent.question, &sent.kind, &sent)).await,
        _ => text::page(app, me, file, Some(&sent)).await,
    }
}

/// Goes back to where it was typed, and says whether mistakes are left in the file.
async fn saved(app: &App, me: &Author, (slug, path): (&str, &str), (sent, is_changed): (&Sent, bool)) -> Answer {
    let (access, asked, file) = (me.access, slug.to_owned(), path.to_owned());
    let story = app.school.read(move |reader, _, _| {
        let found = stories::file_mistakes(reader, (access, &asked), &file)?;
        Ok((found, stories::question_count(reader, (access, &asked), &file)?))
    });
    let (mistakes, questions) = story.await?;
    let notice = match (is_changed, mistakes.is_empty()) {
        (_, false) => "authoring-saved-mistakes",
        (true, true) => "authoring-saved",
        (false, true) => "authoring-unchanged",
    };
    let address = file_address(slug, path);
    let in_text = if sent.form == "text" && shape_of(path).is_some() { "?texte=1" } else { "" };
    Ok(match (sent.act.as_str(), sent.form.as_str()) {
        ("up" | "down" | "remove" | "duplicate", _) => go_to(&address, "questions", notice),
        (_, "question") => {
            let index = sent.question.unwrap_or_else(|| questions.saturating_sub(1));
            go(&format!("{address}?question={index}"), notice)
        }
        _ => go(&format!("{address}{in_text}"), notice),
    })
}
