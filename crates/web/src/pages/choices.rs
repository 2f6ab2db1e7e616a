//! `POST /langue` and `POST /theme`: kept in the account of whoever is signed in, in a cookie of the browser otherwise.

use axum::extract::State;
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use axum_extra::extract::cookie::CookieJar;
use school::{people, words};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, own_path, preference_cookie};
use crate::visitor::Visitor;

#[derive(Deserialize)]
pub(crate) struct LanguageForm {
    langue: String,
    #[serde(default)]
    retour: String,
}

#[derive(Deserialize)]
pub(crate) struct ThemeForm {
    theme: String,
    #[serde(default)]
    retour: String,
}

/// Chooses the language.
pub(crate) async fn language(
    State(app): State<App>,
    visitor: Visitor,
    jar: CookieJar,
    Form(form): Form<LanguageForm>,
) -> Answer {
    let language = words::language(&form.langue);
    let back = go(own_path(&form.retour, "/"), "");
    let Some(session) = visitor.session else {
        let cookie = preference_cookie(&app, "langue", language.code().to_owned());
        return Ok((jar.add(cookie), back).into_response());
    };
    app.school.write(move |transaction, _, _| people::choose_language(transaction, session.person, language)).await?;
    Ok(back)
}

/// Chooses the theme.
pub(crate) async fn theme(
    State(app): State<App>,
    visitor: Visitor,
    jar: CookieJar,
    Form(form): Form<ThemeForm>,
) -> Answer {
    let theme = ["", "light", "dark"].into_iter().find(|known| *known == form.theme).ok_or(Failure::BadRequest)?;
    let back = go(own_path(&form.retour, "/"), "");
    let Some(session) = visitor.session else {
        return Ok((jar.add(preference_cookie(&app, "theme", theme.to_owned())), back).into_response());
    };
    app.school.write(move |transaction, _, _| people::choose_theme(transaction, session.person, theme)).await?;
    Ok(back)
}
