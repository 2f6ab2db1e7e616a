//! `/connexion/code`: the second half of a sign-in; `/profil/securite/second-facteur`: adding and removing one's second factor.

use askama::Template;
use axum::extract::{Query, State};
use axum_extra::extract::Form;
use axum_extra::extract::cookie::CookieJar;
use school::detection::Line;
use school::moments::Moments;
use school::people::{self, FactorRefusal, Factors, Recent, Role};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, own_path, session_token, show, show_again};
use crate::frame::Frame;
use crate::origin::FromDevice;
use crate::proven::Proven;
use crate::qr;
use crate::visitor::{Signed, Visitor};

#[derive(Template)]
#[template(path = "pages/sign_in_code.html")]
struct CodePage {
    frame: Frame,
    back: String,
    refusal: String,
    offers_passkeys: bool,
}

#[derive(Template)]
#[template(path = "pages/second_factor.html")]
pub(crate) struct FactorPage {
    frame: Frame,
    moments: Moments,
    factors: Factors,
    /// Whether passkeys work where the school answers.
    offers_passkeys: bool,
    /// A secret that waits for its first code.
    new: Option<Shown>,
    /// New recovery codes, shown this once.
    codes: Vec<String>,
    /// Where to go once they were noted.
    onward: &'static str,
    /// Why the code of the application is not taken.
    refusal: String,
    /// Why the passkey is not taken.
    passkey_refusal: String,
}

/// A secret, drawn.
pub(crate) struct Shown {
    secret: String,
    code: qr::Code,
}

/// What is typed where a code is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedCode {
    code: String,
    retour: String,
}

/// What is asked of one's second factor.
#[derive(Deserialize)]
pub(crate) struct FactorForm {
    act: Act,
    #[serde(default)]
    code: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    Begin,
    Confirm,
    Discard,
    Renew,
}

/// Asks for the code of a sign-in that waits for one; anybody else is sent to sign in.
pub(crate) async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    jar: CookieJar,
    Query(typed): Query<TypedCode>,
) -> Answer {
    let token = session_token(&app, &jar).unwrap_or_default();
    let waits = app.school.read(move |reader, _, moment| people::half_signed_in(reader, moment, &token)).await?;
    if waits.is_none() {
        return Ok(go(if visitor.session.is_some() { "/espace" } else { "/connexion" }, ""));
    }
    let offers_passkeys = people::has_passkeys(&app.school.settings);
    show(&CodePage { frame: Frame::new(&app, &visitor), back: typed.retour, refusal: String::new(), offers_passkeys })
}

/// Takes the code.
pub(crate) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    FromDevice(device): FromDevice,
    jar: CookieJar,
    Form(typed): Form<TypedCode>,
) -> Answer {
    let (token, code) = (session_token(&app, &jar).unwrap_or_default(), typed.code.clone());
    let from = device.address.clone();
    let story = app
        .school
        .write(move |transaction, vault, moment| people::prove(transaction, vault, moment, (&token, &device), &code));
    let proved = story.await;
    if let Ok(Err(_)) = &proved {
        app.school.security_log.write(app.school.clock.now(), Line::FactorRefused, &from).await;
    }
    match proved {
        Ok(Ok(())) => Ok(go(own_path(&typed.retour, "/espace"), "")),
        Ok(Err(refusal)) => {
            let frame = Frame::new(&app, &visitor);
            let refusal = explain(&app, &frame, refusal);
            let offers_passkeys = people::has_passkeys(&app.school.settings);
            show_again(&CodePage { frame, back: typed.retour, refusal, offers_passkeys })
        }
        Err(school::Error::NotFound) => Ok(go("/connexion", "code-late")),
        Err(error) => Err(error.into()),
    }
}

/// One's second factors, and one that waits for its first code.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    show(&page(&app, &me, (Vec::new(), String::new(), String::new())).await?)
}

/// Begins an application's, takes its first code, takes it away, or renews the recovery codes.
pub(crate) async fn post(State(app): State<App>, me: Signed, Proven { proof, form }: Proven<FactorForm>) -> Answer {
    let person = me.person();
    match form.act {
        Act::Begin => {
            let begun = app.school.write(move |transaction, vault, moment| {
                people::begin_factor(transaction, vault, moment, (proof, person))
            });
            begun.await?;
            Ok(go("/profil/securite/second-facteur", ""))
        }
        Act::Confirm => confirm(&app, &me, (proof, form.code)).await,
        Act::Discard => {
            let discarded = app.school.write(move |transaction, vault, moment| {
                people::discard_factor(transaction, vault, moment, (proof, person))
            });
            discarded.await?;
            Ok(go("/profil/securite/second-facteur", "factor-removed"))
        }
        Act::Renew => {
            let renewed = app.school.write(move |transaction, vault, moment| {
                people::renew_recovery_codes(transaction, vault, moment, (proof, person))
            });
            let codes = renewed.await?;
            show(&page(&app, &me, (codes, String::new(), String::new())).await?)
        }
    }
}

async fn confirm(app: &App, me: &Signed, (proof, code): (Recent, String)) -> Answer {
    let session = me.session.clone();
    let confirmed = app.school.write(move |transaction, vault, moment| {
        people::confirm_factor(transaction, vault, moment, (proof, &session), &code)
    });
    match confirmed.await? {
        Ok(codes) if codes.is_empty() => Ok(go("/profil/securite/second-facteur", "factor-added")),
        Ok(codes) => show(&page(app, me, (codes, String::new(), String::new())).await?),
        Err(refusal) => {
            let refusal = explain(app, &Frame::new(app, &me.visitor), refusal);
            show_again(&page(app, me, (Vec::new(), refusal, String::new())).await?)
        }
    }
}

/// The page, with codes to note, or why the application's code or the passkey is not taken.
pub(crate) async fn page(
    app: &App,
    me: &Signed,
    (codes, refusal, passkey_refusal): (Vec<String>, String, String),
) -> Result<FactorPage, Failure> {
    let (person, school) = (me.person(), app.school.settings.name.clone());
    let read = app.school.read(move |reader, vault, _| {
        let account = people::profile(reader, vault, person)?.email;
        let new = people::waiting_factor(reader, vault, person, (&school, &account))?;
        Ok((people::factors(reader, vault, person)?, new))
    });
    let (factors, new) = read.await?;
    let new = match new {
        Some(new) => Some(Shown { code: qr::draw(&new.address)?, secret: new.secret }),
        None => None,
    };
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let onward = if me.session.role == Role::Learner { "/profil/securite/second-facteur" } else { "/equipe/acces" };
    let offers_passkeys = people::has_passkeys(&app.school.settings);
    Ok(FactorPage { frame, moments, factors, offers_passkeys, new, codes, onward, refusal, passkey_refusal })
}

/// Why a code is not taken.
pub(crate) fn explain(app: &App, frame: &Frame, refusal: FactorRefusal) -> String {
    match refusal {
        FactorRefusal::Wrong => frame.t("factor-wrong"),
        FactorRefusal::Wait(until) => {
            let seconds = until.duration_since(app.school.clock.now()).as_secs().max(0);
            frame.n("sign-in-wait", (seconds + 59) / 60)
        }
    }
}
