//! `/equipe/confidentialite/communications` (P18, P26): what authorities ask for, approved by a second person.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum_extra::extract::Form;
use jiff::SignedDuration;
use school::disclosures::{self, Disclosure, DisclosureForm, DisclosureId, NewDisclosure, Stage};
use school::moments::Moments;
use school::people::{FieldMistake, Recent};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::proven::{Nothing, Proven};
use crate::visitor::{SignedOfficer, SignedReviewer};

const PAGE: &str = "/equipe/confidentialite/communications";

#[derive(Template)]
#[template(path = "pages/staff/disclosures.html")]
struct DisclosuresPage {
    frame: Frame,
    moments: Moments,
    disclosures: Vec<Disclosure>,
    /// Whether whoever reads may enter and extract; an administrator only approves.
    is_officer: bool,
    mistakes: Mistakes,
    typed: TypedDisclosure,
}

impl DisclosuresPage {
    /// The days asked for, both included.
    fn period(&self, one: &Disclosure) -> String {
        let last = one.until_at - SignedDuration::from_secs(1);
        self.frame.pair("disclosures-period", self.moments.date_of(&one.since_at), self.moments.date_of(&last))
    }

    fn may_leave(&self, one: &Disclosure) -> bool {
        self.is_officer && matches!(one.stage, Stage::Approved | Stage::Extracted)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedDisclosure {
    authority: String,
    basis: String,
    reference: String,
    received_on: String,
    query: String,
    since_on: String,
    until_on: String,
    with_identity: String,
    is_secret: String,
}

impl TypedDisclosure {
    fn form(&self) -> DisclosureForm {
        DisclosureForm {
            authority: self.authority.clone(),
            basis: self.basis.clone(),
            reference: self.reference.clone(),
            received_on: self.received_on.clone(),
            query: self.query.clone(),
            since_on: self.since_on.clone(),
            until_on: self.until_on.clone(),
            with_identity: !self.with_identity.is_empty(),
            is_secret: !self.is_secret.is_empty(),
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct ActForm {
    act: Act,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    Approve,
    Refuse,
    Lift,
    Reveal,
}

async fn page(
    app: &App,
    me: &SignedReviewer,
    (mistakes, typed): (Mistakes, TypedDisclosure),
) -> Result<DisclosuresPage, Failure> {
    let reviewer = me.reviewer;
    let disclosures = app.school.read(move |reader, _, _| disclosures::all(reader, reviewer)).await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(DisclosuresPage { frame, moments, disclosures, is_officer: me.officer.is_some(), mistakes, typed })
}

/// The register, and the form of a new request.
pub(crate) async fn get(State(app): State<App>, me: SignedReviewer) -> Answer {
    show(&page(&app, &me, (Mistakes::default(), TypedDisclosure::default())).await?)
}

/// Enters a request.
pub(crate) async fn post(State(app): State<App>, me: SignedReviewer, Form(typed): Form<TypedDisclosure>) -> Answer {
    let officer = me.officer.ok_or(Failure::NotFound)?;
    match NewDisclosure::parse(&typed.form()) {
        Ok(new) => {
            let engine = app.school.privacy.clone();
            let story = app.school.write(move |transaction, vault, moment| {
                disclosures::enter(transaction, vault, moment, &engine, (officer, &new))
            });
            story.await?;
            Ok(go(PAGE, "disclosure-entered"))
        }
        Err(found) => {
            let mut mistakes = Mistakes::default();
            for mistake in found {
                mistakes.add(me.visitor.language, mistake);
            }
            show_again(&page(&app, &me, (mistakes, typed)).await?)
        }
    }
}

/// Approves, refuses, ends what is preserved, or ends the secret.
pub(crate) async fn act(
    State(app): State<App>,
    me: SignedReviewer,
    Path(id): Path<String>,
    Proven { proof, form }: Proven<ActForm>,
) -> Answer {
    let (id, act): (DisclosureId, Act) = (identifier(&id)?, form.act);
    let notice = match act {
        Act::Approve => "disclosure-approved",
        Act::Refuse => "disclosure-refused",
        Act::Lift => "disclosure-lifted",
        Act::Reveal => "disclosure-revealed",
    };
    match carry_out(&app, (proof, &me), id, act).await {
        Ok(()) => Ok(go(PAGE, notice)),
        Err(error) => refused(&app, &me, error).await,
    }
}

async fn carry_out(
    app: &App,
    (proof, me): (Recent, &SignedReviewer),
    id: DisclosureId,
    act: Act,
) -> Result<(), school::Error> {
    let (engine, reviewer, officer) = (app.school.privacy.clone(), me.reviewer, me.officer);
    let story = app.school.write(move |transaction, vault, moment| {
        let officer = || officer.ok_or(school::Error::NotFound);
        match act {
            Act::Approve | Act::Refuse => {
                let approved = matches!(act, Act::Approve);
                disclosures::review(transaction, vault, moment, &engine, (proof, reviewer, id, approved))
            }
            Act::Lift => disclosures::lift(transaction, vault, moment, (officer()?, id)),
            Act::Reveal => disclosures::reveal(transaction, vault, moment, (officer()?, id)),
        }
    });
    story.await
}

/// The page again, saying why not.
async fn refused(app: &App, me: &SignedReviewer, error: school::Error) -> Answer {
    let school::Error::Refused(code) = error else { return Err(error.into()) };
    let mut mistakes = Mistakes::default();
    mistakes.add(me.visitor.language, FieldMistake::new("contenu", code));
    show_again(&page(app, me, (mistakes, TypedDisclosure::default())).await?)
}

/// The file to hand over; that it was made is in the journal.
pub(crate) async fn extract(
    State(app): State<App>,
    me: SignedOfficer,
    Path(id): Path<String>,
    Proven { proof, .. }: Proven<Nothing>,
) -> Answer {
    let (engine, officer, id): (_, _, DisclosureId) = (app.school.privacy.clone(), me.officer, identifier(&id)?);
    let story = app.school.write(move |transaction, vault, moment| {
        disclosures::extract(transaction, vault, moment, &engine, (proof, officer, id))
    });
    match story.await {
        Ok(extract) => {
            let headers = [
                (CONTENT_TYPE, "text/csv; charset=utf-8"),
                (CONTENT_DISPOSITION, "attachment; filename=\"extrait.csv\""),
                (CACHE_CONTROL, "no-store"),
            ];
            Ok((headers, extract.csv).into_response())
        }
        Err(error) => {
            let me = SignedReviewer { reviewer: officer.into(), officer: Some(officer), visitor: me.visitor };
            refused(&app, &me, error).await
        }
    }
}
