//! `/equipe/enseignement/programmes/{slug}/medias`: the media of a draft, where they are shown, and a new one.

use askama::Template;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{Path, Request, State};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use coursework::editing::Outline;
use school::authoring::{self as stories, Arrived, MediaLine, Upload, UploadRefused};
use tower::ServiceExt;
use tower_http::services::ServeFile;

use super::{Author, PROGRAMMES, Place, back, home};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show};
use crate::frame::Frame;

#[derive(Template)]
#[template(path = "pages/staff/authoring/media.html")]
struct MediaPage {
    frame: Frame,
    place: Place,
    outline: Outline,
    lines: Vec<MediaLine>,
}

impl MediaPage {
    /// « 12 ko », « 3,4 Mo »
    fn size(&self, bytes: &u64) -> String {
        let mark = if self.frame.language == "fr" { ',' } else { '.' };
        let unit = if self.frame.language == "fr" { "o" } else { "B" };
        match *bytes {
            bytes if bytes < 1_000 => format!("{bytes}\u{a0}{unit}"),
            bytes if bytes < 1_000_000 => format!("{}\u{a0}k{unit}", bytes / 1_000),
            bytes => format!("{}{mark}{}\u{a0}M{unit}", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        }
    }
}

/// The list and the form.
pub(crate) async fn get(State(app): State<App>, me: Author, Path(slug): Path<String>) -> Answer {
    let access = me.access;
    let read = app.school.read(move |reader, _, _| stories::media(reader, (access, &slug)));
    let (workshop, lines) = match read.await {
        Ok(read) => read,
        Err(error) => return back(PROGRAMMES, error),
    };
    let (place, outline) = (Place::of(&workshop), workshop.outline());
    show(&MediaPage { frame: Frame::new(&app, &me.visitor), place, outline, lines })
}

/// Takes a file as it arrives: it is never in memory as a whole, and nothing of it stays when it is refused.
pub(crate) async fn post(State(app): State<App>, me: Author, Path(slug): Path<String>, mut form: Multipart) -> Answer {
    let here = format!("{}/medias", home(&slug));
    let (mut folder, mut arrived) = (String::new(), Err(UploadRefused::Empty));
    while let Some(field) = form.next_field().await.map_err(|_| Failure::BadRequest)? {
        match field.name() {
            Some("folder") => folder = field.text().await.map_err(|_| Failure::BadRequest)?,
            Some("file") => arrived = receive(&app, field).await?,
            _ => {}
        }
    }
    let arrived: Arrived = match arrived {
        Ok(arrived) => arrived,
        Err(refused) => return Ok(go(&here, refused.code())),
    };
    let access = me.access;
    let story = app.school.write(move |transaction, _, moment| {
        stories::take_upload(transaction, moment, (access, &slug, &folder), &arrived)
    });
    match story.await {
        Ok(_) => Ok(go(&here, "authoring-uploaded")),
        Err(error) => back(&here, error),
    }
}

/// The bytes of a field go to the media folder piece by piece. What is too large is read to its end, so that the browser hears
/// the answer, and thrown away.
async fn receive(app: &App, mut field: Field<'_>) -> Result<Result<Arrived, UploadRefused>, Failure> {
    let given = field.file_name().unwrap_or_default().to_owned();
    let folder = app.hosting.media_folder.clone();
    let mut upload = if given.is_empty() { Err(UploadRefused::Empty) } else { Upload::begin(&folder, &given)? };
    while let Some(piece) = field.chunk().await.map_err(|_| Failure::BadRequest)? {
        if let Ok(open) = &mut upload
            && let Err(refused) = open.take(&piece)?
        {
            upload = Err(refused);
        }
    }
    let upload = match upload {
        Ok(upload) => upload,
        Err(refused) => return Ok(Err(refused)),
    };
    let finished = tokio::task::spawn_blocking(move || upload.finish(&folder)).await;
    Ok(finished.map_err(|error| Failure::Broken(school::Error::Other(error.to_string())))??)
}

/// A file of the draft or of a version, for the team: learners are served what is published.
pub(crate) async fn file(
    State(app): State<App>,
    me: Author,
    Path((slug, hash, _)): Path<(String, String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    let (access, asked) = (me.access, hash.clone());
    let story = app.school.read(move |reader, _, _| stories::medium_type(reader, (access, &slug), &asked));
    let content_type = story.await?.and_then(|text| text.parse().ok()).ok_or(Failure::NotFound)?;
    let file = ServeFile::new_with_mime(app.hosting.media_folder.join(hash), &content_type);
    let answer =
        file.oneshot(request).await.map_err(|error| Failure::Broken(school::Error::Other(error.to_string())))?;
    let mut response = answer.map(axum::body::Body::new).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    Ok(response)
}
