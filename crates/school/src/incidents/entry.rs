//! An incident as the officer types it, parsed once at the door.

use database::{Reader, params, sql};
use jiff::Timestamp;
use privacy::Engine;
use vault::Vault;

use crate::Error;
use crate::moments::read_instant;
use crate::people::{Email, FieldMistake, PersonId};

/// The longest text, in characters.
const MOST_CHARACTERS: usize = 5_000;
/// What may happen to data (guidelines 9/2022 of the EDPB, §17).
const NATURES: [&str; 3] = ["confidentiality", "integrity", "availability"];
/// How much people may suffer from it (GDPR articles 33(1) and 34(1)).
const RISKS: [&str; 3] = ["none", "risk", "high"];

/// The fields of the form, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct IncidentForm {
    /// In a few words.
    pub title: String,
    /// When the school knew, in Strasbourg's time: `2026-11-23T21:30`.
    pub known_at: String,
    /// Codes of what happened.
    pub nature: Vec<String>,
    /// Codes of categories.
    pub categories: Vec<String>,
    /// What happened.
    pub description: String,
    /// What may come of it.
    pub consequences: String,
    /// What was done.
    pub measures: String,
    /// `none`, `risk` or `high`.
    pub risk: String,
    /// The addresses of the accounts that are affected, one a line; empty for everybody whose data of the categories is held.
    pub accounts: String,
}

/// An incident that can be entered.
pub struct NewIncident {
    pub(super) title: String,
    pub(super) known_at: Timestamp,
    pub(super) nature: String,
    pub(super) categories: Vec<String>,
    pub(super) description: String,
    pub(super) consequences: String,
    pub(super) measures: String,
    pub(super) risk: &'static str,
    pub(super) accounts: Vec<Email>,
}

impl NewIncident {
    /// Takes the form, or says every mistake in it.
    pub fn parse(form: &IncidentForm, engine: &Engine, now: Timestamp) -> Result<Self, Vec<FieldMistake>> {
        let mut mistakes = Vec::new();
        let mut text = |field, typed: &str| {
            let typed = typed.trim();
            if typed.is_empty() || typed.chars().count() > MOST_CHARACTERS {
                mistakes.push(FieldMistake::new(field, "incident-text"));
            }
            typed.to_owned()
        };
        let title = text("title", &form.title);
        let description = text("description", &form.description);
        let consequences = text("consequences", &form.consequences);
        let measures = text("measures", &form.measures);
        let known_at = noted(&mut mistakes, instant(&form.known_at, now));
        let all_known = |codes: &[String], known: &dyn Fn(&str) -> bool, mistake: FieldMistake| {
            if !codes.is_empty() && codes.iter().all(|code| known(code)) { Ok(()) } else { Err(mistake) }
        };
        let nature = FieldMistake::new("nature", "incident-nature");
        noted(&mut mistakes, all_known(&form.nature, &|code| NATURES.contains(&code), nature));
        let categories = FieldMistake::new("categories", "incident-categories");
        noted(&mut mistakes, all_known(&form.categories, &|code| engine.category(code).is_ok(), categories));
        let risk = RISKS.into_iter().find(|risk| *risk == form.risk).ok_or(FieldMistake::new("risk", "incident-risk"));
        let risk = noted(&mut mistakes, risk);
        let accounts = noted(&mut mistakes, accounts(&form.accounts));
        match (known_at, risk, accounts) {
            (Some(known_at), Some(risk), Some(accounts)) if mistakes.is_empty() => Ok(Self {
                title,
                known_at,
                nature: form.nature.join(","),
                categories: form.categories.clone(),
                description,
                consequences,
                measures,
                risk,
                accounts,
            }),
            _ => Err(mistakes),
        }
    }

    /// Who is affected: the accounts that were named, or everybody of whom the map finds something in the categories.
    pub(super) fn people(&self, reader: &Reader<'_>, vault: &Vault, engine: &Engine) -> Result<Vec<PersonId>, Error> {
        if self.accounts.is_empty() {
            // The map finds what has a key of its own too: a month of refused sign-ins, a conversation.
            let subjects = privacy::subjects(reader, engine, &self.categories)?;
            let people: Vec<PersonId> = reader.all(sql!("SELECT id FROM people ORDER BY id"), params![])?;
            return Ok(people.into_iter().filter(|person| subjects.contains(&person.uuid())).collect());
        }
        let mut people = Vec::new();
        for email in &self.accounts {
            let index = vault.index("people.email", &email.normalised());
            let person: Option<PersonId> =
                reader.optional(sql!("SELECT id FROM people WHERE email_index = $1"), params![index])?;
            people.push(person.ok_or(Error::Refused("incident-unknown-account"))?);
        }
        Ok(people)
    }
}

fn noted<T>(mistakes: &mut Vec<FieldMistake>, parsed: Result<T, FieldMistake>) -> Option<T> {
    parsed.map_err(|mistake| mistakes.push(mistake)).ok()
}

/// An instant of Strasbourg that has passed.
fn instant(typed: &str, now: Timestamp) -> Result<Timestamp, FieldMistake> {
    let wrong = FieldMistake::new("known_at", "incident-known-at");
    let at = read_instant(typed).ok_or(wrong)?;
    if at <= now { Ok(at) } else { Err(wrong) }
}

fn accounts(typed: &str) -> Result<Vec<Email>, FieldMistake> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Email::parse(line).map_err(|_| FieldMistake::new("accounts", "incident-accounts"))).collect()
}
