//! LaTeX formulas to MathML.

use pulldown_latex::config::{DisplayMode, MathStyle};
use pulldown_latex::{Event, Parser, ParserError, RenderConfig, Storage, push_mathml};

use super::escape;
use crate::model::Language;

/// Whether a formula stands in its line or on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    Inline,
    Display,
}

/// The MathML of a formula, with its LaTeX as annotation for who copies it, or why it cannot be read.
pub(super) fn mathml(latex: &str, placement: Placement, language: Language) -> Result<String, String> {
    let storage = Storage::new();
    // The whole formula is parsed before anything is written: the renderer would show errors inside the page.
    let events: Vec<Event<'_>> = Parser::new(latex, &storage).collect::<Result<_, _>>().map_err(first_line)?;
    // The library writes the annotation as it is given: unescaped, `<` in a formula would open an element of the page.
    let annotation = escape(latex);
    let config = RenderConfig {
        display_mode: match placement {
            Placement::Inline => DisplayMode::Inline,
            Placement::Display => DisplayMode::Block,
        },
        annotation: Some(&annotation),
        math_style: match language {
            Language::Fr => MathStyle::French,
            Language::En => MathStyle::TeX,
        },
        ..RenderConfig::default()
    };
    let mut written = String::new();
    let events = events.into_iter().map(Ok::<_, ParserError>);
    push_mathml(&mut written, events, config).map_err(|error| error.to_string())?;
    Ok(written)
}

/// The parser draws the place of the error on further lines, which would break a mistake's one line.
fn first_line(error: ParserError) -> String {
    let shown = error.to_string();
    let first = shown.lines().next().unwrap_or_default();
    first.strip_prefix("parsing error:").unwrap_or(first).trim().to_owned()
}
