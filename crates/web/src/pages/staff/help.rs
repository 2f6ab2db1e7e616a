//! `/equipe/assistance/comptes`: help with an account, found by its whole address.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Form;
use school::access::Support;
use school::moments::Moments;
use school::people::{self, AccountHelp, Email, FieldMistake, Help};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Staff;

const PAGE: &str = "/equipe/assistance/comptes";

#[derive(Template)]
#[template(path = "pages/staff/help.html")]
struct HelpPage {
    frame: Frame,
    moments: Moments,
    mistakes: Mistakes,
    email: String,
    /// What was found; none before anything was looked for.
    found: Option<AccountHelp>,
    /// Whether something was looked for.
    is_sought: bool,
}

/// An address, and what to do.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct HelpForm {
    /// `find`, or a help.
    act: String,
    email: String,
}

/// The form.
pub(crate) async fn get(State(app): State<App>, me: Staff<Support>) -> Answer {
    show(&page(&app, &me, (Mistakes::default(), String::new(), None, false)))
}

/// Finds an account, or helps it. The address travels in the form, never in the page's address.
pub(crate) async fn post(State(app): State<App>, me: Staff<Support>, Form(form): Form<HelpForm>) -> Answer {
    let mut mistakes = Mistakes::default();
    let Some(email) = mistakes.take(me.visitor.language, Email::parse(&form.email)) else {
        return show_again(&page(&app, &me, (mistakes, form.email, None, false)));
    };
    if let Some(help) = Help::from_code(&form.act) {
        return helped(&app, &me, (email, help)).await;
    }
    let access = me.access;
    let story = app
        .school
        .write(move |transaction, vault, moment| people::find_account(transaction, vault, moment, (access, &email)));
    let found = story.await?;
    show(&page(&app, &me, (mistakes, form.email, found, true)))
}

async fn helped(app: &App, me: &Staff<Support>, (email, help): (Email, Help)) -> Answer {
    let access = me.access;
    let story = app
        .school
        .write(move |transaction, vault, moment| people::help(transaction, vault, moment, (access, &email, help)));
    match story.await {
        Ok(()) => Ok(go(PAGE, "support-helped")),
        Err(school::Error::Refused(code)) => {
            let mut mistakes = Mistakes::default();
            mistakes.add(me.visitor.language, FieldMistake::new("contenu", code));
            show_again(&page(app, me, (mistakes, String::new(), None, false)))
        }
        Err(error) => Err(Failure::from(error)),
    }
}

fn page(
    app: &App,
    me: &Staff<Support>,
    (mistakes, email, found, is_sought): (Mistakes, String, Option<AccountHelp>, bool),
) -> HelpPage {
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    HelpPage { frame, moments, mistakes, email, found, is_sought }
}
