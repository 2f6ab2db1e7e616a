//! `/demo/courrier`: the letters of the demonstration school, which leave for nowhere.

use askama::Template;
use axum::extract::{Path, State};
use mail::Captured;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Visitor;
use school::moments::Moments;

#[derive(Template)]
#[template(path = "pages/mailbox.html")]
struct MailboxPage {
    frame: Frame,
    moments: Moments,
    letters: Vec<Captured>,
}

#[derive(Template)]
#[template(path = "pages/mailbox_letter.html")]
struct LetterPage {
    frame: Frame,
    moments: Moments,
    letter: Captured,
    lines: Vec<Line>,
}

/// A line of the text part; an address in it becomes a link.
struct Line {
    text: String,
    is_link: bool,
}

/// All letters, newest first.
pub(crate) async fn list(State(app): State<App>, visitor: Visitor) -> Answer {
    let frame = Frame::new(&app, &visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&MailboxPage { frame, moments, letters: captured(&app)? })
}

/// One letter, as its text part reads.
pub(crate) async fn letter(State(app): State<App>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    let letter = captured(&app)?.into_iter().find(|letter| letter.name == name).ok_or(Failure::NotFound)?;
    let base = &app.school.settings.base_url;
    let lines = letter
        .text
        .lines()
        .map(|line| Line { is_link: line.starts_with(base.as_str()), text: line.to_owned() })
        .collect();
    let frame = Frame::new(&app, &visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&LetterPage { frame, moments, letter, lines })
}

fn captured(app: &App) -> Result<Vec<Captured>, Failure> {
    let folder = app.hosting.mail_folder.as_ref().ok_or(Failure::NotFound)?;
    mail::read_folder(folder).map_err(|error| Failure::Broken(error.into()))
}
