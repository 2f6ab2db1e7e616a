//! Forms whose deed asks whoever sends them to have shown who they are a moment ago. Whoever has not is asked on the spot, and what
//! they typed goes on from there by itself.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use school::people::{self, Recent};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::App;
use crate::failure::Failure;
use crate::pages::proof;
use crate::visitor::Signed;

/// A form from somebody whose proof is recent. It comes last among what a handler takes: who may send it at all is asked before.
pub(crate) struct Proven<T> {
    /// What a dangerous deed takes.
    pub proof: Recent,
    /// What was typed.
    pub form: T,
}

/// The form of a deed that asks for nothing.
#[derive(Deserialize)]
pub(crate) struct Nothing {}

impl<T: DeserializeOwned> FromRequest<App> for Proven<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let me = Signed::from_request_parts(&mut parts, app).await.map_err(IntoResponse::into_response)?;
        let request = Request::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(request, app).await.map_err(IntoResponse::into_response)?;
        let again = || Request::from_parts(parts.clone(), Body::from(bytes.clone()));
        let bad = |_| Failure::BadRequest.into_response();
        if let Some(proof) = people::recent(&me.session, app.school.clock.now()) {
            let Form(form) = Form::<T>::from_request(again(), app).await.map_err(bad)?;
            return Ok(Self { proof, form });
        }
        let Form(typed) = Form::<Vec<(String, String)>>::from_request(again(), app).await.map_err(bad)?;
        Err(proof::ask(app, &me, (parts.uri.path(), typed)).await.into_response())
    }
}
