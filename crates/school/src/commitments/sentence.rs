//! A piece of evidence in words.

use coursework::Language;

use super::{Check, Evidence};
use crate::moments::Moments;
use crate::words::words_with;

/// What a piece of evidence says, in a sentence.
pub fn sentence(language: Language, moments: &Moments, evidence: &Evidence) -> String {
    let say = |values: &[(&'static str, Said)]| {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.clone().into())).collect();
        words_with(language, &format!("evidence-{}", evidence.code()), &values)
    };
    let day = |at: &jiff::Timestamp| Said::Words(moments.instant(at));
    match evidence {
        Evidence::Map { tables, columns, undeclared } => {
            say(&[("tables", (*tables).into()), ("n", (*columns).into()), ("undeclared", (*undeclared).into())])
        }
        Evidence::Counted(_, n) | Evidence::Terms(n) => say(&[("n", (*n).into())]),
        Evidence::Sweep(check, _) | Evidence::Verification(check, _) => {
            let (at, n) = check.map_or((Said::never(), 0), |Check { at, counted, .. }| (day(&at), counted));
            let held = check.is_none_or(|check| check.held);
            say(&[("day", at), ("n", n.into()), ("held", Said::Words(held.to_string()))])
        }
        Evidence::Requests { open, overdue, next } => {
            let next = next.as_ref().map_or_else(Said::never, |next| Said::Words(moments.day(next)));
            say(&[("n", (*open).into()), ("overdue", (*overdue).into()), ("day", next)])
        }
        Evidence::Checkpoint { entries, signed_at, late } => {
            let at = signed_at.as_ref().map_or_else(Said::never, day);
            say(&[("n", (*entries).into()), ("day", at), ("late", (*late).into())])
        }
        Evidence::Register { count, outside, late } => {
            say(&[("n", (*count).into()), ("outside", (*outside).into()), ("late", (*late).into())])
        }
        Evidence::Incidents { count, late } => say(&[("n", (*count).into()), ("late", (*late).into())]),
        Evidence::Backups(standing, keep_days, _) => {
            let at = standing.newest.as_ref().map_or_else(Said::never, day);
            say(&[("day", at), ("n", standing.count.into()), ("days", i64::from(*keep_days).into())])
        }
        Evidence::KeyCopies(standing, _) => {
            let at = standing.oldest_keys.as_ref().map_or_else(Said::never, day);
            say(&[("day", at), ("n", standing.folders.into())])
        }
        Evidence::Drill(standing, by_itself, _) => {
            let (at, n) = standing.drill.map_or((Said::never(), 0), |Check { at, counted, .. }| (day(&at), counted));
            let held = Said::Words(standing.drill.is_none_or(|drill| drill.held).to_string());
            say(&[("day", at), ("n", n.into()), ("held", held), ("itself", Said::Words(by_itself.to_string()))])
        }
        Evidence::Policy(version, updated_on) => {
            say(&[("n", i64::from(*version).into()), ("day", Said::Words(moments.day(updated_on)))])
        }
    }
}

/// A value of a sentence.
#[derive(Clone)]
enum Said {
    Number(i64),
    Words(String),
}

impl Said {
    /// What has not happened yet.
    fn never() -> Self {
        Self::Words("never".to_owned())
    }
}

impl From<i64> for Said {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Said> for fluent_templates::fluent_bundle::FluentValue<'static> {
    fn from(said: Said) -> Self {
        match said {
            Said::Number(number) => number.into(),
            Said::Words(words) => words.into(),
        }
    }
}
