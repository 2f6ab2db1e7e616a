//! What a visitor sees when a page cannot be shown: constant words, and a reference that stands in the log too.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use coursework::Language;

use crate::frame::Frame;

/// Why there is no page.
pub(crate) enum Failure {
    /// Nobody is signed in; the visitor comes back to this path after signing in.
    SignInFirst(String),
    /// Somebody of the staff still misses something before they see anything of others; they come back to this path.
    AccessFirst(String),
    /// There is nothing here, or nothing for this person: the two look the same.
    NotFound,
    /// What was sent cannot be taken.
    BadRequest,
    /// Nothing can be kept just now: the disk is full, or the database does not answer.
    Unavailable(school::Error),
    /// Something broke; logged once, under the reference that the visitor sees.
    Broken(school::Error),
}

/// What handlers answer.
pub(crate) type Answer = Result<Response, Failure>;

#[derive(Template)]
#[template(path = "pages/failure.html")]
struct FailurePage {
    frame: Frame,
    title: String,
    text: String,
    reference: String,
}

impl From<school::Error> for Failure {
    fn from(error: school::Error) -> Self {
        match error {
            school::Error::NotFound => Self::NotFound,
            school::Error::Refused(_) => Self::BadRequest,
            school::Error::Database(
                database::Error::DiskFull | database::Error::Locked | database::Error::Unavailable(_),
            ) => Self::Unavailable(error),
            other => Self::Broken(other),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self::Broken(school::Error::Other(error.to_string()))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::SignInFirst(path) => {
                Redirect::to(&format!("/connexion?retour={}", crate::flow::encode(&path))).into_response()
            }
            Self::AccessFirst(path) => {
                Redirect::to(&format!("/equipe/acces?retour={}", crate::flow::encode(&path))).into_response()
            }
            Self::NotFound => french(StatusCode::NOT_FOUND, String::new()),
            Self::BadRequest => french(StatusCode::BAD_REQUEST, String::new()),
            Self::Unavailable(error) => logged(StatusCode::SERVICE_UNAVAILABLE, &error),
            Self::Broken(error) => logged(StatusCode::INTERNAL_SERVER_ERROR, &error),
        }
    }
}

fn logged(status: StatusCode, error: &school::Error) -> Response {
    let reference = reference();
    tracing::error!(reference, %error, "a page could not be shown");
    french(status, reference)
}

/// The page of a failure, in French: whoever meets it may not even be known.
pub(crate) fn french(status: StatusCode, reference: String) -> Response {
    page(Language::Fr, status, reference)
}

/// The page of a failure.
pub(crate) fn page(language: Language, status: StatusCode, reference: String) -> Response {
    let (title, text) = (format!("failure-{}-title", status.as_u16()), format!("failure-{}-text", status.as_u16()));
    let page = FailurePage { frame: Frame::anonymous(language), title, text, reference };
    let html = page.render().unwrap_or_default();
    (status, Html(html)).into_response()
}

/// Short enough to be read on the telephone.
fn reference() -> String {
    use std::hash::{BuildHasher, RandomState};
    format!("{:08x}", RandomState::new().hash_one(0) >> 32)
}
