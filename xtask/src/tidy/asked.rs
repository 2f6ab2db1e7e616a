//! Every message that a page asks for exists, and every message that exists is asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mistake, Source, locales};

/// The messages as their authors write them; the other language has the same (see [`locales`]).
const MESSAGES: &str = "locales/fr";
/// What stands before the name of a message in a page or its handler.
const ASKS: [&str; 5] = ["frame.t(\"", "frame.n(\"", "frame.with(\"", "frame.pair(\"", "words_with(language, \""];
/// What stands before the first half of a name.
const ASKS_FAMILY: &str = "frame.of(\"";

pub(super) fn check(sources: &[Source], mistakes: &mut Vec<Mistake>) {
    let messages: BTreeMap<&str, (&Source, usize)> = (sources.iter())
        .filter(|source| source.ending() == "ftl" && source.is_in(MESSAGES))
        .flat_map(|source| locales::named(source).map(move |(key, line)| (key, (source, line))))
        .collect();
    let askers = || sources.iter().filter(|source| may_ask(source));
    for source in askers() {
        absent(source, &messages, mistakes);
    }
    let literals: BTreeSet<&str> = askers().flat_map(|source| quoted(&source.text)).collect();
    let families: BTreeSet<String> =
        literals.iter().filter_map(|text| family(text)).chain(askers().flat_map(of)).collect();
    for (key, (source, line)) in messages {
        let asked = literals.contains(key) || families.iter().any(|family| key.starts_with(family.as_str()));
        if !asked {
            mistakes.push(source.mistake(line, format!("nothing asks for {key}")));
        }
    }
}

fn may_ask(source: &Source) -> bool {
    source.is_in("templates") || (source.ending() == "rs" && source.is_in("crates") && !source.path.contains("/tests/"))
}

fn absent(source: &Source, messages: &BTreeMap<&str, (&Source, usize)>, mistakes: &mut Vec<Mistake>) {
    let mut refuse = |offset: usize, name: &str, known: bool| {
        if !known {
            mistakes.push(source.mistake(source.line_at(offset), format!("there are no words for {name}")));
        }
    };
    for ask in ASKS {
        for (offset, name) in after(&source.text, ask) {
            refuse(offset, name, messages.contains_key(name));
        }
    }
    for (offset, notice) in notices(&source.text) {
        let name = format!("flash-{notice}");
        refuse(offset, &name, messages.contains_key(name.as_str()));
    }
    for (offset, name) in after(&source.text, ASKS_FAMILY) {
        let first = format!("{name}-");
        refuse(offset, &first, messages.keys().any(|key| key.starts_with(&first)));
    }
}

/// What a page says after it sent the visitor elsewhere: the second argument of `go`.
fn notices(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("Ok(go(").filter_map(|(offset, _)| {
        let (_, last) = text[offset..].lines().next()?.rsplit_once(", \"")?;
        let notice = last.split('"').next()?;
        (!notice.is_empty()).then_some((offset, notice))
    })
}

/// The names that follow these words, each with its place.
fn after<'t>(text: &'t str, ask: &str) -> impl Iterator<Item = (usize, &'t str)> {
    let length = ask.len();
    text.match_indices(ask).filter_map(move |(offset, _)| Some((offset, text[offset + length..].split('"').next()?)))
}

/// Whatever stands between two quotation marks of a line; what stands between two literals is no name and does no harm.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('"').skip(1))
}

/// The constant beginning of a name that is put together: `letter-` of `letter-{}-subject`.
fn family(text: &str) -> Option<String> {
    let (first, _) = text.split_once('{')?;
    let is_name =
        first.len() > 2 && first.ends_with('-') && first.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    is_name.then(|| first.to_owned())
}

fn of(source: &Source) -> impl Iterator<Item = String> {
    after(&source.text, ASKS_FAMILY).map(|(_, name)| format!("{name}-"))
}
