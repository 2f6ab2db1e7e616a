//! `/equipe/comptabilite` (P30): the accountant's room.

use askama::Template;
use axum::extract::State;
use school::access::Billing;

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Staff;

#[derive(Template)]
#[template(path = "pages/staff/accounting.html")]
struct AccountingPage {
    frame: Frame,
}

/// What there is to account for: nothing while every programme is free.
pub(crate) async fn get(State(app): State<App>, me: Staff<Billing>) -> Answer {
    show(&AccountingPage { frame: Frame::new(&app, &me.visitor) })
}
