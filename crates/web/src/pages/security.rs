//! `/profil/securite` (P06): one's own sessions, to end, and one's own connections.

use askama::Template;
use axum::extract::{Path, State};
use school::people::{self, ConnectionRecord, SessionId, SessionRecord};

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Signed;
use school::moments::Moments;

/// The page.
#[derive(Template)]
#[template(path = "pages/security.html")]
pub(crate) struct SecurityPage {
    frame: Frame,
    moments: Moments,
    sessions: Vec<SessionRecord>,
    present: SessionId,
    connections: Vec<ConnectionRecord>,
    mistakes: Mistakes,
}

/// The page with what it shows.
pub(crate) async fn page(app: &App, me: &Signed, mistakes: Mistakes) -> Result<SecurityPage, Failure> {
    let person = me.person();
    let (sessions, connections) = app
        .school
        .read(move |reader, vault, moment| {
            let sessions = people::sessions(reader, vault, moment, person)?;
            Ok((sessions, people::connections(reader, vault, person)?))
        })
        .await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(SecurityPage { frame, moments, sessions, present: me.session.id, connections, mistakes })
}

/// Shows it.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    show(&page(&app, &me, Mistakes::default()).await?)
}

/// Ends one session.
pub(crate) async fn end(State(app): State<App>, me: Signed, Path(session): Path<String>) -> Answer {
    let (person, session) = (me.person(), identifier::<SessionId>(&session)?);
    app.school.write(move |transaction, _, _| people::end_session(transaction, person, session)).await?;
    Ok(go("/profil/securite", "session-ended"))
}

/// Ends every session but this one.
pub(crate) async fn end_others(State(app): State<App>, me: Signed) -> Answer {
    let (person, kept) = (me.person(), me.session.id);
    app.school.write(move |transaction, _, _| people::end_other_sessions(transaction, person, Some(kept))).await?;
    Ok(go("/profil/securite", "sessions-ended"))
}
