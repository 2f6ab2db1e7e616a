//! `/equipe/confidentialite/registre` (P19): the record of processing activities, to read and to take away.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use privacy::record::{Record, csv, json, markdown};
use school::{School, rights};

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::SignedOfficer;

#[derive(Template)]
#[template(path = "pages/staff/record.html")]
struct RecordPage {
    frame: Frame,
    html: String,
}

/// Writes the record in one of its forms.
async fn written(
    school: &School,
    frame: &Frame,
    form: impl Fn(&Record<'_>) -> String + Send + 'static,
) -> Result<String, Failure> {
    let (opened, language) = (school.clone(), frame.declared());
    let story = school.read(move |reader, _, moment| {
        let record = rights::record(reader, &opened.privacy, &opened.settings, (language, moment.now))?;
        Ok(form(&record))
    });
    Ok(story.await?)
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: SignedOfficer) -> Answer {
    let frame = Frame::new(&app, &me.visitor);
    let text = written(&app.school, &frame, markdown).await?;
    let html = coursework::markdown::fragment(&text, frame.spoken());
    show(&RecordPage { frame, html })
}

/// The file, in the form that its name ends with.
pub(crate) async fn file(State(app): State<App>, me: SignedOfficer, Path(name): Path<String>) -> Answer {
    let (form, kind): (fn(&Record<'_>) -> String, _) = match name.as_str() {
        "registre.csv" => (csv, "text/csv; charset=utf-8"),
        "registre.json" => (json, "application/json"),
        "registre.md" => (markdown, "text/markdown; charset=utf-8"),
        _ => return Err(Failure::NotFound),
    };
    let text = written(&app.school, &Frame::new(&app, &me.visitor), form).await?;
    let headers = [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))];
    Ok((headers, text).into_response())
}
