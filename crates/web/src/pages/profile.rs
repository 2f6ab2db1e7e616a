//! `/profil` (P04): what the person gave, to change or delete at any time.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Form;
use school::people::{self, Email, FullName, Phone, Profile};
use serde::Deserialize;

use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/profile.html")]
struct ProfilePage {
    frame: Frame,
    profile: Profile,
    mistakes: Mistakes,
}

#[derive(Deserialize)]
pub(crate) struct NameForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
}

#[derive(Deserialize)]
pub(crate) struct EmailForm {
    #[serde(default)]
    email: String,
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    let profile = own_profile(&app, &me).await?;
    show(&ProfilePage { frame: Frame::new(&app, &me.visitor), profile, mistakes: Mistakes::default() })
}

/// Changes name and telephone number.
pub(crate) async fn post(State(app): State<App>, me: Signed, Form(form): Form<NameForm>) -> Answer {
    let mut mistakes = Mistakes::default();
    let name = mistakes.take(me.visitor.language, FullName::parse(&form.name));
    let phone = mistakes.take(me.visitor.language, Phone::parse_optional(&form.phone));
    let (Some(name), Some(phone)) = (name, phone) else {
        let stored = own_profile(&app, &me).await?;
        let profile = Profile { name: form.name, phone: form.phone, ..stored };
        return show_again(&ProfilePage { frame: Frame::new(&app, &me.visitor), profile, mistakes });
    };
    let person = me.person();
    app.school
        .write(move |transaction, vault, moment| {
            people::update(transaction, vault, moment, person, (&name, phone.as_ref()))
        })
        .await?;
    Ok(go("/profil", "profile-saved"))
}

/// Asks for a new address.
pub(crate) async fn email(State(app): State<App>, me: Signed, Form(form): Form<EmailForm>) -> Answer {
    let mut mistakes = Mistakes::default();
    let Some(email) = mistakes.take(me.visitor.language, Email::parse(&form.email)) else {
        let stored = own_profile(&app, &me).await?;
        let profile = Profile { new_email: Some(form.email), ..stored };
        return show_again(&ProfilePage { frame: Frame::new(&app, &me.visitor), profile, mistakes });
    };
    let person = me.person();
    app.school
        .write(move |transaction, vault, moment| people::ask_email_change(transaction, vault, moment, person, &email))
        .await?;
    Ok(go("/profil", "email-asked"))
}

async fn own_profile(app: &App, me: &Signed) -> Result<Profile, school::Error> {
    let person = me.person();
    app.school.read(move |reader, vault, _| people::profile(reader, vault, person)).await
}
