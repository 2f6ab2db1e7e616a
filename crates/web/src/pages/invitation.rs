//! `/invitation/{token}`: a member of staff chooses a password.

use axum::extract::{Path, State};
use axum_extra::extract::Form;
use school::people::{self, NewPassword};

use super::reset::{ChoosePage, NewPasswordForm};
use super::sign_up::hash;
use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Visitor;
use crate::watch::missed;

/// The form.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&ChoosePage::new(Frame::new(&app, &visitor), "invitation", Mistakes::default()))
}

/// Accepts the invitation.
pub(crate) async fn post(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Form(form): Form<NewPasswordForm>,
) -> Answer {
    let mut mistakes = Mistakes::default();
    let Some(password) = mistakes.take(visitor.language, NewPassword::parse(&form.password, &[])) else {
        return show_again(&ChoosePage::new(Frame::new(&app, &visitor), "invitation", mistakes));
    };
    let password = hash(&app, password).await?;
    let accepted = app
        .school
        .write(move |transaction, vault, moment| {
            people::accept_invitation(transaction, vault, moment, &token, &password)
        })
        .await?;
    if accepted {
        return Ok(go("/connexion", "invitation-accepted"));
    }
    missed(show(&ChoosePage::new(Frame::new(&app, &visitor), "spent", Mistakes::default())))
}
