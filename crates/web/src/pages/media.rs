//! `GET /media/{hash}/{name}`: images, audio, video and captions, with ranges; the address changes with the content.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use school::programmes::media_type;
use tower::ServiceExt;
use tower_http::services::ServeFile;

use crate::App;
use crate::failure::{Answer, Failure};

/// Serves a file that some programme holds; nothing else of the folder can be reached.
pub(crate) async fn get(State(app): State<App>, Path((hash, _)): Path<(String, String)>, request: Request) -> Answer {
    let asked = hash.clone();
    let content_type = app.school.read(move |reader, _, _| media_type(reader, &asked)).await?;
    let content_type = content_type.and_then(|text| text.parse().ok()).ok_or(Failure::NotFound)?;
    let file = ServeFile::new_with_mime(app.hosting.media_folder.join(hash), &content_type);
    let answer =
        file.oneshot(request).await.map_err(|error| Failure::Broken(school::Error::Other(error.to_string())))?;
    let mut response = answer.map(Body::new).into_response();
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(CACHE_CONTROL, for_ever);
    Ok(response)
}
