//! `/profil/preferences` (P13, P14, P20): what a person receives and how; what needs a consent, one gesture each way.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum_extra::extract::Form;
use school::moments::Moments;
use school::partners;
use school::people::FieldMistake;
use school::topics::{self, Rhythm, RhythmForm, Setting, Topic, Withdrawal, topics};
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
    settings: Vec<Setting>,
    rhythm: RhythmForm,
    /// The status with which the person's address came back.
    bounced: Option<String>,
    /// Whether the browser sends the Global Privacy Control.
    has_signal: bool,
    /// Whether partner experts read the person's name.
    shows_name: bool,
}

impl PreferencesPage {
    fn receives_something(&self) -> bool {
        self.settings.iter().any(|setting| setting.given_at.is_some())
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ChoiceForm {
    act: Act,
    topic: String,
    /// The version of the text that the page showed.
    version: u32,
    /// The language in which it showed it.
    language: String,
    /// Codes of topics whose letters leave.
    by_mail: Vec<String>,
    /// Codes of topics that the application tells of.
    in_app: Vec<String>,
    rhythm: String,
    quiet_from: String,
    quiet_until: String,
}

impl ChoiceForm {
    fn rhythm(&self) -> RhythmForm {
        let (quiet_from, quiet_until) = (self.quiet_from.clone(), self.quiet_until.clone());
        RhythmForm { rhythm: self.rhythm.clone(), quiet_from, quiet_until }
    }
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    /// Everything that needs no consent, at once.
    #[default]
    Settings,
    Give,
    Withdraw,
    WithdrawAll,
    /// The address works: letters may leave to it again.
    Reachable,
    /// Partner experts may read one's name.
    ShowName,
    /// They may no more.
    HideName,
    /// From the page of objections: the same, and back there.
    Object,
}

async fn page(app: &App, me: &Signed, headers: &HeaderMap, mistakes: Mistakes) -> Result<PreferencesPage, Failure> {
    let person = me.person();
    let story = app.school.read(move |reader, _, _| {
        let told = (topics::bounced(reader, person)?, partners::shares_name(reader, person)?);
        Ok((topics::settings(reader, person)?, topics::rhythm(reader, person)?, told))
    });
    let (settings, rhythm, (bounced, shows_name)) = story.await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(PreferencesPage {
        frame,
        moments,
        mistakes,
        settings,
        rhythm: rhythm.form(),
        bounced,
        has_signal: sends_signal(headers),
        shows_name,
    })
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: Signed, headers: HeaderMap) -> Answer {
    show(&page(&app, &me, &headers, Mistakes::default()).await?)
}

/// Agrees, withdraws, or chooses.
pub(crate) async fn post(
    State(app): State<App>,
    me: Signed,
    headers: HeaderMap,
    Form(form): Form<ChoiceForm>,
) -> Answer {
    let act = form.act;
    if matches!(act, Act::Settings) {
        return save(&app, &me, &headers, form).await;
    }
    match choose(&app, &me, form).await {
        Ok(()) => Ok(match act {
            Act::Give => go("/profil/preferences", "consent-given"),
            Act::Object => go("/mes-donnees/s-opposer", "consent-withdrawn"),
            Act::Reachable | Act::ShowName | Act::HideName => go("/profil/preferences", "preferences-saved"),
            _ => go("/profil/preferences", "consent-withdrawn"),
        }),
        Err(school::Error::Refused(code)) => {
            let mut mistakes = Mistakes::default();
            mistakes.add(me.visitor.language, FieldMistake::new("contenu", code));
            show_again(&page(&app, &me, &headers, mistakes).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Keeps what was ticked, and the rhythm; a mistake in the hours keeps everything typed on the page.
async fn save(app: &App, me: &Signed, headers: &HeaderMap, form: ChoiceForm) -> Answer {
    let mut mistakes = Mistakes::default();
    let Some(rhythm) = mistakes.take(me.visitor.language, Rhythm::parse(&form.rhythm())) else {
        let mut page = page(app, me, headers, mistakes).await?;
        for setting in page.settings.iter_mut().filter(|setting| setting.may_stop()) {
            let code = setting.topic.code();
            (setting.by_mail, setting.in_app) = ticked(&form, code);
        }
        page.rhythm = form.rhythm();
        return show_again(&page);
    };
    let person = me.person();
    let story = app.school.write(move |transaction, _, moment| {
        for topic in topics()?.iter().filter(|topic| topic.declared().stops && !topic.declared().needs_consent()) {
            topics::set(transaction, moment, (person, topic), ticked(&form, topic.code()))?;
        }
        topics::choose_rhythm(transaction, moment, (person, rhythm))
    });
    story.await?;
    Ok(go("/profil/preferences", "preferences-saved"))
}

fn ticked(form: &ChoiceForm, code: &str) -> (bool, bool) {
    let holds = |list: &[String]| list.iter().any(|one| one == code);
    (holds(&form.by_mail), holds(&form.in_app))
}

async fn choose(app: &App, me: &Signed, form: ChoiceForm) -> Result<(), school::Error> {
    let person = me.person();
    let story = app.school.write(move |transaction, vault, moment| {
        let all = |by| topics::withdraw_all(transaction, vault, moment, (person, by)).map(drop);
        match form.act {
            Act::Give => {
                let chosen = (person, &Topic::of(&form.topic)?, form.version, words::language(&form.language));
                topics::give(transaction, vault, moment, chosen)
            }
            Act::Withdraw => {
                let chosen = (person, &Topic::of(&form.topic)?, Withdrawal::Preferences);
                topics::withdraw(transaction, vault, moment, chosen).map(drop)
            }
            Act::WithdrawAll => all(Withdrawal::Preferences),
            Act::Reachable => topics::reachable_again(transaction, person),
            Act::ShowName => partners::share_name(transaction, vault, moment, person),
            Act::HideName => partners::stop_sharing_name(transaction, vault, moment, person),
            Act::Settings => Ok(()),
            Act::Object => all(Withdrawal::Objection),
        }
    });
    story.await
}
