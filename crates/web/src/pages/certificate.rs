//! `/certificats` for their holder, `/verifier/{code}` for anyone.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use school::certificates::{self as stories, CertificateRecord, Document, Standing, Verification};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::{Signed, Visitor};
use crate::watch::missed;
use school::moments::Moments;

#[derive(Template)]
#[template(path = "pages/certificates.html")]
struct ListPage {
    frame: Frame,
    moments: Moments,
    certificates: Vec<CertificateRecord>,
}

#[derive(Template)]
#[template(path = "pages/certificate.html")]
struct CertificatePage {
    frame: Frame,
    document: Document,
    issued_on: String,
    link: String,
    qr: crate::qr::Code,
}

#[derive(Template)]
#[template(path = "pages/verification.html")]
struct VerificationPage {
    frame: Frame,
    code: String,
    found: Option<Verification>,
    issued_on: String,
    revoked_on: String,
    claim: &'static str,
}

#[derive(Deserialize)]
pub(crate) struct ClaimForm {
    #[serde(default)]
    secret: String,
    #[serde(default)]
    name: String,
}

/// One's own certificates.
pub(crate) async fn list(State(app): State<App>, me: Signed) -> Answer {
    let person = me.person();
    let certificates = app.school.read(move |reader, _, _| stories::certificates(reader, person)).await?;
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&ListPage { frame, moments, certificates })
}

/// One certificate.
pub(crate) async fn get(State(app): State<App>, me: Signed, Path(code): Path<String>) -> Answer {
    let document = own(&app, &me, code).await?;
    let frame = Frame::new(&app, &me.visitor);
    let issued_on = Moments::new(frame.spoken(), app.school.clock.now()).date_of(&document.issued_at);
    let (link, qr) = (link(&app, &document), crate::qr::draw(&public_link(&app, &document.code))?);
    show(&CertificatePage { frame, document, issued_on, link, qr })
}

/// The same as a document to keep.
pub(crate) async fn pdf(State(app): State<App>, me: Signed, Path(code): Path<String>) -> Answer {
    let document = own(&app, &me, code).await?;
    let moments = Moments::new(me.visitor.language, app.school.clock.now());
    let name = format!("attachment; filename=\"certificat-{}.pdf\"", &document.code[..9]);
    let (issued_on, address) = (moments.date_of(&document.issued_at), public_link(&app, &document.code));
    let (settings, language) = (app.school.settings.clone(), me.visitor.language);
    let made = tokio::task::spawn_blocking(move || stories::pdf(&settings, language, &document, issued_on, address));
    let bytes = made.await.map_err(|error| Failure::Broken(school::Error::Other(error.to_string())))??;
    Ok(([(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

/// What anyone may learn of a code.
pub(crate) async fn verify(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let page = verification(&app, &visitor, code, "").await?;
    if page.found.is_some() { show(&page) } else { missed(show(&page)) }
}

/// Whether a name and the holder's secret belong to the certificate, even when the school no longer holds the name.
pub(crate) async fn claim(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(form): Form<ClaimForm>,
) -> Answer {
    let asked = code.clone();
    let holds = app
        .school
        .read(move |reader, _, _| stories::holds(reader, &asked, form.secret.trim(), form.name.trim()))
        .await?;
    let page = verification(&app, &visitor, code, if holds { "yes" } else { "no" }).await?;
    if holds { show(&page) } else { missed(show(&page)) }
}

async fn verification(
    app: &App,
    visitor: &Visitor,
    code: String,
    claim: &'static str,
) -> Result<VerificationPage, Failure> {
    let asked = code.clone();
    let found = app.school.read(move |reader, vault, _| stories::verify(reader, vault, &asked)).await?;
    let frame = Frame::new(app, visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let issued_on = found.as_ref().map(|found| moments.date_of(&found.issued_at)).unwrap_or_default();
    let revoked_on = match found.as_ref().map(|found| &found.standing) {
        Some(Standing::Revoked(at)) => moments.date_of(at),
        _ => String::new(),
    };
    Ok(VerificationPage { frame, code, found, issued_on, revoked_on, claim })
}

async fn own(app: &App, me: &Signed, code: String) -> Result<Document, Failure> {
    let person = me.person();
    Ok(app.school.read(move |reader, vault, _| stories::document(reader, vault, person, &code)).await?)
}

fn public_link(app: &App, code: &str) -> String {
    format!("{}/verifier/{code}", app.school.settings.base_url)
}

/// The holder's link: what stands after the `#` never reaches a server.
fn link(app: &App, document: &Document) -> String {
    format!("{}#{}", public_link(app, &document.code), document.secret)
}
