//! `/connexion/code`: the second half of a sign-in; `/profil/securite/second-facteur`: adding and removing one's second factor.

use askama::Template;
use axum::extract::{Query, State};
use axum_extra::extract::Form;
use axum_extra::extract::cookie::CookieJar;
use school::people::{self, FactorRefusal};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, own_path, session_token, show, show_again};
use crate::frame::Frame;
use crate::qr;
use crate::visitor::{Signed, Visitor};

#[derive(Template)]
#[template(path = "pages/sign_in_code.html")]
struct CodePage {
    frame: Frame,
    back: String,
    refusal: String,
}

#[derive(Template)]
#[template(path = "pages/second_factor.html")]
struct FactorPage {
    frame: Frame,
    /// Recovery codes left, once there is a factor.
    left: Option<i64>,
    /// A secret that waits for its first code.
    new: Option<Shown>,
    /// New recovery codes, shown this once.
    codes: Vec<String>,
    refusal: String,
}

struct Shown {
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
    #[serde(default)]
    current: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    Begin,
    Confirm,
    Discard,
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
    show(&CodePage { frame: Frame::new(&app, &visitor), back: typed.retour, refusal: String::new() })
}

/// Takes the code.
pub(crate) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    jar: CookieJar,
    Form(typed): Form<TypedCode>,
) -> Answer {
    let (token, code) = (session_token(&app, &jar).unwrap_or_default(), typed.code.clone());
    let proved =
        app.school.write(move |transaction, vault, moment| people::prove(transaction, vault, moment, (&token, &code)));
    match proved.await {
        Ok(Ok(())) => Ok(go(own_path(&typed.retour, "/espace"), "")),
        Ok(Err(refusal)) => {
            let frame = Frame::new(&app, &visitor);
            let refusal = explain(&app, &frame, refusal);
            show_again(&CodePage { frame, back: typed.retour, refusal })
        }
        Err(school::Error::NotFound) => Ok(go("/connexion", "code-late")),
        Err(error) => Err(error.into()),
    }
}

/// One's second factor: none, one that waits for its first code, or one.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    show(&page(&app, &me, (Vec::new(), String::new())).await?)
}

/// Begins one, takes its first code, or takes it away.
pub(crate) async fn post(State(app): State<App>, me: Signed, Form(form): Form<FactorForm>) -> Answer {
    let person = me.person();
    match form.act {
        Act::Begin => {
            app.school
                .write(move |transaction, vault, moment| people::begin_factor(transaction, vault, moment, person))
                .await?;
            Ok(go("/profil/securite/second-facteur", ""))
        }
        Act::Confirm => confirm(&app, &me, form.code).await,
        Act::Discard => discard(&app, &me, form.current).await,
    }
}

async fn confirm(app: &App, me: &Signed, code: String) -> Answer {
    let session = me.session.clone();
    let confirmed = app
        .school
        .write(move |transaction, vault, moment| people::confirm_factor(transaction, vault, moment, &session, &code));
    match confirmed.await? {
        Ok(codes) => show(&page(app, me, (codes, String::new())).await?),
        Err(refusal) => {
            let refusal = explain(app, &Frame::new(app, &me.visitor), refusal);
            show_again(&page(app, me, (Vec::new(), refusal)).await?)
        }
    }
}

async fn discard(app: &App, me: &Signed, current: String) -> Answer {
    let person = me.person();
    if !people::password_matches(&app.school, person, current).await? {
        let refusal = Frame::new(app, &me.visitor).t("error-password-current");
        return show_again(&page(app, me, (Vec::new(), refusal)).await?);
    }
    app.school
        .write(move |transaction, vault, moment| people::discard_factor(transaction, vault, moment, person))
        .await?;
    Ok(go("/profil/securite", "factor-removed"))
}

async fn page(app: &App, me: &Signed, (codes, refusal): (Vec<String>, String)) -> Result<FactorPage, Failure> {
    let (person, school) = (me.person(), app.school.settings.name.clone());
    let read = app.school.read(move |reader, vault, _| {
        let left = people::factor(reader, person)?;
        let account = people::profile(reader, vault, person)?.email;
        Ok((left, people::waiting_factor(reader, vault, person, (&school, &account))?))
    });
    let (left, new) = read.await?;
    let new = match new {
        Some(new) => Some(Shown { code: qr::draw(&new.address)?, secret: new.secret }),
        None => None,
    };
    Ok(FactorPage { frame: Frame::new(app, &me.visitor), left, new, codes, refusal })
}

fn explain(app: &App, frame: &Frame, refusal: FactorRefusal) -> String {
    match refusal {
        FactorRefusal::Wrong => frame.t("factor-wrong"),
        FactorRefusal::Wait(until) => {
            let seconds = until.duration_since(app.school.clock.now()).as_secs().max(0);
            frame.n("sign-in-wait", (seconds + 59) / 60)
        }
    }
}
