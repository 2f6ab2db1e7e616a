//! `/apprendre/{programme}/{module}/{resource}`: a lesson, an exercise or an assessment.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use coursework::{Exercise, Heading};
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
    outline: Vec<OutlineEntry>,
}

/// A heading in the plan of a lesson.
struct OutlineEntry {
    id: String,
    title: String,
    sub: bool,
}

/// The page of a resource, in at most three queries.
pub(crate) async fn get(State(app): State<App>, me: Signed, Path(path): Path<ResourcePath>) -> Answer {
    let Some(resource) = open(&app, &me, &path).await? else {
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
        ResourceKind::Lesson => lesson(frame, path, resource),
        ResourceKind::Exercise => exercise::page(&app, &me, frame, path, resource).await,
        ResourceKind::Assessment => assessment::page(&app, &me, frame, path, resource).await,
    }
}

/// The resource, or none when the person is not enrolled in its programme.
pub(crate) async fn open(app: &App, me: &Signed, path: &ResourcePath) -> Result<Option<OpenResource>, Failure> {
    let (person, path) = (me.person(), path.clone());
    let opening = app
        .school
        .read(move |reader, _, _| {
            learning::open_resource(reader, person, (&path.programme, &path.module, &path.resource))
        })
        .await?;
    Ok(match opening {
        Opening::Open(resource) => Some(*resource),
        Opening::NotEnrolled => None,
    })
}

/// The part of [`LessonFacts`](school::programmes::LessonFacts) that the page shows.
#[derive(Deserialize)]
struct Shown {
    outline: Vec<Heading>,
}

fn lesson(frame: Frame, path: ResourcePath, resource: OpenResource) -> Answer {
    let facts: Shown = serde_json::from_str(&resource.content).map_err(school::Error::from)?;
    let outline = facts
        .outline
        .into_iter()
        .map(|heading| OutlineEntry { id: heading.block, title: heading.text, sub: heading.level > 2 })
        .collect();
    show(&LessonPage { frame, path, resource, outline })
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
    Ok(serde_json::from_str(&resource.content).map_err(school::Error::from)?)
}
