//! `/mes-donnees/fermeture` (P46): closing one's account, at once or after days to think about it.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use axum_extra::extract::cookie::CookieJar;
use jiff::Timestamp;
use school::moments::Moments;
use school::people::{self, FieldMistake};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{forget_session, go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Signed;

/// The days to think that are offered.
const DAYS: [u8; 3] = [7, 30, 0];

#[derive(Template)]
#[template(path = "pages/closure.html")]
struct ClosurePage {
    frame: Frame,
    moments: Moments,
    mistakes: Mistakes,
    /// When it will be closed, once that was asked for.
    closing_at: Option<Timestamp>,
    /// Each category with the day on which it would be erased if the account were closed now.
    terms: Vec<(String, String)>,
    days: u8,
}

#[derive(Deserialize)]
pub(crate) struct ClosureForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    days: Option<u8>,
}

async fn page(app: &App, me: &Signed, mistakes: Mistakes, days: u8) -> Result<ClosurePage, Failure> {
    let person = me.person();
    let closing_at = app.school.read(move |reader, _, _| people::closure(reader, person)).await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let from = closing_at.unwrap_or_else(|| moments.now());
    let terms = school::rights::terms_of_closure(&app.school.privacy, frame.spoken(), from);
    let terms = terms.into_iter().map(|(label, due)| (label, moments.date_of(&due))).collect();
    Ok(ClosurePage { frame, moments, mistakes, closing_at, terms, days })
}

/// What will happen, before it is asked for.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    show(&page(&app, &me, Mistakes::default(), DAYS[0]).await?)
}

/// Asks for it, after the password was typed.
pub(crate) async fn post(State(app): State<App>, me: Signed, jar: CookieJar, Form(form): Form<ClosureForm>) -> Answer {
    let person = me.person();
    let days = form.days.filter(|days| DAYS.contains(days)).unwrap_or(DAYS[0]);
    if !people::password_matches(&app.school, person, form.current).await? {
        let mut mistakes = Mistakes::default();
        mistakes.add(me.visitor.language, FieldMistake::new("current", "password-current"));
        return show_again(&page(&app, &me, mistakes, days).await?);
    }
    let engine = app.school.privacy.clone();
    app.school
        .write(move |transaction, vault, moment| {
            people::ask_closure(transaction, vault, moment, &engine, (person, days))
        })
        .await?;
    if days == 0 {
        return Ok((forget_session(&app, jar), go("/", "account-closed")).into_response());
    }
    Ok(go("/mes-donnees/fermeture", "closure-asked"))
}

/// Thinks better of it.
pub(crate) async fn cancel(State(app): State<App>, me: Signed) -> Answer {
    let person = me.person();
    app.school
        .write(move |transaction, vault, moment| people::cancel_closure(transaction, vault, moment, person))
        .await?;
    Ok(go("/mes-donnees", "closure-cancelled"))
}
