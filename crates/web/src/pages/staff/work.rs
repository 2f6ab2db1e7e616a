//! `/equipe/administration/travaux` and `/equipe/administration/courrier`: what the machine has to do, and whether letters leave.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use school::access::Administration;
use school::moments::Moments;
use school::operations::{self, MailHealth, Queue};
use serde::Deserialize;

use crate::App;
use crate::failure::Answer;
use crate::flow::{go, identifier, show};
use crate::frame::Frame;
use crate::visitor::Staff;

#[derive(Template)]
#[template(path = "pages/staff/work.html")]
struct WorkPage {
    frame: Frame,
    moments: Moments,
    queue: Queue,
}

#[derive(Template)]
#[template(path = "pages/staff/mail.html")]
struct MailPage {
    frame: Frame,
    moments: Moments,
    mail: MailHealth,
}

/// What is done with a dead job.
#[derive(Deserialize)]
pub(crate) struct JobForm {
    act: Act,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    Retry,
    Discard,
}

/// The queue.
pub(crate) async fn queue(State(app): State<App>, me: Staff<Administration>) -> Answer {
    let access = me.access;
    let queue = app.school.read(move |reader, _, _| operations::queue(reader, access)).await?;
    let frame = Frame::new(&app, &me.visitor);
    show(&WorkPage { moments: Moments::new(frame.spoken(), app.school.clock.now()), frame, queue })
}

/// Tries a dead job again, or gives it up.
pub(crate) async fn act(
    State(app): State<App>,
    me: Staff<Administration>,
    Path(id): Path<String>,
    Form(form): Form<JobForm>,
) -> Answer {
    let (access, id) = (me.access, identifier(&id)?);
    let story = app.school.write(move |transaction, vault, moment| match form.act {
        Act::Retry => operations::retry(transaction, vault, moment, (access, id)),
        Act::Discard => operations::discard(transaction, vault, moment, (access, id)),
    });
    story.await?;
    let said = match form.act {
        Act::Retry => "job-retried",
        Act::Discard => "job-discarded",
    };
    Ok(go("/equipe/administration/travaux", said))
}

/// How letters are doing.
pub(crate) async fn mail(State(app): State<App>, me: Staff<Administration>) -> Answer {
    let access = me.access;
    let mail = app.school.read(move |reader, _, moment| operations::mail_health(reader, moment, access)).await?;
    let frame = Frame::new(&app, &me.visitor);
    show(&MailPage { moments: Moments::new(frame.spoken(), app.school.clock.now()), frame, mail })
}
