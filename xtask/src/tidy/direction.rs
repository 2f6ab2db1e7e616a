//! The direction of the crates: no arrow upward, none sideways in a row.

use super::dependencies::{Dependency, dependencies};
use super::{Mistake, Source};

/// The rows of the house, from the top. A new crate is given its place here.
const ROWS: [&[&str]; 6] = [
    &["server"],
    &["web"],
    &["school"],
    &["privacy", "records", "documents", "mail", "outgoing", "jobs", "coursework", "files", "archive"],
    &["vault", "journal"],
    &["database"],
];

pub(super) fn check(sources: &[Source], mistakes: &mut Vec<Mistake>) {
    for manifest in sources {
        let Some(name) = manifest.path.strip_prefix("crates/").and_then(|path| path.strip_suffix("/Cargo.toml")) else {
            continue;
        };
        let Some(from) = row(name) else {
            let rule = format!("the crate {name} has no row in xtask/src/tidy/direction.rs");
            mistakes.push(manifest.mistake(1, rule));
            continue;
        };
        for Dependency { line, text, .. } in dependencies(manifest) {
            let Some(to) = sibling(text) else { continue };
            if row(to).is_none_or(|to| to <= from) {
                mistakes
                    .push(manifest.mistake(line, format!("{name} may not depend on {to}: arrows go downward only")));
            }
        }
    }
}

fn row(name: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&name))
}

/// The crate that a line such as `vault = { path = "../vault" }` leads to.
fn sibling(line: &str) -> Option<&str> {
    let (_, path) = line.split_once("path = \"../")?;
    path.split_once('"').map(|(name, _)| name)
}
