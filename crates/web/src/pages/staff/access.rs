//! `/equipe/acces` (P32): what somebody of the staff has, and does, before they see anything of others.

use askama::Template;
use axum::extract::{Query, State};
use axum_extra::extract::Form;
use school::access::{self, Missing, Standards, Standing, Training, Undertaking};
use school::moments::Moments;
use school::people::Role;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{encode, go, own_path, show, show_again};
use crate::frame::Frame;
use crate::navigation::home;
use crate::visitor::{Colleague, Signed};

#[derive(Template)]
#[template(path = "pages/staff/access.html")]
struct AccessPage {
    frame: Frame,
    moments: Moments,
    undertaking: &'static Undertaking,
    standing: Standing,
    missing: Vec<Missing>,
    has_factor: bool,
    /// Where they were going.
    back: String,
    /// Where this role works.
    desk: &'static str,
    /// Where accesses are reviewed, for those who do.
    review: &'static str,
    mistake: String,
}

impl AccessPage {
    fn misses(&self, missing: Missing) -> bool {
        self.missing.contains(&missing)
    }
}

#[derive(Template)]
#[template(path = "pages/staff/training.html")]
struct TrainingPage {
    frame: Frame,
    training: &'static Training,
    chosen: Vec<Option<usize>>,
    /// Whether each answer is right; empty before they were given.
    marks: Vec<bool>,
}

impl TrainingPage {
    fn is_chosen(&self, part: &usize, option: &usize) -> bool {
        self.chosen.get(*part) == Some(&Some(*option))
    }

    fn is_wrong(&self, part: &usize) -> bool {
        self.marks.get(*part) == Some(&false)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Back {
    retour: String,
}

#[derive(Deserialize)]
pub(crate) struct SignForm {
    version: u32,
    #[serde(default)]
    agreed: String,
    #[serde(default)]
    retour: String,
}

/// What one has and misses; when nothing is missing any more, on to where one was going.
pub(crate) async fn get(State(app): State<App>, Colleague(me): Colleague, Query(back): Query<Back>) -> Answer {
    let page = page(&app, &me, (back.retour.clone(), String::new())).await?;
    if page.missing.is_empty() && !back.retour.is_empty() {
        return Ok(go(own_path(&back.retour, "/equipe/acces"), ""));
    }
    show(&page)
}

/// Signs the undertaking.
pub(crate) async fn sign(State(app): State<App>, Colleague(me): Colleague, Form(form): Form<SignForm>) -> Answer {
    if form.agreed != "yes" {
        let mistake = Frame::new(&app, &me.visitor).t("undertaking-agree-first");
        return show_again(&page(&app, &me, (form.retour, mistake)).await?);
    }
    let (person, language, version) = (me.person(), me.visitor.language, form.version);
    app.school
        .write(move |transaction, vault, moment| access::sign(transaction, vault, moment, (person, language), version))
        .await?;
    Ok(go(&format!("/equipe/acces?retour={}", encode(&form.retour)), "undertaking-signed"))
}

/// The training.
pub(crate) async fn training(State(app): State<App>, Colleague(me): Colleague) -> Answer {
    let frame = Frame::new(&app, &me.visitor);
    show(&TrainingPage { frame, training: access::training()?, chosen: Vec::new(), marks: Vec::new() })
}

/// Marks its cases.
pub(crate) async fn follow(
    State(app): State<App>,
    Colleague(me): Colleague,
    Form(answers): Form<Vec<(String, usize)>>,
) -> Answer {
    let training = access::training()?;
    let chosen =
        |part: usize| answers.iter().find(|(name, _)| *name == format!("part-{part}")).map(|(_, option)| *option);
    let chosen: Vec<Option<usize>> = (0..training.parts.len()).map(chosen).collect();
    let (person, given) = (me.person(), chosen.clone());
    let marks = app
        .school
        .write(move |transaction, vault, moment| access::follow(transaction, vault, moment, person, &given))
        .await?;
    if marks.iter().all(|right| *right) {
        return Ok(go("/equipe/acces", "training-passed"));
    }
    show_again(&TrainingPage { frame: Frame::new(&app, &me.visitor), training, chosen, marks })
}

async fn page(app: &App, me: &Signed, (back, mistake): (String, String)) -> Result<AccessPage, Failure> {
    let person = me.person();
    let read = app
        .school
        .read(move |reader, _, _| Ok((access::standing(reader, person)?, school::people::has_factor(reader, person)?)));
    let (standing, has_factor) = read.await?;
    let is_proved = me.session.is_proved || !app.school.settings.second_factor_required;
    let frame = Frame::new(app, &me.visitor);
    Ok(AccessPage {
        moments: Moments::new(frame.spoken(), app.school.clock.now()),
        frame,
        undertaking: access::undertaking()?,
        missing: standing.missing(app.school.clock.now(), is_proved),
        standing,
        has_factor,
        back,
        desk: home(me.session.role),
        review: match me.session.role {
            Role::PrivacyOfficer => "/equipe/confidentialite/acces",
            Role::Admin => "/equipe/administration",
            _ => "",
        },
        mistake,
    })
}
