//! `POST /deconnexion`

use axum::extract::State;
use axum::http::HeaderName;
use axum::response::IntoResponse;
use axum_extra::extract::cookie::CookieJar;
use school::people;

use crate::App;
use crate::failure::Answer;
use crate::flow::{forget_session, go};
use crate::visitor::Visitor;

/// Ends the session and asks the browser to forget what it kept of it (W3C Clear Site Data).
pub(crate) async fn post(State(app): State<App>, visitor: Visitor, jar: CookieJar) -> Answer {
    if let Some(session) = visitor.session {
        let ended = app
            .school
            .write(move |transaction, _, _| people::end_session(transaction, session.person, session.id))
            .await;
        if let Err(error) = ended
            && !matches!(error, school::Error::NotFound)
        {
            return Err(error.into());
        }
    }
    let clear = [(HeaderName::from_static("clear-site-data"), "\"cache\", \"storage\"")];
    Ok((forget_session(&app, jar), clear, go("/", "signed-out")).into_response())
}
