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

/// Longest formula, in bytes.
const LONGEST: usize = 4_000;
/// Most commands in a formula. The parser calls itself for each command that takes another as its argument; at two hundred
/// a thread's usual stack of 2 MiB overflows in a build without optimisation, and an overflow ends the whole process.
const MOST_COMMANDS: usize = 80;
/// Commands that define others, by which a short formula could stand for an endless one.
const DEFINING: [&str; 10] = [
    "def",
    "edef",
    "gdef",
    "xdef",
    "let",
    "futurelet",
    "newcommand",
    "renewcommand",
    "providecommand",
    "DeclareMathOperator",
];

/// The MathML of a formula, with its LaTeX as annotation for who copies it, or why it cannot be read.
pub(super) fn mathml(latex: &str, placement: Placement, language: Language) -> Result<String, String> {
    check_bounds(latex)?;
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

fn check_bounds(latex: &str) -> Result<(), String> {
    if latex.len() > LONGEST {
        return Err(format!("plus de {LONGEST} octets"));
    }
    let commands: Vec<&str> = latex.split('\\').skip(1).map(command_name).filter(|name| !name.is_empty()).collect();
    if let Some(name) = commands.iter().find(|name| DEFINING.contains(name)) {
        return Err(format!("la commande \\{name} n’est pas admise"));
    }
    if commands.len() > MOST_COMMANDS {
        return Err(format!("plus de {MOST_COMMANDS} commandes"));
    }
    Ok(())
}

/// The letters with which a piece begins; signs such as `\\,` and `\\\\` take no argument and do not count.
fn command_name(piece: &str) -> &str {
    let end = piece.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(piece.len());
    &piece[..end]
}

/// The parser draws the place of the error on further lines, which would break a mistake's one line.
fn first_line(error: ParserError) -> String {
    let shown = error.to_string();
    let first = shown.lines().next().unwrap_or_default();
    first.strip_prefix("parsing error:").unwrap_or(first).trim().to_owned()
}
