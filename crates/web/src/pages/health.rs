//! `GET /sante`: for the proxy in front and for whoever watches.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::App;

/// 200 while the database answers, with how many jobs wait and how many are dead; 503 otherwise.
pub(crate) async fn get(State(app): State<App>) -> Response {
    match app.school.read(|reader, _, _| Ok(jobs::pending(reader)?)).await {
        Ok((waiting, dead)) => {
            Json(json!({ "status": "ok", "jobs_waiting": waiting, "jobs_dead": dead })).into_response()
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "database" }))).into_response(),
    }
}
