//! Where a recipient is: inside the European Economic Area, or outside it under an instrument. There is no third way (P44).

use crate::people::FieldMistake;

/// The states of the European Economic Area, ISO 3166-1 alpha-2: the 27 of the Union, Iceland, Liechtenstein and Norway.
const INSIDE: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// What protects data that goes outside (GDPR articles 45 and 46).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instrument {
    /// A decision of the Commission finds the protection adequate (article 45).
    Adequacy,
    /// Standard contractual clauses were signed (article 46(2)(c)).
    Clauses,
}

impl Instrument {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Adequacy => "adequacy",
            Self::Clauses => "clauses",
        }
    }

    /// The instrument of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Adequacy, Self::Clauses].into_iter().find(|one| one.code() == code)
    }
}

/// Where data goes. Outside without an instrument cannot be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the European Economic Area.
    Inside(String),
    /// Elsewhere, under an instrument and its reference.
    Outside(String, Instrument, String),
}

impl Location {
    /// Takes a country with what protects the transfer, as typed.
    pub fn parse(country: &str, instrument: &str, reference: &str) -> Result<Self, FieldMistake> {
        let country = country.trim().to_uppercase();
        if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(FieldMistake::new("country", "recipient-country"));
        }
        if INSIDE.contains(&country.as_str()) {
            return Ok(Self::Inside(country));
        }
        let instrument =
            Instrument::from_code(instrument).ok_or(FieldMistake::new("instrument", "recipient-outside"))?;
        match reference.trim() {
            "" => Err(FieldMistake::new("instrument_reference", "recipient-reference")),
            reference => Ok(Self::Outside(country, instrument, reference.to_owned())),
        }
    }

    /// The country's code.
    pub fn country(&self) -> &str {
        match self {
            Self::Inside(country) | Self::Outside(country, ..) => country,
        }
    }

    /// What protects a transfer outside, by code, with its reference.
    pub fn instrument(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::Inside(_) => None,
            Self::Outside(_, instrument, reference) => Some((instrument.code(), reference)),
        }
    }
}
