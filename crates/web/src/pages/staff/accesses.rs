//! `/equipe/confidentialite/acces` and `/equipe/administration` (P31, P32): who has which access; the officer reviews all but
//! officers, whom an administrator does; an administrator invites.

use askama::Template;
use axum::extract::{Path, State};
use school::access::{self, AccessLine};
use school::moments::Moments;
use school::people::{Email, FieldMistake, FullName, PersonId, Role};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::proven::Proven;
use crate::visitor::{AccessReview, Staff};

#[derive(Template)]
#[template(path = "pages/staff/accesses.html")]
struct AccessesPage {
    frame: Frame,
    moments: Moments,
    lines: Vec<AccessLine>,
    /// Where this page is.
    here: &'static str,
    /// Whether whoever reads may invite.
    invites: bool,
    mistakes: Mistakes,
    typed: TypedInvitation,
}

impl AccessesPage {
    /// `lapsed`, `near` or `calm`.
    fn urgency(&self, line: &AccessLine) -> &'static str {
        match line.standing.lapses_at {
            Some(at) if at <= self.moments.now() => "lapsed",
            Some(at) if access::is_near(at, self.moments.now()) => "near",
            Some(_) => "calm",
            None => "lapsed",
        }
    }
}

/// What is typed to invite somebody.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedInvitation {
    name: String,
    email: String,
    role: String,
}

#[derive(Deserialize)]
pub(crate) struct ActForm {
    act: Act,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    Confirm,
    Withdraw,
}

async fn page(
    app: &App,
    me: &AccessReview,
    (mistakes, typed): (Mistakes, TypedInvitation),
) -> Result<AccessesPage, Failure> {
    let reviewer = me.reviewer;
    let lines = app.school.read(move |reader, vault, _| access::reviewed(reader, vault, reviewer)).await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(AccessesPage { frame, moments, lines, here: me.here, invites: me.invites, mistakes, typed })
}

/// Everybody's access.
pub(crate) async fn get(State(app): State<App>, me: AccessReview) -> Answer {
    show(&page(&app, &me, (Mistakes::default(), TypedInvitation::default())).await?)
}

/// Confirms an access or takes it away.
pub(crate) async fn act(
    State(app): State<App>,
    me: AccessReview,
    Path(person): Path<PersonId>,
    Proven { proof, form }: Proven<ActForm>,
) -> Answer {
    let reviewer = me.reviewer;
    app.school
        .write(move |transaction, vault, moment| match form.act {
            Act::Confirm => access::confirm(transaction, vault, moment, (proof, reviewer, person)),
            Act::Withdraw => access::withdraw(transaction, vault, moment, (proof, reviewer, person)),
        })
        .await?;
    let said = match form.act {
        Act::Confirm => "access-confirmed",
        Act::Withdraw => "access-withdrawn",
    };
    Ok(go(me.here, said))
}

/// Invites somebody to the staff: their letter leads to a password of their own.
pub(crate) async fn invite(
    State(app): State<App>,
    staff: Staff<access::Administration>,
    Proven { proof, form: typed }: Proven<TypedInvitation>,
) -> Answer {
    let mut mistakes = Mistakes::default();
    let language = staff.visitor.language;
    let name = mistakes.take(language, FullName::parse(&typed.name));
    let email = mistakes.take(language, Email::parse(&typed.email));
    let role = Role::from_code(&typed.role).filter(|role| *role != Role::Learner);
    let role = mistakes.take(language, role.ok_or(FieldMistake::new("role", "role-choose")));
    if let (Some(name), Some(email), Some(role)) = (name, email, role) {
        let (version, access) = (app.school.settings.policy_version, staff.access);
        let added = app.school.write(move |transaction, vault, moment| {
            access::invite(transaction, vault, moment, (proof, access), (name, email, role, version))
        });
        match added.await {
            Ok(()) => return Ok(go("/equipe/administration", "invitation-sent")),
            Err(school::Error::Database(database::Error::Duplicate(_))) => {
                mistakes.add(language, FieldMistake::new("email", "email-taken"));
            }
            Err(error) => return Err(error.into()),
        }
    }
    show_again(&page(&app, &AccessReview::from(staff), (mistakes, typed)).await?)
}
