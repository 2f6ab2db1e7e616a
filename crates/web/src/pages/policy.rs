//! `/confidentialite` (B01, P45): the policy in force, its tables drawn from the map; its versions and what changed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use coursework::Language;
use jiff::civil::Date;
use privacy::policy::{self, ChangeKind, Version};
use school::moments::Moments;
use school::people;
use school::recipients::{self, Recipient};

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show};
use crate::frame::Frame;
use crate::visitor::{Signed, Visitor};

#[derive(Template)]
#[template(path = "pages/policy.html")]
struct PolicyPage {
    frame: Frame,
    moments: Moments,
    version: Version,
    html: String,
    /// Every version with its number and date, the newest first.
    versions: Vec<(u32, Date)>,
    changes: Vec<(ChangeKind, String)>,
    in_force: u32,
}

/// The versions were read when the program started, so they can be read again.
fn versions() -> Result<Vec<Version>, Failure> {
    policy::versions().map_err(|mistake| Failure::Broken(school::Error::Other(mistake.to_string())))
}

/// The public summary of the register (P22), in Markdown.
fn recipients_table(app: &App, recipients: &[Recipient]) -> String {
    let label =
        |code: &String| app.school.privacy.category(code).map_or_else(|_| code.clone(), |one| one.label.fr.clone());
    let safe = |text: &str| text.replace(['|', '\n', '\r'], " ");
    let row = |one: &Recipient| {
        let categories = one.categories.iter().map(label).collect::<Vec<_>>().join(", ");
        let place = match one.location.instrument() {
            None => one.location.country().to_owned(),
            Some((_, reference)) => format!("{} ({})", one.location.country(), safe(reference)),
        };
        format!("| {} | {} | {categories} | {place} |\n", safe(&one.name), safe(&one.service))
    };
    if recipients.is_empty() {
        return "Aucun prestataire n'est inscrit au registre : rien ne sort de nos serveurs.".to_owned();
    }
    let head = "| Prestataire | Ce qu'il fait | Ce qu'il reçoit | Pays |\n|---|---|---|---|\n";
    format!("{head}{}", recipients.iter().map(row).collect::<String>())
}

async fn page(app: &App, visitor: &Visitor, number: Option<u32>) -> Result<PolicyPage, Failure> {
    let recipients = app.school.read(|reader, _, _| recipients::current(reader)).await?;
    let all = versions()?;
    let in_force = all.last().map_or(0, |version| version.number);
    let number = number.unwrap_or(in_force);
    let version = all.iter().find(|version| version.number == number).ok_or(Failure::NotFound)?.clone();
    let before = all.iter().rev().find(|older| older.number < number);
    let changes = before.map_or_else(Vec::new, |before| policy::changes(before.text, version.text));
    let text = policy::with_tables(version.text, app.school.privacy.map(), privacy::Language::French);
    let text = text.replace("{{prestataires}}", &recipients_table(app, &recipients));
    let html = coursework::markdown::fragment(&text, Language::Fr);
    let frame = Frame::new(app, visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let versions = all.iter().rev().map(|version| (version.number, version.updated_on)).collect();
    Ok(PolicyPage { frame, moments, version, html, versions, changes, in_force })
}

/// The policy in force.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor) -> Answer {
    show(&page(&app, &visitor, None).await?)
}

/// One version, with what it changed.
pub(crate) async fn version(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Answer {
    let number = number.parse().map_err(|_| Failure::NotFound)?;
    show(&page(&app, &visitor, Some(number)).await?)
}

/// Notes that the person was informed of the version in force (decision 1: informed, which stands for no consent).
pub(crate) async fn informed(State(app): State<App>, me: Signed) -> Result<Response, Failure> {
    let (person, version) = (me.person(), app.school.settings.policy_version);
    app.school
        .write(move |transaction, vault, moment| people::informed(transaction, vault, moment, (person, version)))
        .await?;
    Ok(go("/espace", "policy-read"))
}
