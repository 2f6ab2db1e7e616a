//! `/transparence/journal` (B06): the journal's checkpoint and tiles (C2SP `tlog-tiles`), so that nobody has to trust us.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "pages/transparency.html")]
struct TransparencyPage {
    frame: Frame,
    key: String,
    /// The newest checkpoint; empty while nothing was sealed.
    checkpoint: String,
    entries: i64,
}

/// The page, which says how to check.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor) -> Answer {
    let story = app.school.read(|reader, _, _| Ok((journal::latest(reader)?, journal::size(reader)?)));
    let (checkpoint, entries) = story.await?;
    let (frame, key) = (Frame::new(&app, &visitor), app.school.settings.journal_key.clone());
    show(&TransparencyPage { frame, key, checkpoint: checkpoint.unwrap_or_default(), entries: entries as i64 })
}

/// The newest checkpoint, a signed note.
pub(crate) async fn checkpoint(State(app): State<App>) -> Answer {
    let note = app.school.read(|reader, _, _| Ok(journal::latest(reader)?)).await?.ok_or(Failure::NotFound)?;
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-cache")], note).into_response())
}

/// A tile. What it holds never changes, a partial one included.
pub(crate) async fn tile(State(app): State<App>, Path(path): Path<String>) -> Answer {
    let tile = app.school.read(move |reader, _, _| Ok(journal::published(reader, &path)?)).await?;
    let headers = [(CONTENT_TYPE, "application/octet-stream"), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, tile.ok_or(Failure::NotFound)?).into_response())
}
