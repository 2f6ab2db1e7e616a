//! A promise that is said to be kept has a test that bears its number, and no number of the ledger is left out.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mistake, Source};

/// Where promises are declared.
const FILE: &str = "privacy/promises.toml";
/// How many promises the policy makes, and how many are added to them: P01 to P51, B01 to B10.
const LEDGER: [(char, usize); 2] = [('P', 51), ('B', 10)];

pub(super) fn check(sources: &[Source], mistakes: &mut Vec<Mistake>) {
    let Some(file) = sources.iter().find(|source| source.path == FILE) else { return };
    let declared = sections(file);
    let tested = tested(sources);
    for (letter, count) in LEDGER {
        for number in (1..=count).map(|number| format!("{letter}{number:02}")) {
            if !declared.contains_key(number.as_str()) {
                mistakes.push(file.mistake(1, format!("{number} is not declared")));
            }
        }
    }
    for (number, (line, is_missing)) in declared {
        if !is_missing && !tested.contains(&number.to_lowercase()) {
            let test = number.to_lowercase();
            mistakes.push(file.mistake(line, format!("{number} is said to be kept, and no test is named {test}_…")));
        }
    }
}

/// Each promise with its line, and whether something of it is missing.
fn sections(file: &Source) -> BTreeMap<&str, (usize, bool)> {
    let mut sections = BTreeMap::new();
    let mut current = None;
    for (line, text) in file.lines() {
        if let Some(number) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            current = Some(number);
            sections.insert(number, (line, false));
        } else if let Some(number) = current.filter(|_| text.starts_with("missing =")) {
            sections.insert(number, (line, true));
        }
    }
    sections
}

/// The numbers that tests bear: `p08` of `fn p08_what_is_due_goes`.
fn tested(sources: &[Source]) -> BTreeSet<String> {
    let tests = sources.iter().filter(|source| source.ending() == "rs" && source.path.contains("tests/"));
    tests
        .flat_map(|source| source.text.match_indices("fn ").map(|(at, word)| &source.text[at + word.len()..]))
        .filter_map(|name| name.split_once('_').map(|(number, _)| number))
        .filter(|number| number.len() == 3 && number.starts_with(['p', 'b']))
        .map(str::to_owned)
        .collect()
}
