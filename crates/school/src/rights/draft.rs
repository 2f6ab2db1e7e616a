//! The answer to a request as the engine would give it: a draft that a person reads, changes and decides upon.

use coursework::Language;
use database::{Moment, Reader, params, sql};
use privacy::Engine;

use super::erasure::erasure_lines;
use super::{Case, ErasureScope, Reading};
use crate::moments::Moments;
use crate::words::{language, words_with};
use crate::{Error, Settings};

/// The draft, in the language of whoever asks.
pub fn draft(
    reader: &Reader<'_>,
    engine: &Engine,
    moment: &Moment,
    (settings, case): (&Settings, &Case),
) -> Result<String, Error> {
    let spoken: String = reader.one(sql!("SELECT language FROM requests WHERE id = $1"), params![case.line.id])?;
    let spoken = language(&spoken);
    let known = if case.account.is_some() { "known" } else { "none" };
    let kind = case.line.kind.as_str();
    if kind == "other" {
        return Ok(String::new());
    }
    let fates = fates(reader, engine, moment, (spoken, case))?;
    let values = [("base", settings.base_url.clone().into()), ("fates", fates.into())];
    Ok(words_with(spoken, &format!("draft-{kind}-{known}"), &values))
}

/// What would become of each category, a line each, for a request that ends with erasure.
fn fates(
    reader: &Reader<'_>,
    engine: &Engine,
    moment: &Moment,
    (spoken, case): (Language, &Case),
) -> Result<String, Error> {
    let (Some(person), "erasure" | "minor") = (case.account, case.line.kind.as_str()) else { return Ok(String::new()) };
    let reading = Reading { person, language: spoken, moments: Moments::new(spoken, moment.now) };
    let lines = erasure_lines(reader, engine, moment, (&reading, ErasureScope { with_account: true }))?;
    Ok(lines.iter().map(|line| format!("{} : {}", line.category, line.fate)).collect::<Vec<_>>().join("\n"))
}
