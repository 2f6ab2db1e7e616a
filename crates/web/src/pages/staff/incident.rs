//! `/equipe/confidentialite/incidents/{id}` (P33): one breach, its clock, and who is told.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use coursework::Language;
use jiff::Timestamp;
use school::incidents::{self, Incident, IncidentId};
use school::moments::Moments;
use school::people::{FieldMistake, Recent};
use school::rights::RequestText;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::proven::Proven;
use crate::visitor::SignedOfficer;

#[derive(Template)]
#[template(path = "pages/staff/incident.html")]
struct IncidentPage {
    frame: Frame,
    moments: Moments,
    now: Timestamp,
    incident: Incident,
    categories: Vec<String>,
    mistakes: Mistakes,
    typed: ActForm,
}

impl IncidentPage {
    fn clock(&self) -> String {
        let key = format!("incident-clock-{}", self.incident.clock(&self.now));
        self.frame.n(&key, self.incident.hours(&self.now))
    }
}

#[derive(Default, Deserialize)]
pub(crate) struct ActForm {
    /// `authority`, `people` or `close`.
    #[serde(default)]
    act: String,
    #[serde(default)]
    reference: String,
    #[serde(default)]
    delay: String,
}

async fn page(
    app: &App,
    me: &SignedOfficer,
    id: IncidentId,
    (mistakes, typed): (Mistakes, ActForm),
) -> Result<IncidentPage, Failure> {
    let officer = me.officer;
    let incident = app.school.read(move |reader, _, _| incidents::incident(reader, (officer, id))).await?;
    let (frame, now) = (Frame::new(app, &me.visitor), app.school.clock.now());
    let categories = incident.categories.iter().filter_map(|code| app.school.privacy.category(code).ok());
    let categories = categories.map(|category| frame.said(&category.label)).collect();
    let moments = Moments::new(frame.spoken(), now);
    Ok(IncidentPage { frame, moments, now, incident, categories, mistakes, typed })
}

/// The incident.
pub(crate) async fn get(State(app): State<App>, me: SignedOfficer, Path(id): Path<String>) -> Answer {
    show(&page(&app, &me, identifier(&id)?, (Mistakes::default(), ActForm::default())).await?)
}

/// Notes that the authority was told, writes to the people, or closes.
pub(crate) async fn post(
    State(app): State<App>,
    me: SignedOfficer,
    Path(id): Path<String>,
    Proven { proof, form }: Proven<ActForm>,
) -> Answer {
    let id: IncidentId = identifier(&id)?;
    let mut mistakes = Mistakes::default();
    if let Some(act) = parse(&me, &form, &mut mistakes) {
        match carry_out(&app, (proof, &me), id, act).await {
            Ok(notice) => return Ok(go(&format!("/equipe/confidentialite/incidents/{id}"), notice)),
            Err(school::Error::Refused(code)) => {
                let field = if code == "incident-delay" { "delay" } else { "contenu" };
                mistakes.add(me.visitor.language, FieldMistake::new(field, code));
            }
            Err(error) => return Err(error.into()),
        }
    }
    show_again(&page(&app, &me, id, (mistakes, form)).await?)
}

enum Act {
    Authority(RequestText, Option<RequestText>),
    People,
    Close,
}

fn parse(me: &SignedOfficer, form: &ActForm, mistakes: &mut Mistakes) -> Option<Act> {
    match form.act.as_str() {
        "people" => Some(Act::People),
        "close" => Some(Act::Close),
        _ => {
            let missing = |_| FieldMistake::new("reference", "incident-text");
            let reference = mistakes.take(me.visitor.language, RequestText::parse(&form.reference).map_err(missing));
            Some(Act::Authority(reference?, RequestText::parse(&form.delay).ok()))
        }
    }
}

async fn carry_out(
    app: &App,
    (proof, me): (Recent, &SignedOfficer),
    id: IncidentId,
    act: Act,
) -> Result<&'static str, school::Error> {
    let officer = me.officer;
    let story = app.school.write(move |transaction, vault, moment| match act {
        Act::Authority(reference, delay) => {
            let told = (officer, id, &reference, delay.as_ref());
            incidents::tell_authority(transaction, vault, moment, told).map(|()| "incident-authority")
        }
        Act::People => {
            incidents::tell_people(transaction, vault, moment, (proof, officer, id)).map(|_| "incident-people")
        }
        Act::Close => incidents::close(transaction, vault, moment, (officer, id)).map(|()| "incident-closed"),
    });
    story.await
}

/// The notification of the authority, to file.
pub(crate) async fn draft(State(app): State<App>, me: SignedOfficer, Path(id): Path<String>) -> Answer {
    let (officer, id): (_, IncidentId) = (me.officer, identifier(&id)?);
    let incident = app.school.read(move |reader, _, _| incidents::incident(reader, (officer, id))).await?;
    let moments = Moments::new(Language::Fr, app.school.clock.now());
    let text = incidents::notification(&incident, &app.school.privacy, &app.school.settings, &moments);
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"notification.txt\""),
    ];
    Ok((headers, text).into_response())
}
