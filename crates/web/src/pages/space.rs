//! `GET /espace`: where was I, what is due, how am I doing.

use askama::Template;
use axum::extract::State;
use jiff::ToSpan;
use school::learning::{self, Deadline, EnrolmentState};

use super::deadline::feed_path;
use super::programmes::progress_moon;
use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::moon::Moon;
use crate::visitor::Signed;
use school::moments::Moments;

#[derive(Template)]
#[template(path = "pages/space.html")]
struct SpacePage {
    frame: Frame,
    resume: Option<(EnrolmentState, Moon)>,
    due: Vec<DueView>,
    programmes: Vec<(EnrolmentState, Moon)>,
    week: String,
    month: String,
    feed: String,
}

/// A deadline in words.
struct DueView {
    deadline: Deadline,
    words: String,
}

/// The dashboard.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let (person, since) = (me.person(), moments.today().saturating_sub(27.days()));
    let (enrolments, deadlines, days) = app
        .school
        .read(move |reader, _, _| {
            let enrolments = learning::enrolments(reader, person)?;
            let deadlines = learning::deadlines(reader, person)?;
            Ok((enrolments, deadlines, learning::activity(reader, person, since)?))
        })
        .await?;
    let a_week_ago = moments.today().saturating_sub(6.days());
    let seconds = |from| days.iter().filter(|one| one.day >= from).map(|one| one.seconds).sum::<i64>();
    let with_moon = |one: EnrolmentState| {
        let moon = progress_moon(&frame, (one.done, one.total));
        (one, moon)
    };
    let resume = enrolments.iter().find(|one| one.completed_at.is_none()).cloned().map(with_moon);
    let due = deadlines.into_iter().map(|deadline| due_view(&frame, &moments, deadline)).collect();
    let (week, month) = (moments.duration(seconds(a_week_ago)), moments.duration(seconds(since)));
    let programmes = enrolments.into_iter().map(with_moon).collect();
    let feed = feed_path(&app, person);
    show(&SpacePage { resume, due, programmes, week, month, feed, frame })
}

fn due_view(frame: &Frame, moments: &Moments, deadline: Deadline) -> DueView {
    let days = moments.today().until(deadline.due_on).map_or(0, |span| i64::from(span.get_days()));
    let day = moments.day(&deadline.due_on);
    let words = match days {
        ..=-1 => frame.with("due-late", day),
        0 => frame.t("due-today"),
        _ => format!("{}, {day}", frame.n("due-in", days)),
    };
    DueView { deadline, words }
}
