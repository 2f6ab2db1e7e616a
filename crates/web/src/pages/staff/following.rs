//! `/equipe/enseignement/suivi` (P30): programmes and cohorts at a glance, who needs help and why; every look is journalled.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use school::access::Teaching;
use school::cohorts::{self, CohortId, Followed, Glance, Help, LearnerLine, Learners, ModuleCount, NewCohort, Subject};
use school::moments::Moments;
use school::sheet::sheet;
use serde::Deserialize;

use crate::App;
use crate::charts::{self, Mark};
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::moon::Moon;
use crate::visitor::Staff;

#[derive(Template)]
#[template(path = "pages/staff/following.html")]
struct FollowingPage {
    frame: Frame,
    moments: Moments,
    programmes: Vec<Followed>,
    mistakes: Mistakes,
    typed: TypedCohort,
}

#[derive(Template)]
#[template(path = "pages/staff/glance.html")]
struct GlancePage {
    frame: Frame,
    moments: Moments,
    subject: Subject,
    glance: Glance,
    learners: Learners,
}

impl GlancePage {
    #[expect(clippy::unused_self, reason = "the template calls it on the page")]
    fn bars(&self, module: &ModuleCount) -> [Mark; 3] {
        charts::shares([module.done, module.begun, module.untouched])
    }

    fn columns(&self) -> Vec<Mark> {
        let seconds: Vec<i64> = self.glance.weeks.iter().map(|week| week.seconds).collect();
        charts::columns(&seconds)
    }

    fn moon(&self, line: &LearnerLine) -> Moon {
        let percent = u8::try_from(line.done * 100 / self.learners.total.max(1)).unwrap_or(100);
        Moon::new(percent, self.frame.pair("follow-done-of", line.done, self.learners.total))
    }

    fn help(&self, help: &Help) -> String {
        said(&self.frame, help)
    }

    /// What follows an address so that it is about the same cohort.
    fn query(&self) -> String {
        self.subject.cohort.as_ref().map_or_else(String::new, |cohort| format!("?promotion={}", cohort.id))
    }
}

/// A reason why somebody may need help, in words.
fn said(frame: &Frame, help: &Help) -> String {
    match help {
        Help::Asks => frame.t("help-asks"),
        Help::Late(modules) => frame.n("help-late", modules),
        Help::Failed(assessments) => frame.n("help-failed", assessments),
        Help::Stuck(questions) => frame.n("help-stuck", questions),
        Help::Silent(days) => frame.n("help-silent", days),
    }
}

/// What is typed to make a cohort.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedCohort {
    programme: String,
    name: String,
    begins_on: String,
}

/// Which cohort a page is about.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct About {
    promotion: String,
}

impl About {
    fn cohort(&self) -> Result<Option<CohortId>, Failure> {
        if self.promotion.is_empty() { Ok(None) } else { identifier(&self.promotion).map(Some) }
    }
}

/// Programmes and cohorts.
pub(crate) async fn list(State(app): State<App>, me: Staff<Teaching>) -> Answer {
    show(&page(&app, &me, (Mistakes::default(), TypedCohort::default())).await?)
}

/// Makes a cohort.
pub(crate) async fn create(State(app): State<App>, me: Staff<Teaching>, Form(typed): Form<TypedCohort>) -> Answer {
    let mut mistakes = Mistakes::default();
    match NewCohort::parse(&typed.name, &typed.begins_on) {
        Ok(new) => {
            let (access, slug) = (me.access, typed.programme.clone());
            let story = app.school.write(move |transaction, vault, moment| {
                let programme = cohorts::subject(transaction, (access, &slug, None))?.scope.programme;
                cohorts::create(transaction, vault, moment, (access, programme, &new))
            });
            Ok(go(&format!("/equipe/enseignement/promotions/{}", story.await?), "cohort-created"))
        }
        Err(found) => {
            mistakes.add_all(me.visitor.language, found);
            show_again(&page(&app, &me, (mistakes, typed)).await?)
        }
    }
}

async fn page(
    app: &App,
    me: &Staff<Teaching>,
    (mistakes, typed): (Mistakes, TypedCohort),
) -> Result<FollowingPage, Failure> {
    let access = me.access;
    let programmes = app.school.read(move |reader, _, _| cohorts::followed(reader, access)).await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(FollowingPage { frame, moments, programmes, mistakes, typed })
}

/// A programme, or a cohort of it, at a glance.
pub(crate) async fn glance(
    State(app): State<App>,
    me: Staff<Teaching>,
    Path(slug): Path<String>,
    Query(about): Query<About>,
) -> Answer {
    let (subject, learners, glance) = looked_at(&app, &me, (slug, about)).await?;
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&GlancePage { frame, moments, subject, glance, learners })
}

async fn looked_at(
    app: &App,
    me: &Staff<Teaching>,
    (slug, about): (String, About),
) -> Result<(Subject, Learners, Glance), Failure> {
    let (access, engine, cohort) = (me.access, app.school.privacy.clone(), about.cohort()?);
    let story = app.school.write(move |transaction, vault, moment| {
        let subject = cohorts::subject(transaction, (access, &slug, cohort))?;
        let asked = (access, subject.scope);
        let learners = cohorts::learners(transaction, vault, moment, &engine, asked)?;
        let glance = cohorts::glance(transaction, moment, &engine, asked)?;
        Ok((subject, learners, glance))
    });
    Ok(story.await?)
}

/// The same learners for a spreadsheet (RFC 4180).
pub(crate) async fn csv(
    State(app): State<App>,
    me: Staff<Teaching>,
    Path(slug): Path<String>,
    Query(about): Query<About>,
) -> Answer {
    let (_, learners, _) = looked_at(&app, &me, (slug, about)).await?;
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let titles = ["follow-name", "follow-done", "follow-total", "follow-last", "follow-minutes", "follow-help"];
    let row = |line: &LearnerLine| {
        let help: Vec<String> = line.help.iter().map(|help| said(&frame, help)).collect();
        vec![
            line.name.clone(),
            line.done.to_string(),
            learners.total.to_string(),
            moments.date_of(&line.last_at),
            (line.week_seconds / 60).to_string(),
            help.join(" ; "),
        ]
    };
    let bytes = sheet(&titles.map(|key| frame.t(key)), learners.lines.iter().map(row))?;
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"apprenants.csv\"")];
    Ok((headers, bytes).into_response())
}
