//! `/equipe/enseignement/programmes/{slug}/versions`: what was published, what changed since, and how it was before. The folder
//! itself, as a ZIP.

use std::fs::File;
use std::io::{Seek, Write};

use askama::Template;
use axum::extract::multipart::Multipart;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use school::authoring::{self as stories, Archive, VersionLine, Workshop};
use school::moments::Moments;
use serde::Deserialize;

use super::{Author, PROGRAMMES, Place, back, go_to, home};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::pages::copy::sent;

#[derive(Template)]
#[template(path = "pages/staff/authoring/versions.html")]
struct VersionsPage {
    frame: Frame,
    moments: Moments,
    place: Place,
    workshop: Workshop,
    lines: Vec<VersionLine>,
}

impl VersionsPage {
    fn is_newest(&self, number: &u32) -> bool {
        self.workshop.newest == Some(*number)
    }
}

/// The list.
pub(crate) async fn get(State(app): State<App>, me: Author, Path(slug): Path<String>) -> Answer {
    let access = me.access;
    let read = app.school.read(move |reader, vault, _| stories::versions(reader, vault, (access, &slug)));
    let (workshop, lines) = match read.await {
        Ok(read) => read,
        Err(error) => return back(PROGRAMMES, error),
    };
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&VersionsPage { frame, moments, place: Place::of(&workshop), workshop, lines })
}

/// Which version to put back.
#[derive(Deserialize)]
pub(crate) struct Restore {
    number: u32,
}

/// Puts a version into the draft.
pub(crate) async fn post(
    State(app): State<App>,
    me: Author,
    Path(slug): Path<String>,
    Form(typed): Form<Restore>,
) -> Answer {
    let (access, here) = (me.access, home(&slug));
    let story = app
        .school
        .write(move |transaction, _, moment| stories::restore(transaction, moment, (access, &slug, typed.number)));
    match story.await {
        Ok(true) => Ok(go_to(&here, "brouillon", "authoring-restored")),
        Ok(false) => Ok(go_to(&here, "brouillon", "authoring-unchanged")),
        Err(error) => back(&here, error),
    }
}

/// Takes a folder into the draft.
pub(crate) async fn import(State(app): State<App>, me: Author, Path(slug): Path<String>, form: Multipart) -> Answer {
    let (here, versions) = (home(&slug), format!("{}/versions", home(&slug)));
    let Some(archive) = receive(form).await? else {
        return back(&versions, school::Error::Refused("authoring-archive"));
    };
    let media = app.hosting.media_folder.clone();
    match stories::take_archive(&app.school, me.access, (slug, archive, media)).await {
        Ok(true) => Ok(go_to(&here, "brouillon", "authoring-imported")),
        Ok(false) => Ok(go_to(&here, "brouillon", "authoring-unchanged")),
        Err(error) => back(&versions, error),
    }
}

/// Writes what is uploaded into a file without a name, piece by piece.
async fn receive(mut form: Multipart) -> Result<Option<File>, Failure> {
    let told = |error: std::io::Error| school::Error::Other(format!("the upload cannot be kept: {error}"));
    while let Some(mut field) = form.next_field().await.map_err(|_| Failure::BadRequest)? {
        if field.name() != Some("file") {
            continue;
        }
        let mut file = tempfile::tempfile().map_err(told)?;
        while let Some(piece) = field.chunk().await.map_err(|_| Failure::BadRequest)? {
            file.write_all(&piece).map_err(told)?;
        }
        file.rewind().map_err(told)?;
        return Ok(Some(file));
    }
    Ok(None)
}

/// The folder of the newest version.
pub(crate) async fn published(State(app): State<App>, me: Author, Path(slug): Path<String>) -> Answer {
    archive(&app, &me, slug, Archive::Newest).await
}

/// The folder of the draft.
pub(crate) async fn draft(State(app): State<App>, me: Author, Path(slug): Path<String>) -> Answer {
    archive(&app, &me, slug, Archive::Draft).await
}

async fn archive(app: &App, me: &Author, slug: String, which: Archive) -> Answer {
    let (access, media, asked) = (me.access, app.hosting.media_folder.clone(), slug.clone());
    let made = app.school.read(move |reader, _, _| {
        let told = |error: std::io::Error| school::Error::Other(format!("the archive cannot be written: {error}"));
        let mut file = tempfile::tempfile().map_err(told)?;
        stories::archive(reader, (access, &asked, which), &media, &file)?;
        file.rewind().map_err(told)?;
        Ok(file)
    });
    match made.await {
        Ok(file) => Ok(sent(file, "application/zip", &format!("{slug}.zip"))),
        Err(error) => back(&home(&slug), error),
    }
}
