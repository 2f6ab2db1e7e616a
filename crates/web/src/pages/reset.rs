//! `/connexion/oubli` and `/connexion/nouveau/{token}`: a forgotten password.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use school::detection;
use school::people::{self, Email, FieldMistake, NewPassword};
use serde::Deserialize;

use super::sign_up::{LEAST_ANSWER_TIME, hash};
use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::origin::FromDevice;
use crate::visitor::Visitor;
use crate::watch::{missed, slow};

#[derive(Template)]
#[template(path = "pages/reset_ask.html")]
struct AskPage {
    frame: Frame,
    email: String,
    mistakes: Mistakes,
    sent: bool,
}

/// The form of a new password, for a reset or an invitation.
#[derive(Template)]
#[template(path = "pages/password_choose.html")]
pub(crate) struct ChoosePage {
    frame: Frame,
    /// `reset`, `invitation` or `spent`: chooses the words.
    reason: &'static str,
    mistakes: Mistakes,
}

impl ChoosePage {
    pub(crate) fn new(frame: Frame, reason: &'static str, mistakes: Mistakes) -> Self {
        Self { frame, reason, mistakes }
    }
}

#[derive(Deserialize)]
pub(crate) struct AskForm {
    #[serde(default)]
    email: String,
}

/// A new password as typed.
#[derive(Deserialize)]
pub(crate) struct NewPasswordForm {
    /// The password.
    #[serde(default)]
    pub password: String,
}

/// The question.
pub(crate) async fn ask(State(app): State<App>, visitor: Visitor) -> Answer {
    let frame = Frame::new(&app, &visitor);
    show(&AskPage { frame, email: String::new(), mistakes: Mistakes::default(), sent: false })
}

/// The same answer, after the same time, whether the address has an account or not.
pub(crate) async fn post(
    State(app): State<App>,
    visitor: Visitor,
    FromDevice(device): FromDevice,
    Form(form): Form<AskForm>,
) -> Answer {
    let answer_at = tokio::time::Instant::now() + LEAST_ANSWER_TIME;
    let mut mistakes = Mistakes::default();
    let Some(email) = mistakes.take(visitor.language, Email::parse(&form.email)) else {
        return show_again(&AskPage { frame: Frame::new(&app, &visitor), email: form.email, mistakes, sent: false });
    };
    let (engine, address) = (app.school.privacy.clone(), device.address.clone());
    let story = app.school.write(move |transaction, vault, moment| {
        let ask = || people::ask_reset(transaction, vault, moment, &email);
        detection::unless_guessing(transaction, vault, moment, (&engine, &address), ask)
    });
    let asked = story.await?;
    tokio::time::sleep_until(answer_at).await;
    if let Err(slowed) = asked {
        mistakes.add(visitor.language, FieldMistake::new("email", "form-slowed"));
        let page = AskPage { frame: Frame::new(&app, &visitor), email: form.email, mistakes, sent: false };
        return slow(&app, &device.address, (slowed, show_again(&page))).await;
    }
    show(&AskPage { frame: Frame::new(&app, &visitor), email: form.email, mistakes, sent: true })
}

/// The form behind the link.
pub(crate) async fn choose(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Answer {
    let person = app.school.read(move |reader, _, moment| people::reset_person(reader, moment, &token)).await?;
    let page = |reason| show(&ChoosePage::new(Frame::new(&app, &visitor), reason, Mistakes::default()));
    if person.is_some() { page("reset") } else { missed(page("spent")) }
}

/// Sets the new password.
pub(crate) async fn set(
    State(app): State<App>,
    visitor: Visitor,
    FromDevice(device): FromDevice,
    Path(token): Path<String>,
    Form(form): Form<NewPasswordForm>,
) -> Answer {
    let mut mistakes = Mistakes::default();
    let Some(password) = mistakes.take(visitor.language, NewPassword::parse(&form.password, &[])) else {
        return show_again(&ChoosePage::new(Frame::new(&app, &visitor), "reset", mistakes));
    };
    let password = hash(&app, password).await?;
    let done = app
        .school
        .write(move |transaction, vault, moment| {
            people::reset(transaction, vault, moment, (&token, &device), &password)
        })
        .await?;
    if done {
        return Ok(go("/connexion", "password-changed"));
    }
    missed(show(&ChoosePage::new(Frame::new(&app, &visitor), "spent", Mistakes::default())))
}
