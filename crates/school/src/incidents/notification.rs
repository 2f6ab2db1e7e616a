//! The notification of the authority, drafted from the register: every point of GDPR article 33(3).

use coursework::Language;
use privacy::Engine;

use super::Incident;
use crate::Settings;
use crate::moments::Moments;
use crate::words::{words, words_with};

/// The draft, in French: the authority is the CNIL. Text for its form, or for a letter.
pub fn notification(incident: &Incident, engine: &Engine, settings: &Settings, moments: &Moments) -> String {
    let say = |key: &str| words(Language::Fr, key);
    let of = |prefix: &str, codes: &[String]| {
        codes.iter().map(|code| say(&format!("{prefix}-{code}"))).collect::<Vec<_>>().join(", ")
    };
    let categories = incident.categories.iter().filter_map(|code| engine.category(code).ok());
    let categories: Vec<&str> = categories.map(|category| category.label.fr.as_str()).collect();
    let people = words_with(Language::Fr, "incident-draft-people", &[("n", incident.people.into())]);
    let parts = [
        ("incident-draft-controller", format!("{}, {}", settings.name, settings.address)),
        ("incident-draft-contact", settings.privacy_officer.clone()),
        ("incident-known-at", moments.instant(&incident.known_at)),
        ("incident-nature", of("incident-nature", &incident.nature)),
        ("incident-description", incident.description.clone()),
        ("incident-draft-who", people),
        ("incident-categories", categories.join(", ")),
        ("incident-consequences", incident.consequences.clone()),
        ("incident-measures", incident.measures.clone()),
        ("incident-risk", say(&format!("incident-risk-{}", incident.risk))),
    ];
    let parts = parts.map(|(key, value)| format!("{}\n{value}\n", say(key)));
    format!("{}\n\n{}", say("incident-draft-title"), parts.join("\n"))
}
