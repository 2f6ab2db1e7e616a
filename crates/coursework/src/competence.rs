//! The fifteen competences of `EntreComp`, the European entrepreneurship competence framework.
//!
//! Numbers and names: JRC101581 (EUR 27939 EN), © European Union 2016, reproduction authorised with its source; the
//! French names follow the ETF translation of 2017.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::Language;

/// One competence of `EntreComp`, from 1.1 to 3.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Competence {
    area: u8,
    number: u8,
}

/// The text is not the number of a competence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("compétence inconnue « {0} »")]
pub struct UnknownCompetence(pub String);

impl Competence {
    /// Reads a number as content writes it: `1.1` to `3.5`, nothing around it.
    pub fn parse(code: &str) -> Option<Self> {
        Self::all().find(|competence| competence.code() == code)
    }

    /// The fifteen competences in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=3).flat_map(|area| (1..=5).map(move |number| Self { area, number }))
    }

    /// The number, such as `2.4`.
    pub fn code(self) -> String {
        format!("{}.{}", self.area, self.number)
    }

    /// The name of the competence.
    pub fn label(self, language: Language) -> &'static str {
        // The fields are only ever set by `all`, so both indexes stay inside the tables.
        let (french, english) = LABELS[usize::from(self.area - 1)][usize::from(self.number - 1)];
        in_language(language, french, english)
    }

    /// The name of the area the competence belongs to.
    pub fn area_label(self, language: Language) -> &'static str {
        let (french, english) = AREAS[usize::from(self.area - 1)];
        in_language(language, french, english)
    }
}

impl TryFrom<String> for Competence {
    type Error = UnknownCompetence;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::parse(&code).ok_or(UnknownCompetence(code))
    }
}

impl From<Competence> for String {
    fn from(competence: Competence) -> Self {
        competence.code()
    }
}

fn in_language(language: Language, french: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Fr => french,
        Language::En => english,
    }
}

const AREAS: [(&str, &str); 3] = [
    ("Idées et opportunités", "Ideas and opportunities"),
    ("Ressources", "Resources"),
    ("Passer à l’action", "Into action"),
];

const LABELS: [[(&str, &str); 5]; 3] = [
    [
        ("Repérer les opportunités", "Spotting opportunities"),
        ("Créativité", "Creativity"),
        ("Vision", "Vision"),
        ("Valoriser les idées", "Valuing ideas"),
        ("Penser de manière éthique et durable", "Ethical and sustainable thinking"),
    ],
    [
        ("Conscience de soi et efficacité personnelle", "Self-awareness and self-efficacy"),
        ("Motivation et persévérance", "Motivation and perseverance"),
        ("Mobiliser des ressources", "Mobilising resources"),
        ("Culture financière et économique", "Financial and economic literacy"),
        ("Mobiliser les autres", "Mobilising others"),
    ],
    [
        ("Prendre l’initiative", "Taking the initiative"),
        ("Planifier et gérer", "Planning and management"),
        ("Gérer l’incertitude, l’ambiguïté et le risque", "Coping with uncertainty, ambiguity and risk"),
        ("Travailler avec les autres", "Working with others"),
        ("Apprendre par l’expérience", "Learning through experience"),
    ],
];
