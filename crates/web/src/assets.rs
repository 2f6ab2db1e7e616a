//! Styles and scripts, inside the binary, under addresses that change with their content.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::failure::Failure;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../styles"]
struct Styles;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../scripts"]
struct Scripts;

/// What is served under one address for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Scripts import each other by name, so their addresses stay and browsers ask again after an hour.
const AN_HOUR: &str = "public, max-age=3600";

/// The parts of the one stylesheet, in the order of their names.
static STYLE: LazyLock<(String, String)> = LazyLock::new(|| {
    let mut names: Vec<_> = Styles::iter().filter(|name| name.ends_with(".css")).collect();
    names.sort();
    let text: String = names
        .iter()
        .filter_map(|name| Styles::get(name))
        .map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .collect();
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    (format!("/statique/{:016x}.css", hasher.finish()), text)
});

/// The stylesheet's address.
pub(crate) fn style_url() -> &'static str {
    &STYLE.0
}

/// `GET /statique/{name}`
pub(crate) async fn get(Path(name): Path<String>) -> Result<Response, Failure> {
    if name.ends_with(".css") {
        let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, FOR_EVER)];
        return Ok((headers, STYLE.1.as_str()).into_response());
    }
    if name.ends_with(".svg") {
        let file = Styles::get(&name).ok_or(Failure::NotFound)?;
        return Ok(
            ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, AN_HOUR)], file.data.into_owned()).into_response()
        );
    }
    let file = Scripts::get(&name).ok_or(Failure::NotFound)?;
    let headers = [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, AN_HOUR)];
    Ok((headers, file.data.into_owned()).into_response())
}
