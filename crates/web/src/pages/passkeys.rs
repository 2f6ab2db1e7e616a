//! Passkeys: `/connexion/cle` signs in with one, `/profil/securite/cles` adds and removes them. Scripts fetch a challenge; what the
//! device answers comes back in an ordinary form.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use axum_extra::extract::cookie::CookieJar;
use school::people::{self, Label, PasskeyId, PasskeyRefusal};
use serde::Deserialize;
use serde_json::Value;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, own_path, session_cookie, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::origin::FromDevice;
use crate::pages::{second_factor, sign_in};
use crate::proven::Proven;
use crate::visitor::{Signed, Visitor};

/// Answers that a device gave to a challenge, as the form of a page carries them.
#[derive(Deserialize)]
pub(crate) struct Answered {
    ceremony: String,
    answer: Value,
}

/// The same, as it comes in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerForm {
    ceremony: String,
    answer: String,
    label: String,
    retour: String,
}

impl Answered {
    /// Reads what a script put into the form.
    pub(crate) fn read(ceremony: &str, answer: &str) -> Result<Self, Failure> {
        let answer = serde_json::from_str(answer).map_err(|_| Failure::BadRequest)?;
        Ok(Self { ceremony: ceremony.to_owned(), answer })
    }

    /// The challenge, and what answers it.
    pub(crate) fn pair(&self) -> (&str, &Value) {
        (&self.ceremony, &self.answer)
    }
}

/// A challenge to sign in.
pub(crate) async fn sign_in_challenge(State(app): State<App>) -> Result<impl IntoResponse, Failure> {
    let settings = app.school.settings.clone();
    let story =
        app.school.write(move |transaction, _, moment| people::begin_passkey_sign_in(transaction, moment, &settings));
    Ok(Json(story.await?))
}

/// Signs in with the passkey that answered.
pub(crate) async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    FromDevice(device): FromDevice,
    jar: CookieJar,
    Form(form): Form<AnswerForm>,
) -> Answer {
    let (answered, settings) = (Answered::read(&form.ceremony, &form.answer)?, app.school.settings.clone());
    let story = app.school.write(move |transaction, vault, moment| {
        people::passkey_sign_in(transaction, vault, moment, (&settings, &device), answered.pair())
    });
    match story.await? {
        Ok(begun) => {
            let target = own_path(&form.retour, "/espace").to_owned();
            Ok((jar.add(session_cookie(&app, begun.token)), go(&target, "")).into_response())
        }
        Err(refusal) => {
            let refusal = explain(&Frame::new(&app, &visitor), refusal);
            sign_in::again(&app, &visitor, (form.retour, refusal))
        }
    }
}

/// A challenge to make a passkey.
pub(crate) async fn registration_challenge(State(app): State<App>, me: Signed) -> Result<impl IntoResponse, Failure> {
    let (session, settings) = (me.session, app.school.settings.clone());
    let story = app.school.write(move |transaction, vault, moment| {
        let account = people::profile(transaction, vault, session.person)?.email;
        people::begin_passkey(transaction, vault, moment, (&settings, &session), &account)
    });
    Ok(Json(story.await?))
}

/// Adds the passkey that the device made; a first factor brings recovery codes.
pub(crate) async fn add(State(app): State<App>, me: Signed, Proven { proof, form }: Proven<AnswerForm>) -> Answer {
    let mut mistakes = Mistakes::default();
    let Some(label) = mistakes.take(me.visitor.language, Label::parse(&form.label)) else {
        let words = mistakes.of("label").to_owned();
        return show_again(&second_factor::page(&app, &me, (Vec::new(), String::new(), words)).await?);
    };
    let (answered, settings) = (Answered::read(&form.ceremony, &form.answer)?, app.school.settings.clone());
    let session = me.session.clone();
    let story = app.school.write(move |transaction, vault, moment| {
        let told = (&*settings, &session, &label);
        people::add_passkey(transaction, vault, moment, (proof, told), answered.pair())
    });
    match story.await? {
        Ok(codes) if codes.is_empty() => Ok(go("/profil/securite/second-facteur", "passkey-added")),
        Ok(codes) => show(&second_factor::page(&app, &me, (codes, String::new(), String::new())).await?),
        Err(refusal) => {
            let words = explain(&Frame::new(&app, &me.visitor), refusal);
            show_again(&second_factor::page(&app, &me, (Vec::new(), String::new(), words)).await?)
        }
    }
}

/// Removes one.
pub(crate) async fn remove(
    State(app): State<App>,
    me: Signed,
    Path(id): Path<String>,
    Proven { proof, .. }: Proven<AnswerForm>,
) -> Answer {
    let (person, id) = (me.person(), identifier::<PasskeyId>(&id)?);
    let story = app.school.write(move |transaction, vault, moment| {
        people::remove_passkey(transaction, vault, moment, (proof, person, id))
    });
    story.await?;
    Ok(go("/profil/securite/second-facteur", "passkey-removed"))
}

/// Why a passkey is not taken.
pub(crate) fn explain(frame: &Frame, refusal: PasskeyRefusal) -> String {
    match refusal {
        PasskeyRefusal::Wrong => frame.t("passkey-wrong"),
        PasskeyRefusal::Late => frame.t("passkey-late"),
    }
}
