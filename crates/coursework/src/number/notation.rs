//! Reading a number typed in French or in English notation.

use super::decimal::{Decimal, Sign};
use crate::comparison::folded;

/// What a typed number may mean.
///
/// A single separator followed by exactly three digits has two meanings: `1,250` is one and a quarter in French, and one
/// thousand two hundred and fifty in English; `1.250` the other way round. The learner is not blamed for that: an answer
/// is accepted when either meaning is near enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The separator read as French does: comma for the fraction, point for the thousands, when both are possible.
    pub likely: Decimal,
    /// The other meaning, where there is one.
    pub other: Option<Decimal>,
}

impl Reading {
    /// Whether one of the meanings stands at the tolerance or less from the answer.
    pub fn is_within(&self, answer: Decimal, tolerance: Decimal) -> bool {
        self.likely.is_within(answer, tolerance) || self.other.is_some_and(|other| other.is_within(answer, tolerance))
    }
}

/// Reads a number, in French or English notation, with or without its unit.
///
/// Thousands may be set apart by spaces of any width, apostrophes, points or commas, in whole groups of three. The sign
/// may be `-`, `−` or `–`. The unit may stand before or after and need not be there; when it is, it must be the expected
/// one or its first words, without regard to case, accents or a plural `s`; the euro and the percent may be in letters. Where no unit is
/// expected none may be written: `40 %` is not 40.
pub fn parse(text: &str, unit: &str) -> Option<Reading> {
    let text: String = text.trim().chars().map(plain_sign).collect();
    let (prefix, rest) = text.split_at(text.find(|character: char| character.is_ascii_digit())?);
    let (prefix, rest) = with_leading_separator(prefix, rest, &text);
    let end = rest.find(|character| !is_of_a_number(character)).unwrap_or(rest.len());
    // A separator with nothing behind it, as in "12." or "12, euros", belongs to no number and is forgiven.
    let digits = rest[..end].trim_end_matches([' ', '.', ',', '\'']);
    let suffix = &rest[end..];
    let (sign, prefix_unit) = sign_and_unit(prefix)?;
    let written = format!("{prefix_unit}{}", suffix.trim());
    let both_sides = !prefix_unit.is_empty() && !suffix.trim().is_empty();
    if both_sides || !(written.is_empty() || same_unit(&written, unit)) {
        return None;
    }
    read_digits(sign, digits)
}

/// Hyphens and dashes to a hyphen, every space to the plain one, apostrophes to the typed one.
fn plain_sign(character: char) -> char {
    match character {
        '−' | '–' | '‐' | '‑' | '‒' => '-',
        '’' | 'ʼ' => '\'',
        space if space.is_whitespace() => ' ',
        other => other,
    }
}

fn is_of_a_number(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, ' ' | '.' | ',' | '\'')
}

/// Takes into the number the separator of `,5` and `.5`.
fn with_leading_separator<'text>(prefix: &'text str, rest: &'text str, text: &'text str) -> (&'text str, &'text str) {
    if prefix.ends_with(['.', ',']) { text.split_at(prefix.len() - 1) } else { (prefix, rest) }
}

fn sign_and_unit(prefix: &str) -> Option<(Sign, String)> {
    let signs = prefix.matches(['-', '+']).count();
    let negative = prefix.contains('-');
    let unit = prefix.replace(['-', '+'], " ");
    let sign = if negative { Sign::Negative } else { Sign::Positive };
    (signs <= 1).then(|| (sign, unit.trim().to_owned()))
}

/// Whether the written unit is the expected one, or its first words: `€` says enough where `€ HT` or `€/mois` is expected.
fn same_unit(written: &str, expected: &str) -> bool {
    let (written, expected) = (unit_word(written), unit_word(expected));
    let rest = expected.strip_prefix(written.as_str());
    !written.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '/']))
}

/// The unit in one form, whatever its case, plural or abbreviation.
fn unit_word(unit: &str) -> String {
    let folded = folded(unit);
    match folded.trim_end_matches('.') {
        "€" | "eur" | "euro" | "euros" => "€".to_owned(),
        "%" | "pourcent" | "pour cent" | "percent" | "per cent" => "%".to_owned(),
        word => {
            word.split(' ').map(|word| word.trim_end_matches("(s)").trim_end_matches('s')).collect::<Vec<_>>().join(" ")
        }
    }
}

fn read_digits(sign: Sign, digits: &str) -> Option<Reading> {
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    let single = |value: Option<Decimal>| value.map(|likely| Reading { likely, other: None });
    match (commas, points) {
        (0, 0) => single(whole(sign, digits, &[' ', '\''])),
        (1, 0) => one_separator(sign, digits, ','),
        (0, 1) => one_separator(sign, digits, '.'),
        (_, 0) => single(whole(sign, digits, &[','])),
        (0, _) => single(whole(sign, digits, &['.'])),
        _ => {
            let decimal_mark = if digits.rfind(',') > digits.rfind('.') { ',' } else { '.' };
            let group_mark = if decimal_mark == ',' { '.' } else { ',' };
            single(fractional(sign, digits, decimal_mark, &[group_mark]))
        }
    }
}

fn one_separator(sign: Sign, digits: &str, separator: char) -> Option<Reading> {
    let decimal = fractional(sign, digits, separator, &[' ', '\'']);
    // A leading zero is never a group of thousands: 0,125 has one meaning.
    let thousands = whole(sign, digits, &[separator]).filter(|_| !digits.starts_with('0'));
    let (likely, other) = if separator == ',' { (decimal, thousands) } else { (thousands, decimal) };
    match (likely, other) {
        (Some(likely), other) => Some(Reading { likely, other }),
        (None, Some(likely)) => Some(Reading { likely, other: None }),
        (None, None) => None,
    }
}

fn fractional(sign: Sign, digits: &str, decimal_mark: char, group_marks: &[char]) -> Option<Decimal> {
    let (integer, fraction) = digits.split_once(decimal_mark)?;
    let integer = if integer.is_empty() { String::new() } else { joined_groups(integer, group_marks)? };
    // Only digits remain in a fraction; groups in it are refused by `from_digits`.
    Decimal::from_digits(sign, &integer, fraction)
}

fn whole(sign: Sign, digits: &str, group_marks: &[char]) -> Option<Decimal> {
    Decimal::from_digits(sign, &joined_groups(digits, group_marks)?, "")
}

/// The digits without their group marks, if there are none or the groups are whole: one to three digits, then three each.
fn joined_groups(digits: &str, group_marks: &[char]) -> Option<String> {
    let groups: Vec<&str> = digits.split(group_marks).collect();
    let first_is_short = groups.first().is_some_and(|first| (1..=3).contains(&first.len()));
    let others_are_whole = groups.iter().skip(1).all(|group| group.len() == 3);
    (groups.len() == 1 || (first_is_short && others_are_whole)).then(|| groups.concat())
}
