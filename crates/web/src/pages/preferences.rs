//! `/profil/preferences` (P14, P20): what a person agrees to receive, one gesture each way.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum_extra::extract::Form;
use school::consents::{self, Choice, Topic, Withdrawal};
use school::moments::Moments;
use school::people::FieldMistake;
use school::words;
use serde::Deserialize;

use super::objection::sends_signal;
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/preferences.html")]
struct PreferencesPage {
    frame: Frame,
    moments: Moments,
    mistakes: Mistakes,
    choices: Vec<Choice>,
    /// Whether the browser sends the Global Privacy Control.
    has_signal: bool,
}

impl PreferencesPage {
    fn receives_something(&self) -> bool {
        self.choices.iter().any(|choice| choice.given_at.is_some())
    }
}

#[derive(Deserialize)]
pub(crate) struct ChoiceForm {
    act: Act,
    #[serde(default)]
    topic: String,
    /// The version of the text that the page showed.
    #[serde(default)]
    version: u32,
    /// The language in which it showed it.
    #[serde(default)]
    language: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    Give,
    Withdraw,
    WithdrawAll,
    /// From the page of objections: the same, and back there.
    Object,
}

async fn page(app: &App, me: &Signed, headers: &HeaderMap, mistakes: Mistakes) -> Result<PreferencesPage, Failure> {
    let person = me.person();
    let choices = app.school.read(move |reader, _, _| consents::choices(reader, person)).await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(PreferencesPage { frame, moments, mistakes, choices, has_signal: sends_signal(headers) })
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: Signed, headers: HeaderMap) -> Answer {
    show(&page(&app, &me, &headers, Mistakes::default()).await?)
}

/// Agrees, or withdraws.
pub(crate) async fn post(
    State(app): State<App>,
    me: Signed,
    headers: HeaderMap,
    Form(form): Form<ChoiceForm>,
) -> Answer {
    let act = form.act;
    match choose(&app, &me, form).await {
        Ok(()) => Ok(match act {
            Act::Give => go("/profil/preferences", "consent-given"),
            Act::Withdraw | Act::WithdrawAll => go("/profil/preferences", "consent-withdrawn"),
            Act::Object => go("/mes-donnees/s-opposer", "consent-withdrawn"),
        }),
        Err(school::Error::Refused(code)) => {
            let mut mistakes = Mistakes::default();
            mistakes.add(me.visitor.language, FieldMistake::new("contenu", code));
            show_again(&page(&app, &me, &headers, mistakes).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn choose(app: &App, me: &Signed, form: ChoiceForm) -> Result<(), school::Error> {
    let person = me.person();
    let story = app.school.write(move |transaction, vault, moment| {
        let all = |by| consents::withdraw_all(transaction, vault, moment, (person, by)).map(drop);
        match form.act {
            Act::Give => {
                let chosen = (person, &Topic::of(&form.topic)?, form.version, words::language(&form.language));
                consents::give(transaction, vault, moment, chosen)
            }
            Act::Withdraw => {
                let chosen = (person, &Topic::of(&form.topic)?, Withdrawal::Preferences);
                consents::withdraw(transaction, vault, moment, chosen).map(drop)
            }
            Act::WithdrawAll => all(Withdrawal::Preferences),
            Act::Object => all(Withdrawal::Objection),
        }
    });
    story.await
}
