//! How much of each crate is comment: said, not judged. The aim is 6 to 10 lines in a hundred.

use std::collections::BTreeMap;

use super::Source;

#[derive(Default)]
struct Share {
    lines: usize,
    comments: usize,
    documentation: usize,
}

pub(super) fn report(sources: &[Source]) {
    let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
    for source in sources.iter().filter(|source| source.ending() == "rs") {
        let Some((owner, _)) = source.path.split_once("/src/") else { continue };
        let share = shares.entry(owner.trim_start_matches("crates/")).or_default();
        for (_, text) in source.lines().filter(|(_, text)| !text.trim().is_empty()) {
            let text = text.trim_start();
            share.lines += 1;
            if text.starts_with("///") || text.starts_with("//!") {
                share.documentation += 1;
            } else if text.starts_with("//") {
                share.comments += 1;
            }
        }
    }
    for (owner, share) in shares {
        eprintln!(
            "{owner:<12} {:>6} lines, {:>4.1} % comments, {:>4.1} % of them documentation",
            share.lines,
            percent(share.comments + share.documentation, share.lines),
            percent(share.documentation, share.comments + share.documentation)
        );
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    part as f64 * 100.0 / whole.max(1) as f64
}
