//! The shape of files: how long, how they begin, how their lines end.

use super::{Mistake, Source};

pub(super) fn check(sources: &[Source], mistakes: &mut Vec<Mistake>) {
    for source in sources {
        let count = source.text.lines().count();
        if let Some(most) = most_lines(source)
            && count > most
        {
            mistakes.push(source.mistake(most + 1, format!("{count} lines, {most} at most: divide it")));
        }
        if source.ending() == "rs" && !source.text.starts_with("//! ") {
            mistakes.push(source.mistake(1, "a file begins with //! and what it is for"));
        }
        for (line, text) in source.lines() {
            if text.ends_with([' ', '\t']) {
                mistakes.push(source.mistake(line, "a space or tab at the end of the line"));
            }
        }
        if !source.text.is_empty() && !source.text.ends_with('\n') {
            mistakes.push(source.mistake(count, "the last line does not end"));
        }
    }
}

fn most_lines(source: &Source) -> Option<usize> {
    match source.ending() {
        "rs" if source.path.contains("tests/") => Some(600),
        "rs" | "css" | "js" | "typ" => Some(400),
        "html" | "txt" if source.is_in("templates") => Some(120),
        _ => None,
    }
}
