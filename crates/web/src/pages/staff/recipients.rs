//! `/equipe/confidentialite/destinataires` (P22, P44): the register that everything which leaves is held to.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use jiff::civil::Date;
use privacy::Words;
use school::moments::Moments;
use school::recipients::{self, NewRecipient, Recipient, RecipientForm, RecipientId};
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::proven::Proven;
use crate::visitor::SignedOfficer;

#[derive(Template)]
#[template(path = "pages/staff/recipients.html")]
struct RecipientsPage {
    frame: Frame,
    moments: Moments,
    today: Date,
    recipients: Vec<Recipient>,
    /// The categories of the policy, by code.
    categories: Vec<(String, Words)>,
    mistakes: Mistakes,
    typed: TypedRecipient,
}

impl RecipientsPage {
    fn received(&self, recipient: &Recipient) -> String {
        let received = self.categories.iter().filter(|(code, _)| recipient.categories.contains(code));
        received.map(|(_, label)| self.frame.said(label)).collect::<Vec<_>>().join(", ")
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedRecipient {
    name: String,
    service: String,
    hosts: String,
    country: String,
    instrument: String,
    instrument_reference: String,
    contract: String,
    contract_on: String,
    review_on: String,
    categories: Vec<String>,
    contact_email: String,
    policy_url: String,
}

impl TypedRecipient {
    fn form(&self) -> RecipientForm {
        RecipientForm {
            name: self.name.clone(),
            service: self.service.clone(),
            hosts: self.hosts.clone(),
            country: self.country.clone(),
            instrument: self.instrument.clone(),
            instrument_reference: self.instrument_reference.clone(),
            contract: self.contract.clone(),
            contract_on: self.contract_on.clone(),
            review_on: self.review_on.clone(),
            categories: self.categories.clone(),
            contact_email: self.contact_email.clone(),
            policy_url: self.policy_url.clone(),
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
    End,
    Reviewed,
}

async fn page(
    app: &App,
    me: &SignedOfficer,
    (mistakes, typed): (Mistakes, TypedRecipient),
) -> Result<RecipientsPage, Failure> {
    let recipients = app.school.read(|reader, _, _| recipients::current(reader)).await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let categories = app.school.privacy.map().categories().iter();
    let categories = categories.map(|one| (one.code.clone(), one.label.clone())).collect();
    Ok(RecipientsPage { frame, today: moments.today(), moments, recipients, categories, mistakes, typed })
}

/// The register, and the form for a new entry.
pub(crate) async fn get(State(app): State<App>, me: SignedOfficer) -> Answer {
    show(&page(&app, &me, (Mistakes::default(), TypedRecipient::default())).await?)
}

/// Enters a recipient.
pub(crate) async fn post(
    State(app): State<App>,
    me: SignedOfficer,
    Proven { proof, form: typed }: Proven<TypedRecipient>,
) -> Answer {
    let officer = me.officer;
    match NewRecipient::parse(&typed.form(), &app.school.privacy) {
        Ok(new) => {
            let story = app.school.write(move |transaction, vault, moment| {
                recipients::add(transaction, vault, moment, (proof, officer, &new))
            });
            story.await?;
            Ok(go("/equipe/confidentialite/destinataires", "recipient-added"))
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

/// Ends an entry, or notes that its contract was looked at again.
pub(crate) async fn act(
    State(app): State<App>,
    me: SignedOfficer,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Answer {
    let (officer, id): (_, RecipientId) = (me.officer, identifier(&id)?);
    let story = app.school.write(move |transaction, vault, moment| match form.act {
        Act::End => recipients::end(transaction, vault, moment, (officer, id)),
        Act::Reviewed => recipients::reviewed(transaction, vault, moment, (officer, id)),
    });
    story.await?;
    let notice = match form.act {
        Act::End => "recipient-ended",
        Act::Reviewed => "recipient-reviewed",
    };
    Ok(go("/equipe/confidentialite/destinataires", notice))
}
