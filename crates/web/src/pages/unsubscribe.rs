//! `/desabonnement/{token}` (P15): the link in every message. Looking changes nothing; one click, or a mail program on the person's
//! behalf (RFC 8058), stops it without signing in, and is answered without a redirection and without a cookie.

use askama::Template;
use axum::extract::{Path, State};
use school::topics::{self, Unsubscription};

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "pages/unsubscribe.html")]
struct UnsubscribePage {
    frame: Frame,
    token: String,
    found: Unsubscription,
    done: bool,
}

/// What the link would stop.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Answer {
    let asked = token.clone();
    let found = app.school.read(move |reader, vault, _| topics::read(reader, vault, &asked)).await?;
    show(&UnsubscribePage { frame: Frame::new(&app, &visitor), token, found, done: false })
}

/// Stops it.
pub(crate) async fn post(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Answer {
    let asked = token.clone();
    let story =
        app.school.write(move |transaction, vault, moment| topics::unsubscribe(transaction, vault, moment, &asked));
    let found = story.await?;
    show(&UnsubscribePage { frame: Frame::new(&app, &visitor), token, found, done: true })
}
