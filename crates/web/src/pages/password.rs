//! `POST /profil/mot-de-passe`

use axum::extract::State;
use axum_extra::extract::Form;
use school::people::{self, NewPassword};
use serde::Deserialize;

use super::security::page;
use super::sign_up::hash;
use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show_again};
use crate::forms::Mistakes;
use crate::visitor::Signed;

#[derive(Deserialize)]
pub(crate) struct PasswordForm {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
}

/// Changes the password after the present one was typed.
pub(crate) async fn post(State(app): State<App>, me: Signed, Form(form): Form<PasswordForm>) -> Answer {
    let language = me.visitor.language;
    let mut mistakes = Mistakes::default();
    let Some(password) = mistakes.take(language, NewPassword::parse(&form.password, &[])) else {
        return show_again(&page(&app, &me, mistakes).await?);
    };
    let password = hash(&app, password).await?;
    let changed = people::change_password(&app.school, me.person(), me.session.id, form.current, password).await?;
    if mistakes.take(language, changed).is_none() {
        return show_again(&page(&app, &me, mistakes).await?);
    }
    Ok(go("/profil/securite", "password-changed"))
}
