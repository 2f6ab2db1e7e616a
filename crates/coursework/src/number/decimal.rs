//! Exact decimal numbers.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::Language;

/// Digits kept after the decimal point.
const LONGEST_FRACTION: usize = 12;
/// Digits kept before it. With the fraction they make 10^30, far below the 1.7 × 10^38 an `i128` holds, so that a
/// difference of two decimals at the same scale never overflows.
const LONGEST_INTEGER: usize = 18;

/// A decimal number of at most eighteen digits before the point and twelve after, always in its shortest form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal {
    /// The value times ten to the power of `LONGEST_FRACTION`. One scale for all makes comparisons plain.
    scaled: i128,
}

/// The text is not a decimal number within the bounds of [`Decimal`].
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("nombre décimal illisible « {0} »")]
pub struct BadDecimal(pub String);

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { scaled: 0 };

    /// Whether the distance between the two numbers is the tolerance or less.
    pub fn is_within(self, other: Self, tolerance: Self) -> bool {
        (self.scaled - other.scaled).abs() <= tolerance.scaled
    }

    /// Whether the number is less than zero.
    pub fn is_negative(self) -> bool {
        self.scaled < 0
    }

    /// The number in the notation of a language: `1 250,5` with narrow no-break spaces in French, `1,250.5` in English.
    pub fn display(self, language: Language) -> String {
        let (group, point) = match language {
            Language::Fr => ('\u{202f}', ','),
            Language::En => (',', '.'),
        };
        let plain = self.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("−", digits));
        let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut shown = String::from(sign);
        for (index, digit) in integer.chars().enumerate() {
            if index > 0 && (integer.len() - index).is_multiple_of(3) {
                shown.push(group);
            }
            shown.push(digit);
        }
        if !fraction.is_empty() {
            shown.push(point);
            shown.push_str(fraction);
        }
        shown
    }

    /// Builds a number from its digits, rounding the fraction half away from zero at the twelfth digit.
    pub(super) fn from_digits(sign: Sign, integer: &str, fraction: &str) -> Option<Self> {
        let integer = integer.trim_start_matches('0');
        let all_digits = integer.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
        if !all_digits || integer.len() > LONGEST_INTEGER {
            return None;
        }
        let kept = fraction.get(..LONGEST_FRACTION).unwrap_or(fraction);
        let mut scaled: i128 = format!("0{integer}{kept:0<LONGEST_FRACTION$}").parse().ok()?;
        if fraction.as_bytes().get(LONGEST_FRACTION).is_some_and(|digit| *digit >= b'5') {
            scaled += 1;
        }
        Some(Self { scaled: if sign == Sign::Negative { -scaled } else { scaled } })
    }
}

/// Which side of zero a number is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Positive,
    Negative,
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.scaled.cmp(&other.scaled)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The plain notation: a hyphen when negative, no group, a point, no superfluous zero.
impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10_u128.pow(LONGEST_FRACTION as u32);
        let sign = if self.scaled < 0 { "-" } else { "" };
        let integer = self.scaled.unsigned_abs() / unit;
        let fraction = format!("{:0width$}", self.scaled.unsigned_abs() % unit, width = LONGEST_FRACTION);
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        write!(formatter, "{sign}{integer}{point}{fraction}")
    }
}

/// Reads the plain notation and that of TOML floats: an exponent and underscores between digits are understood.
impl FromStr for Decimal {
    type Err = BadDecimal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse_plain(&text.replace('_', "")).ok_or_else(|| BadDecimal(text.to_owned()))
    }
}

impl TryFrom<String> for Decimal {
    type Error = BadDecimal;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.to_string()
    }
}

impl From<u32> for Decimal {
    fn from(value: u32) -> Self {
        Self { scaled: i128::from(value) * 10_i128.pow(LONGEST_FRACTION as u32) }
    }
}

fn parse_plain(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok().filter(|power| power.abs() <= 30)?),
        None => (text, 0),
    };
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => (Sign::Negative, digits),
        None => (Sign::Positive, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let has_digits = !integer.is_empty() || !fraction.is_empty();
    if !has_digits || !integer.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (integer, fraction) = shifted(integer, fraction, exponent);
    Decimal::from_digits(sign, &integer, &fraction)
}

/// Moves the decimal point by a power of ten.
fn shifted(integer: &str, fraction: &str, exponent: i32) -> (String, String) {
    let padding = "0".repeat(exponent.unsigned_abs() as usize);
    let digits =
        if exponent < 0 { format!("{padding}{integer}{fraction}") } else { format!("{integer}{fraction}{padding}") };
    let point = integer.len() + if exponent < 0 { 0 } else { padding.len() };
    let (integer, fraction) = digits.split_at(point);
    (integer.to_owned(), fraction.to_owned())
}
