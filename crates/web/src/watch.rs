//! What is watched around pages (P29): links that lead nowhere, forms that come too often, refusals of whoever is signed in. Only
//! what was refused anyway is answered otherwise: a right link, and what is one's own, open whatever was tried before.

use axum::extract::{Request, State};
use axum::http::header::{COOKIE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::CookieJar;
use jiff::Timestamp;
use school::detection::{self, Line, Refused, Slowed};

use crate::App;
use crate::failure::Answer;
use crate::flow::{go, session_token};
use crate::origin::{FromDevice, language};

/// Where only what belongs to somebody, or to the staff, lies.
const PRIVATE: [&str; 12] = [
    "/equipe",
    "/espace",
    "/apprendre",
    "/progression",
    "/tentatives",
    "/certificats",
    "/messages",
    "/rencontres",
    "/avis",
    "/profil",
    "/mes-donnees",
    "/factures",
];

/// Marks an answer to a link that leads nowhere, though its page says so in a friendlier way than 404.
#[derive(Clone, Copy)]
struct Missed;

/// Marks a refusal that our own pages lead to.
#[derive(Clone, Copy)]
struct Expected;

/// The page of a link that leads nowhere.
pub(crate) fn missed(page: Answer) -> Answer {
    page.map(|page| marked(page, Missed))
}

/// A refusal that our own pages lead to, such as being asked again who one is.
pub(crate) fn expected(page: Response) -> Response {
    marked(page, Expected)
}

fn marked(mut page: Response, mark: impl Clone + Send + Sync + 'static) -> Response {
    page.extensions_mut().insert(mark);
    page
}

/// Around addresses that carry a secret: too many that lead nowhere, from one network, have to wait.
pub(crate) async fn links(
    State(app): State<App>,
    FromDevice(device): FromDevice,
    request: Request,
    next: Next,
) -> Response {
    let language = language(request.headers());
    let answer = next.run(request).await;
    if answer.status() != StatusCode::NOT_FOUND && answer.extensions().get::<Missed>().is_none() {
        return answer;
    }
    let (engine, address) = (app.school.privacy.clone(), device.address.clone());
    let counted = app
        .school
        .write(move |transaction, vault, moment| detection::missed(transaction, vault, moment, (&engine, &address)));
    match counted.await {
        Ok(Some(slowed)) => {
            note(&app, &device.address, slowed).await;
            wait(&app, slowed.until, crate::failure::page(language, StatusCode::TOO_MANY_REQUESTS, String::new()))
        }
        Ok(None) => answer,
        Err(error) => uncounted(&error, answer),
    }
}

/// Around every address: whoever is signed in and is refused again and again has to wait, or is signed out.
pub(crate) async fn refusals(State(app): State<App>, request: Request, next: Next) -> Response {
    if !is_private(request.uri().path()) {
        return next.run(request).await;
    }
    let mut kept = HeaderMap::new();
    for cookie in request.headers().get_all(COOKIE) {
        kept.append(COOKIE, cookie.clone());
    }
    let language = language(request.headers());
    let answer = next.run(request).await;
    let is_refusal = matches!(answer.status(), StatusCode::NOT_FOUND | StatusCode::FORBIDDEN);
    if !is_refusal || answer.extensions().get::<Expected>().is_some() {
        return answer;
    }
    let Some(token) = session_token(&app, &CookieJar::from_headers(&kept)) else { return answer };
    let engine = app.school.privacy.clone();
    let counted = app
        .school
        .write(move |transaction, vault, moment| detection::refused(transaction, vault, moment, (&engine, &token)));
    match counted.await {
        Ok(Refused::Noted) => answer,
        Ok(Refused::Slowed(until)) => {
            wait(&app, until, crate::failure::page(language, StatusCode::TOO_MANY_REQUESTS, String::new()))
        }
        Ok(Refused::Ended) => go("/connexion", "session-ended"),
        Err(error) => uncounted(&error, answer),
    }
}

fn is_private(path: &str) -> bool {
    PRIVATE.iter().any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// A form whose network has sent too many, shown again with what was typed.
pub(crate) async fn slow(app: &App, address: &str, (slowed, page): (Slowed, Answer)) -> Answer {
    note(app, address, slowed).await;
    let mut page = page?;
    *page.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    Ok(wait(app, slowed.until, page))
}

async fn note(app: &App, address: &str, slowed: Slowed) {
    if slowed.is_new {
        app.school.security_log.write(app.school.clock.now(), Line::Guessing, address).await;
    }
}

/// Says when to try again (RFC 9110 §10.2.3).
fn wait(app: &App, until: Timestamp, page: impl IntoResponse) -> Response {
    let seconds = until.duration_since(app.school.clock.now()).as_secs().max(1);
    let mut page = page.into_response();
    page.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    page
}

/// What cannot be counted is answered as it was: a database that does not answer is nobody's attack.
fn uncounted(error: &school::Error, answer: Response) -> Response {
    tracing::error!(%error, "a refusal could not be counted");
    answer
}
