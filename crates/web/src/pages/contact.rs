//! `/contact` (P49): every right without an account, and reports about minors (P47).

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use school::detection;
use school::people::{Email, FieldMistake, FullName};
use school::rights::{self, ContactMessage, RequestKind, RequestText};
use serde::Deserialize;

use super::sign_up::LEAST_ANSWER_TIME;
use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::origin::FromDevice;
use crate::visitor::Visitor;
use crate::watch::{missed, slow};

#[derive(Template)]
#[template(path = "pages/contact.html")]
struct ContactPage {
    frame: Frame,
    mistakes: Mistakes,
    typed: ContactForm,
    address: String,
    officer: String,
}

#[derive(Template)]
#[template(path = "pages/contact_said.html")]
struct ContactSaidPage {
    frame: Frame,
    /// `sent`, `confirm`, `confirmed` or `spent`.
    state: &'static str,
    token: String,
}

#[derive(Default, Deserialize)]
pub(crate) struct ContactForm {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    reported: String,
    #[serde(default)]
    text: String,
}

fn page(app: &App, visitor: &Visitor, mistakes: Mistakes, typed: ContactForm) -> ContactPage {
    let settings = &app.school.settings;
    let (address, officer) = (settings.address.clone(), settings.privacy_officer.clone());
    ContactPage { frame: Frame::new(app, visitor), mistakes, typed, address, officer }
}

/// The form.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&page(&app, &visitor, Mistakes::default(), ContactForm::default()))
}

fn parse(visitor: &Visitor, form: &ContactForm, mistakes: &mut Mistakes) -> Option<ContactMessage> {
    let language = visitor.language;
    let kind = RequestKind::from_code(&form.kind).ok_or(FieldMistake::new("kind", "contact-kind"));
    let kind = mistakes.take(language, kind);
    let name = mistakes.take(language, FullName::parse(&form.name));
    let email = mistakes.take(language, Email::parse(&form.email));
    let text = mistakes.take(language, RequestText::parse(&form.text));
    let reported = match form.reported.trim() {
        "" => None,
        typed => mistakes.take(language, Email::parse(typed).map_err(|one| FieldMistake::new("reported", one.code))),
    };
    let complete = mistakes.lines().is_empty();
    complete.then_some(ContactMessage { kind: kind?, name: name?, email: email?, text: text?, reported, language })
}

/// Takes the request in. The time of the answer does not tell whether an address has an account.
pub(crate) async fn post(
    State(app): State<App>,
    visitor: Visitor,
    FromDevice(device): FromDevice,
    Form(form): Form<ContactForm>,
) -> Answer {
    let answer_at = tokio::time::Instant::now() + LEAST_ANSWER_TIME;
    let mut mistakes = Mistakes::default();
    let Some(message) = parse(&visitor, &form, &mut mistakes) else {
        return show_again(&page(&app, &visitor, mistakes, form));
    };
    let (engine, address) = (app.school.privacy.clone(), device.address.clone());
    let story = app.school.write(move |transaction, vault, moment| {
        let take = || rights::contact(transaction, vault, moment, &engine, &message);
        detection::unless_guessing(transaction, vault, moment, (&engine, &address), take)
    });
    let taken = story.await?;
    tokio::time::sleep_until(answer_at).await;
    if let Err(slowed) = taken {
        mistakes.add(visitor.language, FieldMistake::new("email", "form-slowed"));
        return slow(&app, &device.address, (slowed, show_again(&page(&app, &visitor, mistakes, form)))).await;
    }
    Ok(go("/contact/envoye", ""))
}

/// « Nous vous avons écrit. »
pub(crate) async fn sent(State(app): State<App>, visitor: Visitor) -> Answer {
    said(&app, &visitor, "sent", String::new())
}

/// The link of the letter: a button, so that a program which follows links confirms nothing.
pub(crate) async fn confirmation(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Answer {
    said(&app, &visitor, "confirm", token)
}

/// Confirms the address.
pub(crate) async fn confirm(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Answer {
    let engine = app.school.privacy.clone();
    let confirmed = app
        .school
        .write(move |transaction, vault, moment| rights::confirm_contact(transaction, vault, moment, &engine, &token))
        .await?;
    if confirmed {
        return said(&app, &visitor, "confirmed", String::new());
    }
    missed(said(&app, &visitor, "spent", String::new()))
}

fn said(app: &App, visitor: &Visitor, state: &'static str, token: String) -> Answer {
    show(&ContactSaidPage { frame: Frame::new(app, visitor), state, token })
}
