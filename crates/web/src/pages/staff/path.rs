//! `/equipe/enseignement/suivi/{programme}/apprenants/{person}`: one learner's path, for a teacher who said why.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use school::access::Teaching;
use school::cohorts::{self, LookReason, Path as LearnerPath, PathResource, Subject};
use school::moments::Moments;
use school::people::PersonId;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::frame::Frame;
use crate::visitor::Staff;

#[derive(Template)]
#[template(path = "pages/staff/path.html")]
struct PathPage {
    frame: Frame,
    moments: Moments,
    subject: Subject,
    path: LearnerPath,
}

impl PathPage {
    #[expect(clippy::unused_self, reason = "the template calls it on the page")]
    fn state(&self, resource: &PathResource) -> &'static str {
        match (resource.opened_at, resource.completed_at) {
            (_, Some(_)) => "done",
            (Some(_), None) => "begun",
            (None, None) => "new",
        }
    }
}

#[derive(Template)]
#[template(path = "pages/staff/path_reason.html")]
struct ReasonPage {
    frame: Frame,
    subject: Subject,
    person: PersonId,
    refusal: String,
}

impl ReasonPage {
    #[expect(clippy::unused_self, reason = "the template calls it on the page")]
    fn reasons(&self) -> [&'static str; 5] {
        LookReason::ALL.map(LookReason::code)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReasonForm {
    reason: String,
}

/// The path, or the question why.
pub(crate) async fn get(
    State(app): State<App>,
    me: Staff<Teaching>,
    Path((slug, person)): Path<(String, String)>,
) -> Answer {
    let (access, person, engine) = (me.access, identifier::<PersonId>(&person)?, app.school.privacy.clone());
    let subject = subject(&app, &me, slug).await?;
    let programme = subject.scope.programme;
    let story = app.school.write(move |transaction, vault, moment| {
        cohorts::path(transaction, vault, moment, &engine, (access, person, programme))
    });
    let frame = Frame::new(&app, &me.visitor);
    match story.await {
        Ok(path) => {
            let moments = Moments::new(frame.spoken(), app.school.clock.now());
            show(&PathPage { frame, moments, subject, path })
        }
        Err(school::Error::Refused("path-reason")) => {
            show(&ReasonPage { frame, subject, person, refusal: String::new() })
        }
        Err(school::Error::Refused(code)) => Ok(go(&format!("/equipe/enseignement/suivi/{}", subject.slug), code)),
        Err(error) => Err(error.into()),
    }
}

/// Says why.
pub(crate) async fn post(
    State(app): State<App>,
    me: Staff<Teaching>,
    Path((slug, person)): Path<(String, String)>,
    Form(form): Form<ReasonForm>,
) -> Answer {
    let (access, person) = (me.access, identifier::<PersonId>(&person)?);
    let Some(why) = LookReason::from_code(&form.reason) else {
        let (subject, frame) = (subject(&app, &me, slug).await?, Frame::new(&app, &me.visitor));
        let refusal = frame.t("path-reason-choose");
        return show_again(&ReasonPage { frame, subject, person, refusal });
    };
    app.school
        .write(move |transaction, _, moment| cohorts::say_reason(transaction, moment, (access, person, why)))
        .await?;
    Ok(go(&format!("/equipe/enseignement/suivi/{slug}/apprenants/{person}"), ""))
}

async fn subject(app: &App, me: &Staff<Teaching>, slug: String) -> Result<Subject, Failure> {
    let access = me.access;
    Ok(app.school.read(move |reader, _, _| cohorts::subject(reader, (access, &slug, None))).await?)
}
