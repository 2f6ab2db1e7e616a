//! `/mes-donnees/copie` (P37): the copy of everything; and how any file about a person is made and sent.

use std::fs::File;
use std::io::Seek;

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use database::Reader;
use school::rights::{self, NewRequest, Reading, RequestKind, Requester};
use school::{Error, Settings};
use serde_json::json;
use tokio_util::io::ReaderStream;
use vault::Vault;

use super::my_data::reading;
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/copy.html")]
struct CopyPage {
    frame: Frame,
}

/// What the copy holds.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    show(&CopyPage { frame: Frame::new(&app, &me.visitor) })
}

/// Makes the copy and sends it: the request is answered as soon as it is made.
pub(crate) async fn post(State(app): State<App>, me: Signed) -> Answer {
    let engine = app.school.privacy.clone();
    let file = made(&app, &me, move |reader, vault, reading, settings, file| {
        rights::write_copy(reader, vault, &engine, reading, (settings, file))
    });
    let file = file.await?;
    record(&app, &me, RequestKind::Access).await?;
    Ok(sent(file, "application/zip", "mes-donnees.zip"))
}

/// The JSON Schema of the document.
pub(crate) async fn schema() -> Response {
    let text = include_str!("../../../../docs/schemas/donnees-personnelles-1.json");
    ([(CONTENT_TYPE, "application/schema+json")], text).into_response()
}

/// Writes a file that has no name: nothing of it remains once it was sent, or if the program stops.
pub(crate) async fn made(
    app: &App,
    me: &Signed,
    write: impl FnOnce(&Reader<'_>, &Vault, &Reading, &Settings, &File) -> Result<(), Error> + Send + 'static,
) -> Result<File, Failure> {
    let (reading, settings) = (reading(app, me), app.school.settings.clone());
    let made = app.school.report(move |reader, vault, _| {
        let unwritten = |error: std::io::Error| Error::Other(format!("the copy cannot be written: {error}"));
        let mut file = tempfile::tempfile().map_err(unwritten)?;
        write(reader, vault, &reading, &settings, &file)?;
        file.rewind().map_err(unwritten)?;
        Ok(file)
    });
    Ok(made.await?)
}

/// Notes a request that is answered by the file itself.
pub(crate) async fn record(app: &App, me: &Signed, kind: RequestKind) -> Result<(), Failure> {
    let (engine, person, language) = (app.school.privacy.clone(), me.person(), me.visitor.language);
    app.school
        .write(move |transaction, vault, moment| {
            let from = Requester::Person(person);
            let new = NewRequest { kind, from, language, detail: json!({}), text: "" };
            rights::done(transaction, vault, moment, &engine, (&new, ""))
        })
        .await?;
    Ok(())
}

/// The file as a download.
pub(crate) fn sent(file: File, content_type: &'static str, name: &str) -> Response {
    // Known beforehand, so that the browser shows how far it is.
    let size_bytes = file.metadata().map(|about| about.len().to_string());
    let body = Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(file)));
    let headers = [
        (CONTENT_TYPE, content_type.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    let mut response = (headers, body).into_response();
    if let Some(size) = size_bytes.ok().and_then(|size| size.parse().ok()) {
        response.headers_mut().insert(CONTENT_LENGTH, size);
    }
    response
}
