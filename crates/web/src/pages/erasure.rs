//! `/mes-donnees/effacer` (P39): what goes, what stays and why, before it is asked for; then at once.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use axum_extra::extract::cookie::CookieJar;
use school::people::{self, FieldMistake};
use school::rights::{self, ErasureGround, ErasureLine, ErasureScope};
use serde::Deserialize;

use super::my_data::reading;
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{forget_session, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/erasure.html")]
struct ErasurePage {
    frame: Frame,
    mistakes: Mistakes,
    /// What becomes of each category when the account stays, and when it goes too.
    fates: [(&'static str, Vec<ErasureLine>); 2],
    typed: ErasureForm,
}

#[derive(Template)]
#[template(path = "pages/erasure_done.html")]
struct ErasureDonePage {
    frame: Frame,
    lines: Vec<ErasureLine>,
    receipt: String,
    with_account: bool,
}

#[derive(Default, Deserialize)]
pub(crate) struct ErasureForm {
    #[serde(default)]
    scope: String,
    #[serde(default)]
    ground: String,
    #[serde(default)]
    current: String,
}

const PARTS: ErasureScope = ErasureScope { with_account: false };
const WHOLE: ErasureScope = ErasureScope { with_account: true };

async fn page(app: &App, me: &Signed, mistakes: Mistakes, typed: ErasureForm) -> Result<ErasurePage, Failure> {
    let (engine, reading) = (app.school.privacy.clone(), reading(app, me));
    let fates = app.school.read(move |reader, _, moment| {
        let parts = rights::erasure_lines(reader, &engine, moment, (&reading, PARTS))?;
        Ok([("parts", parts), ("whole", rights::erasure_lines(reader, &engine, moment, (&reading, WHOLE))?)])
    });
    Ok(ErasurePage { frame: Frame::new(app, &me.visitor), mistakes, fates: fates.await?, typed })
}

/// What will happen, before it is asked for.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    show(&page(&app, &me, Mistakes::default(), ErasureForm::default()).await?)
}

/// Erases, after the password was typed.
pub(crate) async fn post(State(app): State<App>, me: Signed, jar: CookieJar, Form(form): Form<ErasureForm>) -> Answer {
    let mut mistakes = Mistakes::default();
    let language = me.visitor.language;
    let scope = match form.scope.as_str() {
        "parts" => Ok(PARTS),
        "whole" => Ok(WHOLE),
        _ => Err(FieldMistake::new("scope", "erasure-scope")),
    };
    let ground = ErasureGround::from_code(&form.ground).ok_or(FieldMistake::new("ground", "erasure-ground"));
    let (scope, ground) = (mistakes.take(language, scope), mistakes.take(language, ground));
    if !people::password_matches(&app.school, me.person(), form.current.clone()).await? {
        mistakes.add(language, FieldMistake::new("current", "password-current"));
    }
    let (Some(scope), Some(ground), true) = (scope, ground, mistakes.lines().is_empty()) else {
        return show_again(&page(&app, &me, mistakes, form).await?);
    };
    done(&app, &me, jar, (scope, ground)).await
}

async fn done(app: &App, me: &Signed, jar: CookieJar, (scope, ground): (ErasureScope, ErasureGround)) -> Answer {
    let (engine, reading) = (app.school.privacy.clone(), reading(app, me));
    let (lines, receipt) = app
        .school
        .write(move |transaction, vault, moment| {
            let lines = rights::erasure_lines(transaction, &engine, moment, (&reading, scope))?;
            let (_, receipt) = rights::erase(transaction, vault, moment, &engine, (&reading, ground, scope))?;
            Ok((lines, receipt))
        })
        .await?;
    let with_account = scope.with_account;
    let frame = if with_account { Frame::anonymous(me.visitor.language) } else { Frame::new(app, &me.visitor) };
    let shown = show(&ErasureDonePage { frame, lines, receipt, with_account })?;
    Ok(if with_account { (forget_session(app, jar), shown).into_response() } else { shown })
}
