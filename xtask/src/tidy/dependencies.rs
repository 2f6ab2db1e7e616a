//! Dependencies: each is chosen once, in the workspace's manifest, and has its reason there.

use super::{Mistake, Source};

/// One line of a dependency section.
pub(super) struct Dependency<'s> {
    pub(super) line: usize,
    pub(super) text: &'s str,
    /// Whether a comment on the line, or above its group, says why it is there.
    pub(super) has_reason: bool,
}

pub(super) fn check(sources: &[Source], mistakes: &mut Vec<Mistake>) {
    for manifest in sources.iter().filter(|source| source.path.ends_with("Cargo.toml")) {
        let is_root = manifest.path == "Cargo.toml";
        for Dependency { line, text, has_reason } in dependencies(manifest) {
            if is_root && !has_reason {
                mistakes.push(manifest.mistake(line, "a dependency without a reason: write it after a # on the line"));
            }
            if !is_root && !text.contains("workspace = true") && !text.contains("path = \"") {
                mistakes.push(manifest.mistake(line, "versions and features are chosen in the workspace's Cargo.toml"));
            }
        }
    }
}

/// The lines of every section whose name ends with `dependencies`.
pub(super) fn dependencies(manifest: &Source) -> Vec<Dependency<'_>> {
    let mut found = Vec::new();
    let (mut inside, mut group_has_reason) = (false, false);
    for (line, text) in manifest.lines() {
        if text.starts_with('[') {
            inside = text.trim_end().ends_with("dependencies]");
            group_has_reason = false;
        } else if text.trim().is_empty() {
            group_has_reason = false;
        } else if text.starts_with('#') {
            group_has_reason = true;
        } else if inside && text.contains('=') {
            found.push(Dependency { line, text, has_reason: group_has_reason || text.contains('#') });
        }
    }
    found
}
