//! `/apprendre/{programme}/{module}/{resource}`: a lesson, an exercise or an assessment.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::IntoResponse;
use coursework::Exercise;
use school::learning::{self, OpenResource, Opening, Save};
use school::programmes::{ResourceId, ResourceKind};
use serde::Deserialize;
use serde_json::json;

use super::{assessment, exercise};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show};
use crate::frame::Frame;
use crate::visitor::Signed;
use school::moments::Moments;

/// The three parts of a resource's address.
#[derive(Clone, Deserialize)]
pub(crate) struct ResourcePath {
    pub programme: String,
    pub module: String,
    pub resource: String,
}

impl ResourcePath {
    /// The address itself.
    pub(crate) fn address(&self) -> String {
        format!("/apprendre/{}/{}/{}", self.programme, self.module, self.resource)
    }
}

#[derive(Template)]
#[template(path = "pages/lesson.html")]
struct LessonPage {
    frame: Frame,
    path: ResourcePath,
    resource: OpenResource,
}

/// The page of a resource, in at most three queries.
pub(crate) async fn get(State(app): State<App>, Path(path): Path<ResourcePath>, parts: Parts) -> Answer {
    let (texts, asked) = (Arc::clone(&app.school.texts), path.clone());
    let opened = Signed::with(&parts, &app, move |reader, session| {
        let path = (&*asked.programme, &*asked.module, &*asked.resource);
        learning::open_resource(reader, &texts, session.person, path)
    });
    let (me, opening) = opened.await?;
    let Opening::Open(resource) = opening else {
        return Ok(go(&format!("/programmes/{}", path.programme), ""));
    };
    if resource.arriving {
        let (person, id) = (me.person(), resource.id);
        app.school
            .write(move |transaction, _, moment| learning::record_opening(transaction, moment, person, id))
            .await?;
    }
    let frame = Frame::new(&app, &me.visitor);
    match resource.kind {
        ResourceKind::Lesson => show(&LessonPage { frame, path, resource: *resource }),
        ResourceKind::Exercise => exercise::page(&app, &me, frame, path, *resource).await,
        ResourceKind::Assessment => assessment::page(&app, &me, frame, path, *resource).await,
    }
}

/// The resource, or none when the person is not enrolled in its programme.
pub(crate) async fn open(app: &App, me: &Signed, path: &ResourcePath) -> Result<Option<OpenResource>, Failure> {
    let (person, path, texts) = (me.person(), path.clone(), Arc::clone(&app.school.texts));
    let opening = app.school.read(move |reader, _, _| {
        learning::open_resource(reader, &texts, person, (&path.programme, &path.module, &path.resource))
    });
    Ok(match opening.await? {
        Opening::Open(resource) => Some(*resource),
        Opening::NotEnrolled => None,
    })
}

/// What the page reports: position and active time.
#[derive(Deserialize)]
pub(crate) struct Report {
    view: String,
    active_seconds: u32,
    #[serde(default)]
    block: Option<String>,
    #[serde(default)]
    reached_end: bool,
    #[serde(default)]
    media: std::collections::BTreeMap<String, f64>,
    #[serde(default)]
    leaving: bool,
}

/// Saves position and active time; the answer comes once they are on disk.
pub(crate) async fn progress(
    State(app): State<App>,
    me: Signed,
    Path(resource): Path<String>,
    Json(report): Json<Report>,
) -> Answer {
    let view = database::Uuid::parse_str(&report.view).map_err(|_| Failure::BadRequest)?;
    let Report { active_seconds, block, reached_end, media, leaving, .. } = report;
    let save = Save { view, active_seconds, block, reached_end, media, leaving };
    let (person, resource) = (me.person(), identifier::<ResourceId>(&resource)?);
    app.school
        .write(move |transaction, vault, moment| {
            learning::save_progress(transaction, vault, moment, (person, resource), &save)
        })
        .await?;
    let saved_at = Moments::new(me.visitor.language, app.school.clock.now()).clock(app.school.clock.now());
    Ok(Json(json!({ "saved_at": saved_at })).into_response())
}

/// The exercise that a resource holds.
pub(crate) fn exercise_of(resource: &OpenResource) -> Result<Exercise, Failure> {
    Ok(serde_json::from_str(&resource.text.content).map_err(school::Error::from)?)
}
