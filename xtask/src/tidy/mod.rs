//! `cargo xtask tidy`: the house rules that no compiler knows, each answered with file and line.

use std::path::Path;

use anyhow::{Context, bail};

mod asked;
mod comments;
mod dependencies;
mod direction;
mod locales;
mod promises;
mod resources;
mod shape;
mod words;

/// Folders that hold nothing written by hand.
const SKIPPED: [&str; 4] = [".git", "target", "data", "screenshots"];
/// Endings of the files that the rules read.
const READ: [&str; 12] = ["rs", "toml", "sql", "html", "txt", "typ", "css", "js", "ftl", "md", "json", "svg"];

/// A file under the checkout, with its path from there.
pub(crate) struct Source {
    path: String,
    text: String,
}

/// A rule that a line breaks.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mistake {
    path: String,
    line: usize,
    rule: String,
}

/// Reads the whole checkout and says every mistake at once.
pub(crate) fn run(folder: &Path) -> anyhow::Result<()> {
    let mut sources = Vec::new();
    collect(folder, "", &mut sources)?;
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    let mut mistakes = Vec::new();
    let rules = [
        direction::check,
        dependencies::check,
        shape::check,
        words::check,
        resources::check,
        locales::check,
        asked::check,
        promises::check,
    ];
    for rule in rules {
        rule(&sources, &mut mistakes);
    }
    mistakes.sort();
    for mistake in &mistakes {
        eprintln!("{}:{}: {}", mistake.path, mistake.line, mistake.rule);
    }
    comments::report(&sources);
    if mistakes.is_empty() { Ok(()) } else { bail!("tidy: {} mistakes", mistakes.len()) }
}

fn collect(folder: &Path, name: &str, sources: &mut Vec<Source>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let Ok(file) = entry.file_name().into_string() else { continue };
        let path = if name.is_empty() { file.clone() } else { format!("{name}/{file}") };
        if entry.file_type()?.is_dir() {
            if !SKIPPED.contains(&file.as_str()) {
                collect(&entry.path(), &path, sources)?;
            }
        } else if READ.contains(&ending(&path)) || path == ".ci/run" {
            let text = std::fs::read_to_string(entry.path()).with_context(|| path.clone())?;
            sources.push(Source { path, text });
        }
    }
    Ok(())
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

impl Source {
    fn ending(&self) -> &str {
        ending(&self.path)
    }

    /// Whether it lies below this folder of the checkout.
    fn is_in(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Its lines, numbered from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    fn mistake(&self, line: usize, rule: impl Into<String>) -> Mistake {
        Mistake { path: self.path.clone(), line, rule: rule.into() }
    }

    /// The line on which the byte at this offset stands.
    fn line_at(&self, offset: usize) -> usize {
        self.text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
    }
}
