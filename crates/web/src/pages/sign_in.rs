//! `/connexion`

use askama::Template;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use axum_extra::extract::cookie::CookieJar;
use school::people::{self, Begun, Email, Refusal, SignIn};
use serde::Deserialize;

use crate::App;
use crate::failure::Answer;
use crate::flow::{encode, go, own_path, session_cookie, show, show_again};
use crate::frame::Frame;
use crate::origin::FromDevice;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignInPage {
    frame: Frame,
    typed: Typed,
    refusal: String,
    offers_passkeys: bool,
}

/// What was typed; the password is not shown again.
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    retour: String,
}

/// The form; `retour` is the page to come back to.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor, Query(typed): Query<Typed>) -> Answer {
    if visitor.session.is_some() {
        return Ok(go(own_path(&typed.retour, "/espace"), ""));
    }
    show(&page(&app, &visitor, (typed, String::new())))
}

/// The form again, for whoever tried another way.
pub(crate) fn again(app: &App, visitor: &Visitor, (retour, refusal): (String, String)) -> Answer {
    show_again(&page(app, visitor, (Typed { retour, ..Typed::default() }, refusal)))
}

fn page(app: &App, visitor: &Visitor, (typed, refusal): (Typed, String)) -> SignInPage {
    let offers_passkeys = people::has_passkeys(&app.school.settings);
    SignInPage { frame: Frame::new(app, visitor), typed, refusal, offers_passkeys }
}

/// Verifies who it is and begins a session.
pub(crate) async fn post(
    State(app): State<App>,
    visitor: Visitor,
    FromDevice(device): FromDevice,
    jar: CookieJar,
    Form(typed): Form<Typed>,
) -> Answer {
    let outcome = match Email::parse(&typed.email) {
        Ok(email) => {
            let password = typed.password.clone();
            people::sign_in(&app.school, SignIn { email, password, device }).await?
        }
        Err(_) => Err(Refusal::Wrong),
    };
    match outcome {
        Ok(Begun { token, is_due }) => {
            let target = own_path(&typed.retour, "/espace");
            let target = if is_due { format!("/connexion/code?retour={}", encode(target)) } else { target.to_owned() };
            Ok((jar.add(session_cookie(&app, token)), go(&target, "")).into_response())
        }
        Err(refusal) => {
            let refusal = explain(&app, &Frame::new(&app, &visitor), refusal);
            show_again(&page(&app, &visitor, (typed, refusal)))
        }
    }
}

fn explain(app: &App, frame: &Frame, refusal: Refusal) -> String {
    match refusal {
        Refusal::Wrong => frame.t("sign-in-wrong"),
        Refusal::Unconfirmed => frame.t("sign-in-unconfirmed"),
        Refusal::Wait(until) => {
            let seconds = until.duration_since(app.school.clock.now()).as_secs().max(0);
            frame.n("sign-in-wait", (seconds + 59) / 60)
        }
    }
}
