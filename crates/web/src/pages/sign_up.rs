//! `/inscription` (P03): name, e-mail, optional phone, password, declaration of being an adult.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Form;
use school::detection;
use school::people::{self, Email, FieldMistake, FullName, NewPassword, Phone, SignUp};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::origin::FromDevice;
use crate::visitor::Visitor;
use crate::watch::slow;

/// Every answer takes at least this long, so that its time does not tell whether the address had an account.
pub(crate) const LEAST_ANSWER_TIME: Duration = Duration::from_millis(300);

#[derive(Template)]
#[template(path = "pages/sign_up.html")]
struct SignUpPage {
    frame: Frame,
    typed: Typed,
    mistakes: Mistakes,
}

#[derive(Template)]
#[template(path = "pages/sign_up_sent.html")]
struct SentPage {
    frame: Frame,
    demonstration: bool,
}

/// What was typed, to be shown again; the password is not.
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    adult: String,
}

/// The form.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor) -> Answer {
    if visitor.session.is_some() {
        return Ok(go("/espace", ""));
    }
    show(&SignUpPage { frame: Frame::new(&app, &visitor), typed: Typed::default(), mistakes: Mistakes::default() })
}

/// Opens the account, or shows the form again with every mistake at once.
pub(crate) async fn post(
    State(app): State<App>,
    visitor: Visitor,
    FromDevice(device): FromDevice,
    Form(typed): Form<Typed>,
) -> Answer {
    let answer_at = tokio::time::Instant::now() + LEAST_ANSWER_TIME;
    let mut mistakes = Mistakes::default();
    let Some((fields, password)) = parse(&visitor, &typed, &mut mistakes) else {
        return show_again(&SignUpPage { frame: Frame::new(&app, &visitor), typed, mistakes });
    };
    let (name, email, phone) = fields;
    let password = hash(&app, password).await?;
    let (language, policy_version) = (visitor.language, app.school.settings.policy_version);
    let form = SignUp { name, email, phone, password, language, policy_version };
    let (engine, address) = (app.school.privacy.clone(), device.address.clone());
    let story = app.school.write(move |transaction, vault, moment| {
        let sign_up = || people::sign_up(transaction, vault, moment, &form);
        detection::unless_guessing(transaction, vault, moment, (&engine, &address), sign_up)
    });
    let opened = story.await?;
    tokio::time::sleep_until(answer_at).await;
    if let Err(slowed) = opened {
        mistakes.add(language, FieldMistake::new("email", "form-slowed"));
        let page = SignUpPage { frame: Frame::new(&app, &visitor), typed, mistakes };
        return slow(&app, &device.address, (slowed, show_again(&page))).await;
    }
    Ok(go("/inscription/envoyee", ""))
}

/// « Nous vous avons écrit. »
pub(crate) async fn sent(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&SentPage { frame: Frame::new(&app, &visitor), demonstration: app.hosting.mail_folder.is_some() })
}

type Fields = (FullName, Email, Option<Phone>);

fn parse(visitor: &Visitor, typed: &Typed, mistakes: &mut Mistakes) -> Option<(Fields, NewPassword)> {
    let language = visitor.language;
    let name = mistakes.take(language, FullName::parse(&typed.name));
    let email = mistakes.take(language, Email::parse(&typed.email));
    let phone = mistakes.take(language, Phone::parse_optional(&typed.phone));
    let password = mistakes.take(language, NewPassword::parse(&typed.password, &[&typed.name, &typed.email]));
    if typed.adult != "yes" {
        mistakes.add(language, FieldMistake::new("adult", "adult"));
        return None;
    }
    Some(((name?, email?, phone?), password?))
}

/// Hashes a password where it delays nobody.
pub(crate) async fn hash(app: &App, password: NewPassword) -> Result<people::PasswordHash, Failure> {
    let entropy = app.school.entropy.clone();
    let hashed = tokio::task::spawn_blocking(move || password.hash(&entropy)).await;
    hashed.map_err(|error| Failure::Broken(school::Error::Other(error.to_string())))?.map_err(Failure::from)
}
