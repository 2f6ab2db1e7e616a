//! `/mentions-legales`: who publishes and who hosts the school (LCEN, articles 1-1 and 6).

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use school::Settings;

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "pages/legal_notice.html")]
struct LegalNoticePage {
    frame: Frame,
    settings: Arc<Settings>,
}

/// The page.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&LegalNoticePage { frame: Frame::new(&app, &visitor), settings: app.school.settings.clone() })
}
