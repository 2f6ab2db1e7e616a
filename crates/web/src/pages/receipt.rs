//! `/recus/{code}` (B04): a receipt that its holder can check without us.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use school::moments::Moments;
use school::rights::{self, Receipt};

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "pages/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    moments: Moments,
    receipt: Receipt,
    code: String,
    key: String,
}

async fn receipt(app: &App, code: &str) -> Result<Receipt, Failure> {
    let (settings, code) = (app.school.settings.clone(), code.to_owned());
    Ok(app.school.read(move |reader, _, _| rights::receipt(reader, &settings.journal_key, &code)).await?)
}

/// The page, which says how to check it.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    let receipt = receipt(&app, &code).await?;
    let frame = Frame::new(&app, &visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&ReceiptPage { frame, moments, receipt, code, key: app.school.settings.journal_key.clone() })
}

/// The file.
pub(crate) async fn file(State(app): State<App>, Path(code): Path<String>) -> Answer {
    let proof = receipt(&app, &code).await?.proof.ok_or(Failure::NotFound)?;
    let name = format!("attachment; filename=\"recu-{}.tlog-proof\"", code.get(..8).unwrap_or_default());
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)], proof).into_response())
}
