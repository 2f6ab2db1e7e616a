//! `/equipe/enseignement/lettres` (P14): the school's letters to those who agreed, and the form of a new one.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Form;
use school::campaigns::{self as stories, CampaignForm, CampaignLine, NewCampaign};
use school::moments::Moments;
use school::topics::{Topic, topics};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::SignedEditor;

#[derive(Template)]
#[template(path = "pages/staff/campaigns.html")]
struct CampaignsPage {
    frame: Frame,
    moments: Moments,
    lines: Vec<CampaignLine>,
    topics: Vec<Topic>,
    mistakes: Mistakes,
    typed: CampaignForm,
}

/// What the form of a campaign sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedCampaign {
    /// `save`, `discard`, `test`, `schedule` or `cancel`.
    pub act: String,
    topic: String,
    subject_fr: String,
    body_fr: String,
    subject_en: String,
    body_en: String,
    event_at: String,
    event_minutes: String,
    event_place: String,
    /// When it is to leave; empty for at once.
    pub leaves_at: String,
}

impl TypedCampaign {
    pub(crate) fn form(&self) -> CampaignForm {
        CampaignForm {
            topic: self.topic.clone(),
            subject_fr: self.subject_fr.clone(),
            body_fr: self.body_fr.clone(),
            subject_en: self.subject_en.clone(),
            body_en: self.body_en.clone(),
            event_at: self.event_at.clone(),
            event_minutes: self.event_minutes.clone(),
            event_place: self.event_place.clone(),
        }
    }
}

/// The topics that a campaign may be about.
pub(crate) fn offered() -> Result<Vec<Topic>, school::Error> {
    Ok(topics()?.into_iter().filter(|topic| topic.declared().needs_consent()).collect())
}

async fn page(
    app: &App,
    me: &SignedEditor,
    (mistakes, typed): (Mistakes, CampaignForm),
) -> Result<CampaignsPage, Failure> {
    let editor = me.editor;
    let lines = app.school.read(move |reader, _, _| stories::all(reader, editor)).await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(CampaignsPage { frame, moments, lines, topics: offered()?, mistakes, typed })
}

/// The list and the form.
pub(crate) async fn list(State(app): State<App>, me: SignedEditor) -> Answer {
    show(&page(&app, &me, (Mistakes::default(), CampaignForm::default())).await?)
}

/// Keeps a draft.
pub(crate) async fn create(State(app): State<App>, me: SignedEditor, Form(typed): Form<TypedCampaign>) -> Answer {
    let (editor, form) = (me.editor, typed.form());
    match NewCampaign::parse(&form) {
        Ok(new) => {
            let story = app
                .school
                .write(move |transaction, _, moment| stories::save(transaction, moment, (editor, None, &new)));
            Ok(go(&format!("/equipe/enseignement/lettres/{}", story.await?), "campaign-saved"))
        }
        Err(found) => {
            let mut mistakes = Mistakes::default();
            mistakes.add_all(me.visitor.language, found);
            show_again(&page(&app, &me, (mistakes, form)).await?)
        }
    }
}
