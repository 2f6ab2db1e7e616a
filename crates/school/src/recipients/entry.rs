//! A recipient as the officer types it, parsed once at the door: no entry without a contract, a place and a review.

use jiff::civil::Date;
use privacy::Engine;

use super::Location;
use crate::people::{Email, FieldMistake};

/// The longest name, service or reference, in characters.
const MOST_CHARACTERS: usize = 200;

/// The fields of the form, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct RecipientForm {
    /// The organisation.
    pub name: String,
    /// What it does for the school.
    pub service: String,
    /// Host names, separated by spaces or commas.
    pub hosts: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// `adequacy`, `clauses` or empty.
    pub instrument: String,
    /// The decision, or the clauses as signed.
    pub instrument_reference: String,
    /// The contract's reference.
    pub contract: String,
    /// Its date, ISO 8601.
    pub contract_on: String,
    /// When it is looked at again, ISO 8601.
    pub review_on: String,
    /// Codes of categories.
    pub categories: Vec<String>,
    /// Where it is told of corrections, erasures and restrictions; empty for none.
    pub contact_email: String,
    /// The address of its own policy; empty for none.
    pub policy_url: String,
}

/// A recipient that can stand in the register.
#[derive(Clone, Debug)]
pub struct NewRecipient {
    pub(super) name: String,
    pub(super) service: String,
    pub(super) hosts: Vec<String>,
    pub(super) location: Location,
    pub(super) contract: String,
    pub(super) contract_on: Date,
    pub(super) review_on: Date,
    pub(super) categories: Vec<String>,
    pub(super) contact_email: Option<String>,
    pub(super) policy_url: Option<String>,
}

impl NewRecipient {
    /// Takes the form, or says every mistake in it.
    pub fn parse(form: &RecipientForm, engine: &Engine) -> Result<Self, Vec<FieldMistake>> {
        let mut mistakes = Vec::new();
        let mut take = |field, code, typed: &str| {
            let text = short(typed);
            mistakes.extend(text.is_none().then_some(FieldMistake::new(field, code)));
            text.unwrap_or_default()
        };
        let name = take("name", "recipient-name", &form.name);
        let service = take("service", "recipient-service", &form.service);
        let contract = take("contract", "recipient-contract", &form.contract);
        let location = Location::parse(&form.country, &form.instrument, &form.instrument_reference);
        let contract_on = form.contract_on.parse().map_err(|_| FieldMistake::new("contract_on", "recipient-day"));
        let review_on = form.review_on.parse().map_err(|_| FieldMistake::new("review_on", "recipient-day"));
        let (hosts, categories) = (hosts(&form.hosts), categories(&form.categories, engine));
        let (policy_url, contact_email) = (policy_url(&form.policy_url), contact(&form.contact_email));
        mistakes.extend(contact_email.as_ref().err().copied());
        mistakes.extend(hosts.as_ref().err().copied());
        mistakes.extend(location.as_ref().err().copied());
        mistakes.extend(contract_on.as_ref().err().copied());
        mistakes.extend(review_on.as_ref().err().copied());
        mistakes.extend(categories.as_ref().err().copied());
        mistakes.extend(policy_url.as_ref().err().copied());
        match (hosts, location, contract_on, review_on, categories, (policy_url, contact_email)) {
            (
                Ok(hosts),
                Ok(location),
                Ok(contract_on),
                Ok(review_on),
                Ok(categories),
                (Ok(policy_url), Ok(contact_email)),
            ) if mistakes.is_empty() => Ok(Self {
                name,
                service,
                hosts,
                location,
                contract,
                contract_on,
                review_on,
                categories,
                contact_email,
                policy_url,
            }),
            _ => Err(mistakes),
        }
    }
}

fn short(typed: &str) -> Option<String> {
    let text = typed.trim();
    (!text.is_empty() && text.chars().count() <= MOST_CHARACTERS).then(|| text.to_owned())
}

/// Host names in lower case; none is right for a recipient that is only written to on paper.
fn hosts(typed: &str) -> Result<Vec<String>, FieldMistake> {
    let names = typed.split([' ', ',', '\n', '\r', '\t']).filter(|name| !name.is_empty()).map(str::to_lowercase);
    let is_host = |name: &String| {
        name.len() <= 253 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
    };
    names
        .map(|name| if is_host(&name) { Ok(name) } else { Err(FieldMistake::new("hosts", "recipient-hosts")) })
        .collect()
}

fn categories(typed: &[String], engine: &Engine) -> Result<Vec<String>, FieldMistake> {
    let known = |code: &String| engine.category(code).is_ok();
    if typed.is_empty() || !typed.iter().all(known) {
        return Err(FieldMistake::new("categories", "recipient-categories"));
    }
    Ok(typed.to_vec())
}

fn policy_url(typed: &str) -> Result<Option<String>, FieldMistake> {
    match typed.trim() {
        "" => Ok(None),
        url if url.starts_with("https://") && !url.contains(char::is_whitespace) => Ok(Some(url.to_owned())),
        _ => Err(FieldMistake::new("policy_url", "recipient-policy")),
    }
}

fn contact(typed: &str) -> Result<Option<String>, FieldMistake> {
    match typed.trim() {
        "" => Ok(None),
        address => Email::parse(address)
            .map(|email| Some(email.as_str().to_owned()))
            .map_err(|_| FieldMistake::new("contact_email", "email-form")),
    }
}
