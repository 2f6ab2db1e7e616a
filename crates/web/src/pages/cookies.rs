//! `/cookies` (P48): what the pages leave in a browser, from the declarations; and the answer to Global Privacy Control.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use privacy::cookies::Cookie;
use serde_json::json;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "pages/cookies.html")]
struct CookiesPage {
    frame: Frame,
    /// Each with the name that it has on this site.
    cookies: Vec<(String, Cookie)>,
    /// Whether the browser asks that nothing be sold or shared.
    has_signal: bool,
}

/// The page.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Answer {
    let declared = privacy::cookies::declared();
    let declared = declared.map_err(|mistake| Failure::Broken(school::Error::Other(mistake.to_string())))?;
    let named = |(name, cookie): (String, Cookie)| match &cookie.other_name {
        Some(other) if app.is_secure() => (other.clone(), cookie),
        _ => (name, cookie),
    };
    let frame = Frame::new(&app, &visitor);
    let has_signal = headers.get("sec-gpc").is_some_and(|value| value == "1");
    show(&CookiesPage { frame, cookies: declared.into_iter().map(named).collect(), has_signal })
}

/// `/.well-known/gpc.json`: this site abides by the signal, since it sells and shares nothing.
pub(crate) async fn signal() -> Answer {
    Ok(Json(json!({ "gpc": true, "lastUpdate": "2026-11-23" })).into_response())
}
