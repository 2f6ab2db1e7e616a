//! `/equipe/confidentialite/partenaires` (P25): an officer records that a partner's protection standards were checked, or ends it.

use askama::Template;
use axum::extract::State;
use school::moments::Moments;
use school::partners::{self, NewCheck, Partner, PartnerAccount};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::proven::Proven;
use crate::visitor::SignedOfficer;

const PAGE: &str = "/equipe/confidentialite/partenaires";

#[derive(Template)]
#[template(path = "pages/staff/partners.html")]
struct PartnersPage {
    frame: Frame,
    moments: Moments,
    partners: Vec<Partner>,
    accounts: Vec<PartnerAccount>,
    mistakes: Mistakes,
    typed: CheckForm,
}

/// What is typed of a check, or to end it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct CheckForm {
    /// `check` or `end`.
    act: String,
    slug: String,
    person: String,
    reference: String,
    review_on: String,
}

/// The partners that modules name.
pub(crate) async fn get(State(app): State<App>, me: SignedOfficer) -> Answer {
    show(&page(&app, &me, (Mistakes::default(), CheckForm::default())).await?)
}

/// Records a check, or ends it.
pub(crate) async fn post(
    State(app): State<App>,
    me: SignedOfficer,
    Proven { proof, form }: Proven<CheckForm>,
) -> Answer {
    let officer = me.officer;
    if form.act == "end" {
        let slug = form.slug;
        let story = app.school.write(move |transaction, vault, moment| {
            partners::end(transaction, vault, moment, (proof, officer, &slug))
        });
        story.await?;
        return Ok(go(PAGE, "partner-ended"));
    }
    let mut mistakes = Mistakes::default();
    let typed = (&*form.slug, &*form.person, &*form.reference, &*form.review_on);
    match NewCheck::parse(typed, app.school.clock.now()) {
        Ok(new) => {
            let story = app.school.write(move |transaction, vault, moment| {
                partners::check(transaction, vault, moment, (proof, officer, &new))
            });
            match story.await {
                Ok(()) => return Ok(go(PAGE, "partner-checked")),
                Err(school::Error::Refused(code)) => {
                    mistakes.add(me.visitor.language, school::people::FieldMistake::new("person", code));
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(found) => mistakes.add_all(me.visitor.language, found),
    }
    show_again(&page(&app, &me, (mistakes, form)).await?)
}

async fn page(
    app: &App,
    me: &SignedOfficer,
    (mistakes, typed): (Mistakes, CheckForm),
) -> Result<PartnersPage, Failure> {
    let officer = me.officer;
    let story = app.school.read(move |reader, vault, _| {
        Ok((partners::partners(reader, vault, officer)?, partners::accounts(reader, vault, officer)?))
    });
    let (partners, accounts) = story.await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(PartnersPage { frame, moments, partners, accounts, mistakes, typed })
}
