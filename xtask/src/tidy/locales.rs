//! Every message exists in French and in English.

use std::collections::BTreeMap;

use super::{Mistake, Source};

const PAIR: [&str; 2] = ["locales/fr", "locales/en"];

pub(super) fn check(sources: &[Source], mistakes: &mut Vec<Mistake>) {
    for (here, there) in [(PAIR[0], PAIR[1]), (PAIR[1], PAIR[0])] {
        for source in sources.iter().filter(|source| source.ending() == "ftl" && source.is_in(here)) {
            let other = format!("{there}{}", &source.path[here.len()..]);
            let translated = sources.iter().find(|source| source.path == other).map(keys).unwrap_or_default();
            for (key, line) in keys(source).iter().filter(|(key, _)| !translated.contains_key(*key)) {
                mistakes.push(source.mistake(*line, format!("{key} is missing in {other}")));
            }
            repeated(source, mistakes);
        }
    }
}

/// The messages and terms of a Fluent file, with their lines.
fn keys(source: &Source) -> BTreeMap<&str, usize> {
    named(source).collect()
}

fn repeated(source: &Source, mistakes: &mut Vec<Mistake>) {
    let mut seen = BTreeMap::new();
    for (key, line) in named(source) {
        if let Some(first) = seen.insert(key, line) {
            mistakes.push(source.mistake(line, format!("{key} stands on line {first} already")));
        }
    }
}

pub(super) fn named(source: &Source) -> impl Iterator<Item = (&str, usize)> {
    source.lines().filter_map(|(line, text)| {
        let (key, _) = text.split_once('=')?;
        let key = key.trim_end();
        let is_name = key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '-')
            && key.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character));
        is_name.then_some((key, line))
    })
}
