//! Assessments: the rules, an attempt, its review.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use school::assessments::{self as stories, Appeal, AttemptId, OpenAttempt, Overview, Review, SavedAnswers};
use school::learning::OpenResource;
use serde_json::json;

use super::exercise::revision;
use super::learn::{ResourcePath, open};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show};
use crate::frame::Frame;
use crate::moon::Moon;
use crate::question::{Body, Chosen, Ordered, Piece, Place, QuestionView};
use crate::visitor::Signed;
use school::moments::Moments;

#[derive(Template)]
#[template(path = "pages/assessment.html")]
struct AssessmentPage {
    frame: Frame,
    moments: Moments,
    path: ResourcePath,
    resource: OpenResource,
    overview: Overview,
}

#[derive(Template)]
#[template(path = "pages/attempt.html")]
struct AttemptPage {
    frame: Frame,
    attempt: OpenAttempt,
    deadline: String,
    now: String,
    until: String,
    questions: Vec<QuestionView>,
}

#[derive(Template)]
#[template(path = "pages/attempt_review.html")]
struct ReviewPage {
    frame: Frame,
    moments: Moments,
    review: Review,
    appeal: Option<Appeal>,
    moon: Moon,
    questions: Vec<QuestionView>,
}

/// The rules and the attempts so far.
pub(crate) async fn page(app: &App, me: &Signed, frame: Frame, path: ResourcePath, resource: OpenResource) -> Answer {
    let (person, id) = (me.person(), resource.id);
    let overview = app.school.read(move |reader, _, moment| stories::overview(reader, moment, person, id)).await?;
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&AssessmentPage { frame, moments, path, resource, overview })
}

/// Begins an attempt, or goes on with the one that is open.
pub(crate) async fn start(State(app): State<App>, me: Signed, Path(path): Path<ResourcePath>) -> Answer {
    let resource = open(&app, &me, &path).await?.ok_or(Failure::NotFound)?;
    let (person, id) = (me.person(), resource.id);
    let begun = app
        .school
        .write(move |transaction, vault, moment| stories::start(transaction, vault, moment, person, id))
        .await;
    match begun {
        Ok(attempt) => Ok(go(&format!("/tentatives/{attempt}"), "")),
        Err(school::Error::Refused(code)) => Ok(go(&path.address(), code)),
        Err(error) => Err(error.into()),
    }
}

/// The attempt while it is open, its review afterwards.
pub(crate) async fn attempt(State(app): State<App>, me: Signed, Path(id): Path<String>) -> Answer {
    let (person, id) = (me.person(), identifier::<AttemptId>(&id)?);
    let frame = Frame::new(&app, &me.visitor);
    let attempt = app.school.read(move |reader, vault, _| stories::attempt(reader, vault, person, id)).await?;
    if attempt.submitted_at.is_some() {
        let story = app.school.read(move |reader, vault, _| {
            Ok((stories::review(reader, vault, person, id)?, stories::appeal(reader, vault, person, id)?))
        });
        let (review, appeal) = story.await?;
        let moments = Moments::new(frame.spoken(), app.school.clock.now());
        return show(&review_page(frame, moments, (review, appeal)));
    }
    let now = app.school.clock.now();
    if attempt.expires_at.is_some_and(|end| end <= now) {
        return submit_now(&app, &me, id).await;
    }
    let total = attempt.questions.len();
    let questions = attempt
        .questions
        .iter()
        .enumerate()
        .map(|(index, question)| {
            let place = Place { number: index + 1, total, seed: attempt.seed };
            QuestionView::new(&frame, question, &place, attempt.answers.get(&question.key), None)
        })
        .collect();
    let moments = Moments::new(frame.spoken(), now);
    let until = attempt.expires_at.map(|end| frame.with("attempt-until", moments.clock(end))).unwrap_or_default();
    let deadline = attempt.expires_at.map(|end| end.to_string()).unwrap_or_default();
    show(&AttemptPage { frame, attempt, deadline, now: now.to_string(), until, questions })
}

/// Keeps what the page holds, as it is typed.
pub(crate) async fn save(
    State(app): State<App>,
    me: Signed,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let revision = revision(&fields)?;
    let (status, revision) = match keep(&app, &me, &id, revision, fields).await? {
        SavedAnswers::Saved(revision) => (StatusCode::OK, revision),
        SavedAnswers::Conflict(newer) => (StatusCode::CONFLICT, newer),
        SavedAnswers::Closed => (StatusCode::GONE, revision),
    };
    Ok((status, Json(json!({ "revision": revision }))).into_response())
}

/// Keeps the answers of the form, then hands the attempt in or comes back later.
pub(crate) async fn submit(
    State(app): State<App>,
    me: Signed,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let typed = revision(&fields)?;
    let later = fields.iter().any(|(name, _)| name == "later");
    if let SavedAnswers::Conflict(_) = keep(&app, &me, &id, typed + 1, fields).await? {
        return Ok(go(&format!("/tentatives/{id}"), "attempt-conflict"));
    }
    if later {
        return Ok(go("/espace", "attempt-kept"));
    }
    submit_now(&app, &me, identifier(&id)?).await
}

async fn keep(
    app: &App,
    me: &Signed,
    id: &str,
    revision: i64,
    fields: Vec<(String, String)>,
) -> Result<SavedAnswers, Failure> {
    let (person, id) = (me.person(), identifier::<AttemptId>(id)?);
    let saved = app
        .school
        .write(move |transaction, vault, moment| {
            stories::save_answers(transaction, vault, moment, person, (id, revision), &fields)
        })
        .await?;
    Ok(saved)
}

async fn submit_now(app: &App, me: &Signed, id: AttemptId) -> Answer {
    let person = me.person();
    app.school.write(move |transaction, vault, moment| stories::submit(transaction, vault, moment, person, id)).await?;
    Ok(go(&format!("/tentatives/{id}"), ""))
}

fn review_page(frame: Frame, moments: Moments, (review, appeal): (Review, Option<Appeal>)) -> ReviewPage {
    let questions = marked_questions(&frame, &review);
    let moon = Moon::new(review.percent.clamp(0, 100) as u8, format!("{}\u{a0}%", review.percent));
    ReviewPage { frame, moments, review, appeal, moon, questions }
}

/// The questions of an attempt as they were answered and marked.
pub(crate) fn marked_questions(frame: &Frame, review: &Review) -> Vec<QuestionView> {
    let total = review.marked.len();
    let view = |(index, one): (usize, &stories::MarkedQuestion)| {
        let place = Place { number: index + 1, total, seed: review.attempt.seed };
        QuestionView::new(frame, &one.question, &place, one.answer.as_ref(), Some(&one.marking))
    };
    review.marked.iter().enumerate().map(view).collect()
}
