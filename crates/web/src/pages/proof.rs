//! `/connexion/confirmer`: who is at the device is asked again, before what is dangerous; then what was to be done is done.

use askama::Template;
use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::Form;
use school::people::{self, Factors};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{own_path, show_again};
use crate::frame::Frame;
use crate::pages::passkeys::{self, Answered};
use crate::pages::second_factor;
use crate::visitor::Signed;
use crate::watch::expected;

/// Names of what proves; everything else in the form belongs to the deed.
const CODE: &str = "preuve_code";
const PASSWORD: &str = "preuve_mot_de_passe";
const CEREMONY: &str = "ceremony";
const ANSWER: &str = "answer";

#[derive(Template)]
#[template(path = "pages/proof.html")]
struct ProofPage {
    frame: Frame,
    factors: Factors,
    /// Where the deed is done.
    deed: String,
    /// What was typed for it.
    typed: Vec<(String, String)>,
    refusal: String,
}

impl ProofPage {
    /// Whoever has passkeys only types a recovery code, if anything.
    fn hint(&self) -> String {
        self.frame.t(if self.factors.has_codes { "factor-ask-hint" } else { "proof-recovery-hint" })
    }
}

/// Where the deed is done.
#[derive(Deserialize)]
pub(crate) struct Deed {
    vers: String,
}

/// The page that asks, with what was typed for a deed.
pub(crate) async fn ask(app: &App, me: &Signed, (deed, typed): (&str, Vec<(String, String)>)) -> Answer {
    let page = page(app, me, (deed, typed), String::new()).await?;
    let mut asked = show_again(&page)?;
    *asked.status_mut() = StatusCode::FORBIDDEN;
    Ok(expected(asked))
}

/// Takes the proof, then lets the browser send the deed again by itself (307): it holds what was typed.
pub(crate) async fn post(
    State(app): State<App>,
    me: Signed,
    Query(Deed { vers }): Query<Deed>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Answer {
    let deed = own_path(&vers, "");
    if deed.is_empty() {
        return Err(Failure::BadRequest);
    }
    match prove(&app, &me, &typed).await? {
        None => Ok(Redirect::temporary(deed).into_response()),
        Some(refusal) => {
            let proofs = [CODE, PASSWORD, CEREMONY, ANSWER];
            let typed = typed.into_iter().filter(|(name, _)| !proofs.contains(&name.as_str())).collect();
            show_again(&page(&app, &me, (deed, typed), refusal).await?)
        }
    }
}

/// The challenge that one's passkeys answer.
pub(crate) async fn challenge(State(app): State<App>, me: Signed) -> Result<impl IntoResponse, Failure> {
    let (session, settings) = (me.session, app.school.settings.clone());
    let story =
        app.school.write(move |transaction, _, moment| people::begin_proof(transaction, moment, (&settings, &session)));
    Ok(Json(story.await?))
}

/// Why the proof is not taken, in words; none when it is.
async fn prove(app: &App, me: &Signed, typed: &[(String, String)]) -> Result<Option<String>, Failure> {
    let value = |name: &str| typed.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let session = me.session.clone();
    let frame = || Frame::new(app, &me.visitor);
    if let Some(answer) = value(ANSWER) {
        let (answered, settings) =
            (Answered::read(&value(CEREMONY).unwrap_or_default(), &answer)?, app.school.settings.clone());
        let story = app.school.write(move |transaction, vault, moment| {
            people::prove_with_passkey(transaction, vault, moment, (&settings, &session), answered.pair())
        });
        return Ok(story.await?.err().map(|refusal| passkeys::explain(&frame(), refusal)));
    }
    if let Some(password) = value(PASSWORD) {
        let proved = people::prove_with_password(&app.school, &session, password).await?;
        return Ok(proved.err().map(|refusal| match refusal {
            people::FactorRefusal::Wrong => frame().t("error-password-current"),
            wait @ people::FactorRefusal::Wait(_) => second_factor::explain(app, &frame(), wait),
        }));
    }
    let code = value(CODE).unwrap_or_default();
    let story = app
        .school
        .write(move |transaction, vault, moment| people::prove_again(transaction, vault, moment, (&session, &code)));
    Ok(story.await?.err().map(|refusal| second_factor::explain(app, &frame(), refusal)))
}

async fn page(
    app: &App,
    me: &Signed,
    (deed, typed): (&str, Vec<(String, String)>),
    refusal: String,
) -> Result<ProofPage, Failure> {
    let person = me.person();
    let factors = app.school.read(move |reader, vault, _| people::factors(reader, vault, person)).await?;
    Ok(ProofPage { frame: Frame::new(app, &me.visitor), factors, deed: deed.to_owned(), typed, refusal })
}
