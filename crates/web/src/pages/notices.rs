//! `/avis` (P13): what the application tells a person, and how many wait, told to open pages as it changes.

use std::convert::Infallible;
use std::time::Duration;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use school::moments::Moments;
use school::notices::{self, MOST_SHOWN, Notice, NoticeId};
use school::people::PersonId;

use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show};
use crate::frame::Frame;
use crate::visitor::Signed;

/// How often an open page is told, at most.
const EVERY: Duration = Duration::from_secs(3);
/// A page asks again after so many looks: a session that ended is told nothing more.
const MOST_LOOKS: u32 = 40;

#[derive(Template)]
#[template(path = "pages/notices.html")]
struct NoticesPage {
    frame: Frame,
    moments: Moments,
    notices: Vec<Notice>,
}

impl NoticesPage {
    fn has_new(&self) -> bool {
        self.notices.iter().any(|notice| notice.is_new)
    }

    fn is_cut(&self) -> bool {
        self.notices.len() as i64 == MOST_SHOWN
    }
}

/// The notice centre.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    let (person, language) = (me.person(), me.visitor.language);
    let story = app.school.read(move |reader, _, moment| notices::notices(reader, moment, (person, language)));
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&NoticesPage { frame, moments, notices: story.await? })
}

/// Opens one: it is read, and leads on.
pub(crate) async fn open(State(app): State<App>, me: Signed, Path(id): Path<NoticeId>) -> Answer {
    let person = me.person();
    let path = app.school.write(move |transaction, _, moment| notices::open(transaction, moment, (person, id))).await?;
    Ok(go(&path, ""))
}

/// All of them are read.
pub(crate) async fn read(State(app): State<App>, me: Signed) -> Answer {
    let person = me.person();
    app.school.write(move |transaction, _, moment| notices::read_all(transaction, moment, person)).await?;
    Ok(go("/avis", ""))
}

/// How many wait, whenever that changes (server-sent events).
pub(crate) async fn stream(State(app): State<App>, me: Signed) -> Answer {
    let events = counts(app, me.person());
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

fn counts(app: App, person: PersonId) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold((app, None, 0), move |(app, mut known, mut looks)| async move {
        while looks < MOST_LOOKS {
            if looks > 0 {
                tokio::time::sleep(EVERY).await;
            }
            looks += 1;
            let count = app.school.read(move |reader, _, _| notices::unread(reader, person)).await.ok()?;
            if known != Some(count) {
                known = Some(count);
                return Some((Ok(Event::default().data(count.to_string())), (app, known, looks)));
            }
        }
        None
    })
}
