//! `/inscription/confirmation/{token}`: a mail scanner that opens the link changes nothing; the person's click does.

use askama::Template;
use axum::extract::{Path, State};
use school::people::{self, Confirmation};

use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show};
use crate::frame::Frame;
use crate::origin::FromDevice;
use crate::visitor::Visitor;
use crate::watch::missed;

#[derive(Template)]
#[template(path = "pages/confirmation.html")]
struct ConfirmationPage {
    frame: Frame,
    spent: bool,
}

/// One button.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&ConfirmationPage { frame: Frame::new(&app, &visitor), spent: false })
}

/// Confirms the address.
pub(crate) async fn post(
    State(app): State<App>,
    visitor: Visitor,
    FromDevice(device): FromDevice,
    Path(token): Path<String>,
) -> Answer {
    let engine = app.school.privacy.clone();
    let confirmed = app.school.write(move |transaction, vault, moment| {
        people::confirm(transaction, vault, moment, &engine, (&token, &device))
    });
    match confirmed.await? {
        Confirmation::Opened => Ok(go("/connexion", "confirmed")),
        Confirmation::Changed => Ok(go("/profil", "email-changed")),
        Confirmation::Spent => missed(show(&ConfirmationPage { frame: Frame::new(&app, &visitor), spent: true })),
    }
}
