//! `/equipe/enseignement/programmes/{slug}`: what stands where in a draft, and all that is done to it as a whole.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum_extra::extract::Form;
use coursework::Mistake;
use coursework::editing::{Direction, FileKind, Outline};
use school::authoring::{self as stories, Arrangement, Rebased, Workshop};
use school::moments::Moments;
use serde::Deserialize;

use super::{Author, PROGRAMMES, Place, back, go_to, home};
use crate::App;
use crate::failure::Answer;
use crate::flow::{encode, go, show};
use crate::frame::Frame;

#[derive(Template)]
#[template(path = "pages/staff/authoring/programme.html")]
struct ProgrammePage {
    frame: Frame,
    moments: Moments,
    place: Place,
    workshop: Workshop,
    outline: Outline,
    mistakes: Vec<Mistake>,
    behind: Option<Rebased>,
    is_new: bool,
    /// What is to get another address.
    renaming: Option<Renaming>,
}

/// A module or resource that is to get another address.
struct Renaming {
    path: String,
    title: String,
    slug: String,
}

/// What the address asks for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// The module or resource that is to get another address.
    adresse: String,
    /// The address that was typed for it and cannot be taken.
    tapee: String,
}

impl Renaming {
    fn of(outline: &Outline, asked: &Asked) -> Option<Self> {
        let modules = outline.modules.iter().map(|one| (&one.folder, &one.title, &one.slug));
        let resources = outline.modules.iter().flat_map(|one| &one.resources);
        let mut all = modules.chain(resources.map(|one| (&one.path, &one.title, &one.slug)));
        let (path, title, slug) = all.find(|(path, ..)| **path == asked.adresse)?;
        let slug = if asked.tapee.is_empty() { slug } else { &asked.tapee };
        Some(Self { path: path.clone(), title: title.clone(), slug: slug.clone() })
    }
}

impl ProgrammePage {
    /// Whether a file that a mistake names can be edited.
    fn has(&self, file: &std::path::Path) -> bool {
        file.to_str().is_some_and(|path| self.workshop.files.contains_key(path))
    }
}

/// The name of a row, to come back to: the same for a module or resource wherever it is moved.
fn anchor(path: &str) -> String {
    coursework::editing::identity(path).replace(['/', '.'], "-")
}

/// The page.
pub(crate) async fn get(
    State(app): State<App>,
    me: Author,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    match page(&app, &me, slug, &asked).await {
        Ok(page) => show(&page),
        Err(error) => back(PROGRAMMES, error),
    }
}

async fn page(app: &App, me: &Author, slug: String, asked: &Asked) -> Result<ProgrammePage, school::Error> {
    let review = stories::review(&app.school, me.access, slug).await?;
    let workshop = review.workshop;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let (place, outline) = (Place::of(&workshop), workshop.outline());
    let mistakes = review.outcome.err().unwrap_or_default();
    let (behind, is_new, renaming) = (review.behind, review.is_new, Renaming::of(&outline, asked));
    Ok(ProgrammePage { frame, moments, place, workshop, outline, mistakes, behind, is_new, renaming })
}

/// What a button of the page sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Pressed {
    act: String,
    /// The module (its folder) or the file it is done to.
    path: String,
    title: String,
    slug: String,
    kind: String,
    /// The step that was seen.
    step: i64,
}

/// Undoes, arranges, brings up to date, or throws away.
pub(crate) async fn post(
    State(app): State<App>,
    me: Author,
    Path(slug): Path<String>,
    Form(act): Form<Pressed>,
) -> Answer {
    let here = home(&slug);
    let done = match act.act.as_str() {
        "undo" | "redo" | "rebase" | "discard" => whole(&app, &me, slug, &act).await,
        _ => arrange(&app, &me, slug, &act).await,
    };
    match done {
        Ok(response) => Ok(response),
        Err(error) if act.act == "rename" => {
            let (path, typed) = (encode(&act.path), encode(act.slug.trim()));
            back(&format!("{here}?adresse={path}&tapee={typed}"), error)
        }
        Err(error) => back(&here, error),
    }
}

/// What is done to the draft as a whole.
async fn whole(app: &App, me: &Author, slug: String, act: &Pressed) -> Result<Response, school::Error> {
    let (access, here, step) = (me.access, home(&slug), act.step);
    match act.act.as_str() {
        "undo" => {
            let story = app
                .school
                .write(move |transaction, _, moment| stories::undo(transaction, moment, (access, &slug, step)));
            story.await?;
            Ok(go_to(&here, "brouillon", "authoring-undone"))
        }
        "redo" => {
            let story = app
                .school
                .write(move |transaction, _, moment| stories::redo(transaction, moment, (access, &slug, step)));
            story.await?;
            Ok(go_to(&here, "brouillon", "authoring-redone"))
        }
        "rebase" => {
            let story =
                app.school.write(move |transaction, _, moment| stories::rebase(transaction, moment, (access, &slug)));
            let rebased = story.await?;
            let notice = if rebased.both.is_empty() { "authoring-rebased" } else { "authoring-rebased-both" };
            Ok(go(&here, notice))
        }
        _ => {
            let story =
                app.school.write(move |transaction, _, moment| stories::discard(transaction, moment, (access, &slug)));
            story.await?;
            Ok(go(PROGRAMMES, "authoring-discarded"))
        }
    }
}

/// What is done to a module or a file.
async fn arrange(app: &App, me: &Author, slug: String, act: &Pressed) -> Result<Response, school::Error> {
    let Some((arrangement, notice)) = arrangement(act) else { return Err(school::Error::NotFound) };
    let (access, here) = (me.access, home(&slug));
    let story = app
        .school
        .write(move |transaction, _, moment| stories::arrange(transaction, moment, (access, &slug, &arrangement)));
    let path = story.await?;
    if notice == "authoring-removed" && FileKind::of(&path) == FileKind::Medium {
        return Ok(go(&format!("{here}/medias"), notice));
    }
    Ok(go_to(&here, &anchor(&path), notice))
}

fn arrangement(act: &Pressed) -> Option<(Arrangement, &'static str)> {
    let path = || act.path.clone();
    Some(match act.act.as_str() {
        "add-module" => (Arrangement::AddModule(act.title.clone()), "authoring-added"),
        "add-resource" => {
            let kind = FileKind::resource_from_code(&act.kind)?;
            (Arrangement::AddResource { folder: path(), kind, title: act.title.clone() }, "authoring-added")
        }
        "up" => (Arrangement::Move(path(), Direction::Up), "authoring-moved-it"),
        "down" => (Arrangement::Move(path(), Direction::Down), "authoring-moved-it"),
        "rename" => (Arrangement::Rename(path(), act.slug.trim().to_owned()), "authoring-renamed"),
        "duplicate" => (Arrangement::Duplicate(path()), "authoring-copied"),
        "remove" => (Arrangement::Remove(path()), "authoring-removed"),
        _ => return None,
    })
}
