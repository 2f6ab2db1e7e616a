//! `/equipe/enseignement/lettres/{id}` (P14): one letter to those who agreed: its words, how it will be read, and how it leaves.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use jiff::Timestamp;
use school::campaigns::{self as stories, Campaign, CampaignForm, CampaignId, NewCampaign, Preview};
use school::moments::{Moments, read_instant};
use school::people::FieldMistake;
use school::topics::Topic;

use super::campaigns::{TypedCampaign, offered};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::SignedEditor;

#[derive(Template)]
#[template(path = "pages/staff/campaign.html")]
struct CampaignPage {
    frame: Frame,
    moments: Moments,
    campaign: Campaign,
    previews: Vec<Preview>,
    topics: Vec<Topic>,
    mistakes: Mistakes,
    typed: CampaignForm,
    leaves_at: String,
}

async fn page(app: &App, me: &SignedEditor, id: CampaignId) -> Result<CampaignPage, Failure> {
    let (editor, settings) = (me.editor, app.school.settings.clone());
    let story = app.school.read(move |reader, vault, moment| {
        let previews = stories::preview(reader, vault, moment, &settings, (editor, id))?;
        Ok((stories::campaign(reader, (editor, id))?, previews))
    });
    let (campaign, previews) = story.await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let (typed, mistakes) = (CampaignForm::from(&campaign), Mistakes::default());
    Ok(CampaignPage {
        frame,
        moments,
        campaign,
        previews,
        topics: offered()?,
        mistakes,
        typed,
        leaves_at: String::new(),
    })
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: SignedEditor, Path(id): Path<String>) -> Answer {
    show(&page(&app, &me, identifier(&id)?).await?)
}

/// Keeps the words, tries, lets leave, stops or throws away.
pub(crate) async fn post(
    State(app): State<App>,
    me: SignedEditor,
    Path(id): Path<String>,
    Form(typed): Form<TypedCampaign>,
) -> Answer {
    let id: CampaignId = identifier(&id)?;
    let here = format!("/equipe/enseignement/lettres/{id}");
    let outcome = match act(&app, &me, id, &typed).await {
        Ok(notice) => Ok(notice),
        Err(Refusal::Mistakes(found)) => Err(found),
        Err(Refusal::Failure(school::Error::Refused(code))) => Err(vec![FieldMistake::new("act", code)]),
        Err(Refusal::Failure(error)) => return Err(error.into()),
    };
    match outcome {
        Ok("campaign-discarded") => Ok(go("/equipe/enseignement/lettres", "campaign-discarded")),
        Ok(notice) => Ok(go(&here, notice)),
        Err(found) => {
            let mut page = page(&app, &me, id).await?;
            if typed.act == "save" {
                page.typed = typed.form();
            }
            page.leaves_at = typed.leaves_at;
            page.mistakes.add_all(me.visitor.language, found);
            show_again(&page)
        }
    }
}

/// Why nothing was done.
enum Refusal {
    Mistakes(Vec<FieldMistake>),
    Failure(school::Error),
}

impl From<school::Error> for Refusal {
    fn from(error: school::Error) -> Self {
        Self::Failure(error)
    }
}

/// Does what the button says, and gives the code of what to say of it.
async fn act(app: &App, me: &SignedEditor, id: CampaignId, typed: &TypedCampaign) -> Result<&'static str, Refusal> {
    let editor = me.editor;
    match typed.act.as_str() {
        "test" => {
            let story =
                app.school.write(move |transaction, _, moment| stories::send_test(transaction, moment, (editor, id)));
            story.await?;
            Ok("campaign-tested")
        }
        "schedule" => {
            let at = leaving(&typed.leaves_at, app.school.clock.now())?;
            let story = app.school.write(move |transaction, vault, moment| {
                stories::schedule(transaction, vault, moment, (editor, id, at))
            });
            story.await?;
            Ok("campaign-scheduled")
        }
        "cancel" => {
            let story = app
                .school
                .write(move |transaction, vault, moment| stories::cancel(transaction, vault, moment, (editor, id)));
            story.await?;
            Ok("campaign-cancelled")
        }
        "discard" => {
            app.school.write(move |transaction, _, _| stories::discard(transaction, (editor, id))).await?;
            Ok("campaign-discarded")
        }
        _ => {
            let new = NewCampaign::parse(&typed.form()).map_err(Refusal::Mistakes)?;
            let story = app
                .school
                .write(move |transaction, _, moment| stories::save(transaction, moment, (editor, Some(id), &new)));
            story.await?;
            Ok("campaign-saved")
        }
    }
}

/// When it is to leave: now, or an instant to come.
fn leaving(typed: &str, now: Timestamp) -> Result<Timestamp, Refusal> {
    let wrong = || Refusal::Mistakes(vec![FieldMistake::new("leaves_at", "campaign-leaves-at")]);
    match typed.trim() {
        "" => Ok(now),
        typed => read_instant(typed).filter(|at| *at > now).ok_or_else(wrong),
    }
}
