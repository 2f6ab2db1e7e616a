//! Exercises: each question is a form of its own, saved as typed, marked at once, retried at will.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use coursework::Answer as Given;
use school::learning::OpenResource;
use school::learning::exercise::{self as stories, SavedDraft};
use serde::Deserialize;
use serde_json::json;

use super::learn::{ResourcePath, exercise_of, open};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show};
use crate::frame::Frame;
use crate::question::{Body, Chosen, Ordered, Piece, Place, QuestionView};
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/exercise.html")]
struct ExercisePage {
    frame: Frame,
    path: ResourcePath,
    resource: OpenResource,
    questions: Vec<QuestionForm>,
}

/// A question with what its form needs.
struct QuestionForm {
    question: QuestionView,
    revision: i64,
    answered: bool,
    /// The first question without an answer: the accent is for the next step alone.
    is_next: bool,
    is_essay: bool,
}

/// The address of one question.
#[derive(Deserialize)]
pub(crate) struct QuestionPath {
    programme: String,
    module: String,
    resource: String,
    question: String,
}

impl QuestionPath {
    fn resource(&self) -> ResourcePath {
        let Self { programme, module, resource, .. } = self;
        ResourcePath { programme: programme.clone(), module: module.clone(), resource: resource.clone() }
    }
}

/// The page, every question filled with what was typed last, on whatever device.
pub(crate) async fn page(app: &App, me: &Signed, frame: Frame, path: ResourcePath, resource: OpenResource) -> Answer {
    let (exercise, person, id) = (exercise_of(&resource)?, me.person(), resource.id);
    let asked = exercise.clone();
    let states = app.school.read(move |reader, vault, _| stories::state(reader, vault, person, id, &asked)).await?;
    let total = exercise.questions.len();
    // The same person always sees the same order; another person another one.
    let seed = person.uuid().as_u64_pair().1;
    let answered = |key: &str| states.get(key).is_some_and(|state| state.tries > 0);
    let next = exercise.questions.iter().position(|question| !answered(&question.key));
    let questions = exercise
        .questions
        .iter()
        .enumerate()
        .map(|(index, question)| {
            let state = states.get(&question.key);
            let marking = state.and_then(|state| state.marking.as_ref());
            let place = Place { number: index + 1, total, seed };
            let answer = state.and_then(|state| state.answer.as_ref());
            QuestionForm {
                question: QuestionView::new(&frame, question, &place, answer, marking).graded(
                    &frame,
                    question,
                    state.and_then(|state| state.grading.as_ref()),
                ),
                revision: state.map_or(0, |state| state.revision),
                answered: marking.is_some(),
                is_next: next == Some(index),
                is_essay: matches!(question.kind, coursework::QuestionKind::Essay { .. }),
            }
        })
        .collect();
    show(&ExercisePage { frame, path, resource, questions })
}

/// Marks an answer, and comes back to the question with its marking.
pub(crate) async fn answer(
    State(app): State<App>,
    me: Signed,
    Path(path): Path<QuestionPath>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let resource = open(&app, &me, &path.resource()).await?.ok_or(Failure::NotFound)?;
    let exercise = exercise_of(&resource)?;
    let question = exercise.questions.iter().find(|one| one.key == path.question).ok_or(Failure::NotFound)?;
    let target = format!("{}#{}", path.resource().address(), path.question);
    let Some(given) = Given::from_fields(question, &fields) else {
        return Ok(go(&format!("{}?avis=answer-empty#{}", path.resource().address(), path.question), ""));
    };
    let (person, id, key) = (me.person(), resource.id, path.question.clone());
    app.school
        .write(move |transaction, vault, moment| {
            stories::answer(transaction, vault, moment, (person, id), &key, &given)
        })
        .await?;
    Ok(go(&target, ""))
}

/// Keeps what is half typed: 200 with the revision, or 409 with the newer one that was saved elsewhere.
pub(crate) async fn draft(
    State(app): State<App>,
    me: Signed,
    Path(path): Path<QuestionPath>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let resource = open(&app, &me, &path.resource()).await?.ok_or(Failure::NotFound)?;
    let exercise = exercise_of(&resource)?;
    let question = exercise.questions.iter().find(|one| one.key == path.question).ok_or(Failure::NotFound)?;
    let (given, revision) = (Given::from_fields(question, &fields), revision(&fields)?);
    let (person, id, key) = (me.person(), resource.id, path.question);
    let saved = app
        .school
        .write(move |transaction, vault, moment| {
            stories::save_draft(transaction, vault, moment, (person, id), &key, (given.as_ref(), revision))
        })
        .await?;
    Ok(match saved {
        SavedDraft::Saved(revision) => Json(json!({ "revision": revision })).into_response(),
        SavedDraft::Conflict(revision) => (StatusCode::CONFLICT, Json(json!({ "revision": revision }))).into_response(),
    })
}

/// The number of a save, which a page counts up.
pub(crate) fn revision(fields: &[(String, String)]) -> Result<i64, Failure> {
    let typed = fields.iter().find(|(name, _)| name == "revision").map(|(_, value)| value.as_str());
    typed.and_then(|text| text.parse().ok()).filter(|number| *number >= 0).ok_or(Failure::BadRequest)
}
