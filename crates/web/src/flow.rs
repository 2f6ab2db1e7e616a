//! Cookies, redirections and addresses.

use std::fmt::Write as _;

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use crate::App;
use crate::failure::{Answer, Failure};

/// Room for most pages, so that one is not moved again and again while it grows.
const USUAL_PAGE_BYTES: usize = 16 * 1024;

/// A rendered page.
pub(crate) fn show(page: &impl Template) -> Answer {
    let mut html = String::with_capacity(USUAL_PAGE_BYTES);
    page.render_into(&mut html)?;
    Ok(Html(html).into_response())
}

/// A rendered page that says that something typed cannot be taken (422), with everything typed kept in it.
pub(crate) fn show_again(page: &impl Template) -> Answer {
    Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

/// Goes elsewhere after a form, with the code of the sentence to show there.
pub(crate) fn go(path: &str, notice: &str) -> Response {
    let separator = if path.contains('?') { '&' } else { '?' };
    if notice.is_empty() { Redirect::to(path) } else { Redirect::to(&format!("{path}{separator}avis={notice}")) }
        .into_response()
}

/// The session cookie's name: over TLS the prefix makes browsers refuse one set by anybody else (RFC 6265bis §4.1.3.2).
fn session_cookie_name(app: &App) -> &'static str {
    if app.is_secure() { "__Host-session" } else { "session" }
}

/// The token that the device holds.
pub(crate) fn session_token(app: &App, jar: &CookieJar) -> Option<String> {
    jar.get(session_cookie_name(app)).map(|cookie| cookie.value().to_owned())
}

/// The one cookie that signing in sets. It outlives the browser; the server decides when the session ends.
pub(crate) fn session_cookie(app: &App, token: String) -> Cookie<'static> {
    let mut cookie = preference_cookie(app, session_cookie_name(app), token);
    cookie.set_http_only(true);
    cookie.make_permanent();
    cookie
}

/// A cookie of this site only, for as long as the browser is open.
pub(crate) fn preference_cookie(app: &App, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").same_site(SameSite::Lax).secure(app.is_secure()).build()
}

/// Removes the session cookie.
pub(crate) fn forget_session(app: &App, jar: CookieJar) -> CookieJar {
    jar.remove(Cookie::build(session_cookie_name(app)).path("/").build())
}

/// A path of this site to come back to, or the fallback: never another site (`//`, `/\`, a scheme).
pub(crate) fn own_path<'p>(path: &'p str, fallback: &'p str) -> &'p str {
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if own { path } else { fallback }
}

/// Percent-encodes all but unreserved characters (RFC 3986 §2.3) and slashes.
pub(crate) fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(byte.into());
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// One value of a query, when it holds nothing that was encoded.
pub(crate) fn query_value(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned))
}

/// Parses an identifier from an address.
pub(crate) fn identifier<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// An amount in words: « 120 € », « 89,50 € ».
pub(crate) fn euros(cents: &i64) -> String {
    match cents % 100 {
        0 => format!("{}\u{a0}€", cents / 100),
        rest => format!("{},{rest:02}\u{a0}€", cents / 100),
    }
}
