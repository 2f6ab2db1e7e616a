//! `/equipe/enseignement/promotions/{id}`: a cohort's days, and how people come into it.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use jiff::civil::Date;
use school::access::Teaching;
use school::cohorts::{self, AddressList, BadLine, Cohort, CohortId, ModuleDay};
use school::moments::Moments;
use school::people::{FieldMistake, PersonId};
use school::programmes::ModuleId;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Staff;

#[derive(Template)]
#[template(path = "pages/staff/cohort.html")]
struct CohortPage {
    frame: Frame,
    moments: Moments,
    cohort: Cohort,
    /// The programme's address.
    programme: String,
    days: Vec<ModuleDay>,
    /// Where people join.
    join_url: String,
    mistakes: Mistakes,
    bad: Vec<BadLine>,
    typed: CohortForm,
}

/// What is done to a cohort.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CohortForm {
    /// `list`, `day`, `remove` or `archive`.
    act: String,
    addresses: String,
    module: String,
    due_on: String,
    person: String,
}

enum Act {
    List(AddressList),
    Day(ModuleId, Option<Date>),
    Remove(PersonId),
    Archive,
}

/// The cohort.
pub(crate) async fn get(State(app): State<App>, me: Staff<Teaching>, Path(id): Path<String>) -> Answer {
    show(&page(&app, &me, identifier(&id)?, (Mistakes::default(), Vec::new(), CohortForm::default())).await?)
}

/// Puts a list into it, sets a day, takes somebody out, or archives it.
pub(crate) async fn post(
    State(app): State<App>,
    me: Staff<Teaching>,
    Path(id): Path<String>,
    Form(form): Form<CohortForm>,
) -> Answer {
    let id: CohortId = identifier(&id)?;
    let mut mistakes = Mistakes::default();
    match parse(&me, &form, &mut mistakes) {
        Ok(act) => {
            let (leaves, notice) = match act {
                Act::List(_) => (false, "cohort-listed"),
                Act::Day(..) => (false, "cohort-day"),
                Act::Remove(_) => (false, "cohort-removed"),
                Act::Archive => (true, "cohort-archived"),
            };
            carry_out(&app, &me, (id, act)).await?;
            let here = format!("/equipe/enseignement/promotions/{id}");
            Ok(go(if leaves { "/equipe/enseignement/suivi" } else { &here }, notice))
        }
        Err(bad) => show_again(&page(&app, &me, id, (mistakes, bad, form)).await?),
    }
}

fn parse(me: &Staff<Teaching>, form: &CohortForm, mistakes: &mut Mistakes) -> Result<Act, Vec<BadLine>> {
    let language = me.visitor.language;
    match form.act.as_str() {
        "list" => AddressList::parse(&form.addresses).map(Act::List).inspect_err(|bad| {
            let code = if bad.is_empty() { "cohort-addresses" } else { "cohort-lines" };
            mistakes.add(language, FieldMistake::new("addresses", code));
        }),
        "day" => {
            let day = form.due_on.trim();
            let due_on = if day.is_empty() { Some(None) } else { day.parse().ok().map(Some) };
            if let (Ok(module), Some(due_on)) = (form.module.parse(), due_on) {
                return Ok(Act::Day(module, due_on));
            }
            mistakes.add(language, FieldMistake::new("contenu", "day-expected"));
            Err(Vec::new())
        }
        "remove" => form.person.parse().map(Act::Remove).map_err(|()| Vec::new()),
        "archive" => Ok(Act::Archive),
        _ => Err(Vec::new()),
    }
}

async fn carry_out(app: &App, me: &Staff<Teaching>, (id, act): (CohortId, Act)) -> Result<(), Failure> {
    let (access, engine) = (me.access, app.school.privacy.clone());
    let story = app.school.write(move |transaction, vault, moment| match act {
        Act::List(addresses) => {
            cohorts::list(transaction, vault, moment, &engine, (access, id, &addresses)).map(|_| ())
        }
        Act::Day(module, due_on) => cohorts::set_module_day(transaction, vault, moment, (access, id), (module, due_on)),
        Act::Remove(person) => cohorts::remove(transaction, vault, moment, (access, id, person)),
        Act::Archive => cohorts::archive(transaction, vault, moment, (access, id)),
    });
    Ok(story.await?)
}

async fn page(
    app: &App,
    me: &Staff<Teaching>,
    id: CohortId,
    (mistakes, bad, typed): (Mistakes, Vec<BadLine>, CohortForm),
) -> Result<CohortPage, Failure> {
    let access = me.access;
    let story = app.school.write(move |transaction, vault, moment| {
        let cohort = cohorts::cohort(transaction, (access, id))?;
        let programme = cohorts::slug_of(transaction, (access, cohort.programme))?;
        let days = cohorts::module_days(transaction, (access, id))?;
        Ok((cohort, programme, days, cohorts::join_path(vault, moment, id)?))
    });
    let (cohort, programme, days, join_path) = story.await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let join_url = format!("{}{join_path}", app.school.settings.base_url);
    Ok(CohortPage { frame, moments, cohort, programme, days, join_url, mistakes, bad, typed })
}
