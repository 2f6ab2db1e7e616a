//! From what is typed to a TOML value, and back. What cannot be what it should is kept as a text, so that nothing typed is
//! lost and reading the file says what is expected.

use toml_edit::{Item, Value};

use super::shape::FieldKind;
use crate::number::{self, Decimal};

/// What a field shows of a value.
pub(super) fn shown(kind: FieldKind, item: &Item) -> String {
    let Some(value) = item.as_value() else { return String::new() };
    match value {
        Value::String(text) => text.value().replace("\r\n", "\n"),
        Value::Array(array) => {
            let between = if kind == FieldKind::Lines { "\n" } else { ", " };
            array
                .iter()
                .map(|one| one.as_str().map_or_else(|| bare(one), str::to_owned))
                .collect::<Vec<_>>()
                .join(between)
        }
        Value::Boolean(flag) if kind == FieldKind::Flag => if *flag.value() { "true" } else { "" }.to_owned(),
        Value::Integer(cents) if kind == FieldKind::Euros => euros(*cents.value()),
        Value::Float(_) if kind == FieldKind::Decimal => bare(value).replace('.', ","),
        other => bare(other),
    }
}

/// The value without the space and the comments around it.
fn bare(value: &Value) -> String {
    value.clone().decorated("", "").to_string()
}

/// Whether what is typed says what the field shows already.
pub(super) fn same(kind: FieldKind, shown: &str, typed: &str) -> bool {
    match kind {
        FieldKind::Markdown | FieldKind::Text => shown == typed,
        FieldKind::Lines => lines(shown).eq(lines(typed)),
        FieldKind::Competences => codes(shown).eq(codes(typed)),
        FieldKind::Decimal | FieldKind::Euros => match (decimal(shown), decimal(typed)) {
            (Some(one), Some(other)) => one == other,
            _ => shown.trim() == typed.trim(),
        },
        _ => one_line(shown) == one_line(typed),
    }
}

/// The value that says what is typed; nothing when that is nothing.
pub(super) fn value(kind: FieldKind, typed: &str) -> Option<Value> {
    if typed.trim().is_empty() {
        return None;
    }
    Some(match kind {
        FieldKind::Line | FieldKind::Day | FieldKind::Word(_) => Value::from(one_line(typed)),
        FieldKind::Markdown | FieldKind::Text => Value::from(typed),
        FieldKind::Lines => lines(typed).collect(),
        FieldKind::Competences => codes(typed).collect(),
        FieldKind::Flag => Value::from(true),
        FieldKind::Whole => whole(typed).map_or_else(|| Value::from(typed.trim()), Value::from),
        FieldKind::Euros => cents(typed).map_or_else(|| Value::from(typed.trim()), Value::from),
        FieldKind::Decimal => exact(typed).unwrap_or_else(|| Value::from(typed.trim())),
    })
}

pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

pub(super) fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '\n']).map(str::trim).filter(|code| !code.is_empty())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn whole(typed: &str) -> Option<i64> {
    typed.split_whitespace().collect::<String>().parse().ok()
}

/// The number, in the notation of either language; one that may mean two is read as in French.
fn decimal(typed: &str) -> Option<Decimal> {
    number::parse(typed, "€").map(|reading| reading.likely)
}

/// A float is written with the digits that were typed: binary would lose the tenth.
fn exact(typed: &str) -> Option<Value> {
    number::parse(typed, "")?.likely.to_string().parse().ok()
}

fn euros(cents: i64) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{},{:02}", cents / 100, rest.abs()),
    }
}

fn cents(typed: &str) -> Option<i64> {
    let euros = decimal(typed)?.to_string();
    let (whole, fraction) = euros.split_once('.').unwrap_or((&euros, ""));
    if fraction.len() > 2 {
        return None;
    }
    format!("{whole}{fraction:0<2}").parse().ok()
}
