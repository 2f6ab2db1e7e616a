//! Words that stand in no finished Rust file.

use super::{Mistake, Source};

/// Written in halves, so that this file may be read too.
const UNFINISHED: [&str; 2] = [concat!("todo", "!("), concat!("unimplemented", "!(")];
const IGNORED: &str = concat!("#[", "ignore");
/// A test that makes something, instead of judging, is ignored until its own command runs it.
const RUN_BY_A_COMMAND: &str = concat!("#[", "ignore = \"run by `cargo xtask ");
const TEST_MODULE: &str = concat!("#[cfg(", "test)]");

pub(super) fn check(sources: &[Source], mistakes: &mut Vec<Mistake>) {
    for source in sources.iter().filter(|source| source.ending() == "rs") {
        for (line, text) in source.lines() {
            for word in UNFINISHED.iter().filter(|word| text.contains(**word)) {
                mistakes.push(source.mistake(line, format!("{word} does not stay")));
            }
            if text.contains(IGNORED) && !text.contains(RUN_BY_A_COMMAND) {
                mistakes.push(source.mistake(line, "an ignored test does not stay, unless a command of ours runs it"));
            }
            if source.path.contains("src/") && text.contains(TEST_MODULE) {
                mistakes.push(source.mistake(line, "tests stand in the tests folder of the crate"));
            }
        }
    }
}
