//! `POST /programmes/{slug}/echeances/{module}` and the calendar feed.

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use jiff::civil::Date;
use school::learning;
use school::people::PersonId;
use school::programmes::ModuleId;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier};
use crate::visitor::Signed;

#[derive(Deserialize)]
pub(crate) struct DeadlineForm {
    #[serde(default)]
    due_on: String,
}

/// Chooses a day for a module, or none.
pub(crate) async fn post(
    State(app): State<App>,
    me: Signed,
    Path((slug, module)): Path<(String, String)>,
    Form(form): Form<DeadlineForm>,
) -> Answer {
    let (person, module) = (me.person(), identifier::<ModuleId>(&module)?);
    let day = match form.due_on.trim() {
        "" => None,
        typed => Some(typed.parse::<Date>().map_err(|_| Failure::BadRequest)?),
    };
    app.school.write(move |transaction, _, _| learning::set_deadline(transaction, person, module, day)).await?;
    Ok(go(&format!("/programmes/{slug}"), "deadline-saved"))
}

/// The address of a person's own feed: calendars carry no cookie, so it holds a keyed fingerprint that nobody can make up.
pub(crate) fn feed_path(app: &App, person: PersonId) -> String {
    format!("/calendrier/{person}/{}.ics", fingerprint(app, person))
}

fn fingerprint(app: &App, person: PersonId) -> String {
    let bytes = app.school.vault.index("calendar feed", &person.to_string());
    school::hexadecimal(&bytes[..16])
}

/// The deadlines, for a calendar (RFC 5545).
pub(crate) async fn feed(State(app): State<App>, Path((person, token)): Path<(String, String)>) -> Answer {
    let person = identifier::<PersonId>(&person)?;
    if token != format!("{}.ics", fingerprint(&app, person)) {
        return Err(Failure::NotFound);
    }
    let (calendar, base) = (app.school.settings.name.clone(), app.school.settings.base_url.clone());
    let text =
        app.school.read(move |reader, _, moment| learning::calendar(reader, moment, person, &calendar, &base)).await?;
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}
