//! `/equipe/confidentialite/incidents` (P33): the register of breaches, and the form of a new one.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Form;
use jiff::Timestamp;
use privacy::Words;
use school::incidents::{self, Incident, IncidentForm, NewIncident};
use school::moments::{Moments, typed_instant};
use school::people::FieldMistake;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::SignedOfficer;

#[derive(Template)]
#[template(path = "pages/staff/incidents.html")]
struct IncidentsPage {
    frame: Frame,
    moments: Moments,
    now: Timestamp,
    incidents: Vec<Incident>,
    /// The categories of the policy, by code.
    categories: Vec<(String, Words)>,
    mistakes: Mistakes,
    typed: TypedIncident,
}

impl IncidentsPage {
    /// The three long texts: field, what was typed, hint.
    fn texts(&self) -> [(&'static str, &str, &'static str); 3] {
        let typed = &self.typed;
        [
            ("description", &typed.description, ""),
            ("consequences", &typed.consequences, ""),
            ("measures", &typed.measures, "incident-measures-hint"),
        ]
    }

    fn happened(&self, code: &str) -> bool {
        self.typed.nature.iter().any(|one| one == code)
    }

    fn clock(&self, one: &Incident) -> String {
        self.frame.n(&format!("incident-clock-{}", one.clock(&self.now)), one.hours(&self.now))
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedIncident {
    title: String,
    known_at: String,
    nature: Vec<String>,
    categories: Vec<String>,
    description: String,
    consequences: String,
    measures: String,
    risk: String,
    accounts: String,
}

impl TypedIncident {
    fn form(&self) -> IncidentForm {
        IncidentForm {
            title: self.title.clone(),
            known_at: self.known_at.clone(),
            nature: self.nature.clone(),
            categories: self.categories.clone(),
            description: self.description.clone(),
            consequences: self.consequences.clone(),
            measures: self.measures.clone(),
            risk: self.risk.clone(),
            accounts: self.accounts.clone(),
        }
    }
}

async fn page(
    app: &App,
    me: &SignedOfficer,
    (mistakes, typed): (Mistakes, TypedIncident),
) -> Result<IncidentsPage, Failure> {
    let officer = me.officer;
    let incidents = app.school.read(move |reader, _, _| incidents::all(reader, officer)).await?;
    let frame = Frame::new(app, &me.visitor);
    let now = app.school.clock.now();
    let categories = app.school.privacy.map().categories().iter();
    let categories = categories.map(|one| (one.code.clone(), one.label.clone())).collect();
    let moments = Moments::new(frame.spoken(), now);
    Ok(IncidentsPage { frame, moments, now, incidents, categories, mistakes, typed })
}

/// The register, and the form.
pub(crate) async fn get(State(app): State<App>, me: SignedOfficer) -> Answer {
    // Most incidents are entered when they are known: the clock that counts is proposed, and can be set back.
    let known_at = typed_instant(app.school.clock.now());
    show(&page(&app, &me, (Mistakes::default(), TypedIncident { known_at, ..TypedIncident::default() })).await?)
}

/// Enters an incident; who is affected is found at once.
pub(crate) async fn post(State(app): State<App>, me: SignedOfficer, Form(typed): Form<TypedIncident>) -> Answer {
    let mut mistakes = Mistakes::default();
    match NewIncident::parse(&typed.form(), &app.school.privacy, app.school.clock.now()) {
        Ok(new) => {
            let (engine, officer) = (app.school.privacy.clone(), me.officer);
            let story = app.school.write(move |transaction, vault, moment| {
                incidents::enter(transaction, vault, moment, &engine, (officer, &new))
            });
            match story.await {
                Ok(id) => return Ok(go(&format!("/equipe/confidentialite/incidents/{id}"), "incident-entered")),
                Err(school::Error::Refused(code)) => {
                    mistakes.add(me.visitor.language, FieldMistake::new("accounts", code));
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(found) => found.into_iter().for_each(|mistake| mistakes.add(me.visitor.language, mistake)),
    }
    show_again(&page(&app, &me, (mistakes, typed)).await?)
}
