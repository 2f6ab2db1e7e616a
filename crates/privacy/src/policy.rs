//! The public policy: its versions, what changed between two of them (P45), and the tables in it that are drawn from the map (B01).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;
use similar::{ChangeTag, TextDiff};

use crate::read::File;
use crate::{Basis, Concern, DataMap, Language, Mistake, Words};

/// A version of the policy.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number, from 1.
    pub number: u32,
    /// The date at its top.
    pub updated_on: Date,
    /// Whether it changes what is done with data, and so is announced to everybody.
    pub is_substantial: bool,
    /// What changes, in a sentence.
    pub summary: Words,
    /// Its text, in Markdown, with places for the tables.
    pub text: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionsText {
    version: Vec<VersionText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionText {
    number: u32,
    updated_on: String,
    substantial: bool,
    summary: Words,
}

/// The texts of the versions, the oldest first.
const TEXTS: &[&str] = &[include_str!("../../../privacy/policy/0001.fr.md")];

/// Every version that this program was built with, the oldest first; the last is in force.
pub fn versions() -> Result<Vec<Version>, Mistake> {
    read(include_str!("../../../privacy/policy/versions.toml"), TEXTS)
}

/// Reads versions; numbers follow one another and each has its text.
pub fn read(list: &str, texts: &[&'static str]) -> Result<Vec<Version>, Mistake> {
    let file = File { name: "privacy/policy/versions.toml", text: list };
    let mistake = |message: String| file.mistake(0..0, message);
    let list: VersionsText = file.read()?;
    if list.version.len() != texts.len() || texts.is_empty() {
        return Err(mistake(format!("{} versions are listed, {} have a text", list.version.len(), texts.len())));
    }
    let versions = list.version.into_iter().zip(texts).zip(1..);
    versions
        .map(|((version, text), number)| {
            let updated_on = version.updated_on.parse();
            let updated_on = updated_on.map_err(|_| mistake(format!("{} is no date", version.updated_on)))?;
            if version.number != number {
                return Err(mistake(format!("version {} stands where {number} is expected", version.number)));
            }
            let (is_substantial, summary) = (version.substantial, version.summary);
            Ok(Version { number, updated_on, is_substantial, summary, text })
        })
        .collect()
}

/// What became of a paragraph from one version to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It stands in the newer one only.
    Added,
    /// It stood in the older one only.
    Removed,
}

/// The paragraphs that differ between two texts, in the order of the newer one.
pub fn changes(older: &str, newer: &str) -> Vec<(ChangeKind, String)> {
    let difference = TextDiff::from_lines(older, newer);
    difference
        .iter_all_changes()
        .filter_map(|change| {
            let kind = match change.tag() {
                ChangeTag::Insert => ChangeKind::Added,
                ChangeTag::Delete => ChangeKind::Removed,
                ChangeTag::Equal => return None,
            };
            let text = change.value().trim();
            (!text.is_empty()).then(|| (kind, text.to_owned()))
        })
        .collect()
}

/// A text with the tables of the map in their places, in Markdown.
pub fn with_tables(text: &str, map: &DataMap, language: Language) -> String {
    text.replace("{{durees}}", &retention_table(map, language))
        .replace("{{finalites}}", &purposes_table(map, language))
        .replace("{{destinataires}}", &recipients_table(map, language))
}

fn retention_table(map: &DataMap, language: Language) -> String {
    let head = match language {
        Language::French => ["Type de données", "Finalité principale", "Durée de conservation"],
        Language::English => ["Type of data", "Main purpose", "Kept for"],
    };
    let rows = map.categories().iter().map(|category| {
        let said = |words: &Words| words.in_language(language).to_owned();
        vec![said(&category.label), said(&category.purpose), category.retention(language)]
    });
    table(&head, rows)
}

fn purposes_table(map: &DataMap, language: Language) -> String {
    let head = match language {
        Language::French => ["Ce que nous faisons", "Base légale"],
        Language::English => ["What we do", "Lawful basis"],
    };
    let basis = |basis: Basis| match (basis, language) {
        (Basis::Contract, Language::French) => "exécution du contrat",
        (Basis::Contract, Language::English) => "performance of the contract",
        (Basis::Consent, Language::French) => "consentement",
        (Basis::Consent, Language::English) => "consent",
        (Basis::LegitimateInterest, Language::French) => "intérêt légitime",
        (Basis::LegitimateInterest, Language::English) => "legitimate interest",
        (Basis::LegalObligation, Language::French) => "obligation légale",
        (Basis::LegalObligation, Language::English) => "legal obligation",
    };
    let rows = map.purposes().iter();
    table(&head, rows.map(|one| vec![one.label.in_language(language).to_owned(), basis(one.basis).to_owned()]))
}

/// Inside the school: who may see which category.
fn recipients_table(map: &DataMap, language: Language) -> String {
    let head = match language {
        Language::French => ["Qui peut voir", "Quoi"],
        Language::English => ["Who can see", "What"],
    };
    let sees = |role: &str| {
        let columns = map.tables().iter().flat_map(|table| &table.columns);
        let seen: BTreeSet<&str> = columns
            .filter_map(|column| match &column.concern {
                Concern::Person(one) if one.recipients.iter().any(|code| code == role) => Some(one.category.as_str()),
                _ => None,
            })
            .collect();
        let labels = map.categories().iter().filter(|category| seen.contains(category.code.as_str()));
        labels.map(|category| category.label.in_language(language).to_owned()).collect::<Vec<_>>().join(", ")
    };
    let rows = map.roles().iter();
    table(&head, rows.map(|role| vec![role.label.in_language(language).to_owned(), sees(&role.code)]))
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let rule = format!("|{}\n", "---|".repeat(head.len()));
    let head = line(head.iter().map(|cell| (*cell).to_owned()).collect());
    format!("{head}{rule}{}", rows.map(line).collect::<String>())
}
