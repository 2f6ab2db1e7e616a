//! The keys that belong to one kind of question.

use super::fields::Fields;
use super::questions::MOST_POINTS;
use crate::comparison::folded;
use crate::markdown::without_single_paragraph;
use crate::number::Decimal;
use crate::question::{Criterion, FillPart, Pair, QuestionKind, QuestionOption};

/// The words `kind` may take.
pub(crate) const KINDS: [&str; 8] = ["choice", "choices", "number", "text", "order", "match", "fill", "essay"];

/// Most options, items, pairs or blanks: beyond, a share of one point would vanish in rounding and a page be unusable.
const MOST_PARTS: usize = 50;

/// Reads the keys of a kind; a name that is not a kind reads none and gives a placeholder.
pub(super) fn read_kind(name: &str, fields: &mut Fields<'_>) -> QuestionKind {
    match name {
        "choice" => QuestionKind::Choice { options: options(fields, Correct::ExactlyOne) },
        "choices" => QuestionKind::Choices { options: options(fields, Correct::SomeNotAll) },
        "number" => number(fields),
        "order" => QuestionKind::Order { items: items(fields) },
        "match" => QuestionKind::Match { pairs: pairs(fields) },
        "fill" => QuestionKind::Fill { parts: fill(fields) },
        "essay" => essay(fields),
        "text" => QuestionKind::Text { accepted: fields.plain_texts("accepted", 1) },
        _ => QuestionKind::Text { accepted: Vec::new() },
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Correct {
    ExactlyOne,
    SomeNotAll,
}

fn options(fields: &mut Fields<'_>, correct: Correct) -> Vec<QuestionOption> {
    let mut options = Vec::new();
    for mut option in fields.tables("option") {
        options.push(QuestionOption {
            text_html: without_single_paragraph(&option.markdown("text").html).to_owned(),
            correct: option.flag("correct"),
            feedback_html: option.optional_markdown("feedback").map(|feedback| feedback.html),
        });
        option.finish();
    }
    // Without a single option, that was reported already.
    if options.is_empty() {
        return options;
    }
    let right = options.iter().filter(|option| option.correct).count();
    match correct {
        _ if options.len() < 2 || options.len() > MOST_PARTS => {
            fields.out_of_range("option", format!("de 2 à {MOST_PARTS} options sont attendues"));
        }
        Correct::ExactlyOne if right != 1 => {
            fields.out_of_range("option", "« correct = true » est attendu sur une option et une seule");
        }
        Correct::SomeNotAll if right == 0 || right == options.len() => {
            fields
                .out_of_range("option", "« correct = true » est attendu sur une option au moins, mais pas sur toutes");
        }
        _ => {}
    }
    options
}

fn number(fields: &mut Fields<'_>) -> QuestionKind {
    let answer = fields.decimal("answer");
    let unit = fields.optional_plain("unit").unwrap_or_default();
    let tolerance = fields.decimal_or_zero("tolerance");
    if tolerance < Decimal::ZERO {
        fields.out_of_range("tolerance", "un nombre positif ou nul est attendu");
    }
    QuestionKind::Number { answer, unit, tolerance }
}

fn items(fields: &mut Fields<'_>) -> Vec<String> {
    let items = fields.texts("items", 3);
    if items.len() > MOST_PARTS {
        fields.out_of_range("items", format!("{MOST_PARTS} éléments au plus sont attendus"));
    }
    if has_twins(items.iter()) {
        fields.out_of_range("items", "des éléments tous différents sont attendus");
    }
    items
}

fn pairs(fields: &mut Fields<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for mut pair in fields.tables("pair") {
        pairs.push(Pair { left: pair.text("left"), right: pair.text("right") });
        pair.finish();
    }
    if !pairs.is_empty() && !(3..=MOST_PARTS).contains(&pairs.len()) {
        fields.out_of_range("pair", format!("de 3 à {MOST_PARTS} paires sont attendues"));
    }
    if has_twins(pairs.iter().map(|pair| &pair.right)) {
        fields.out_of_range("pair", "des « right » tous différents sont attendus");
    }
    pairs
}

/// Whether two texts would look the same to a learner; a text that was reported as empty has no twin.
fn has_twins<'text>(texts: impl Iterator<Item = &'text String>) -> bool {
    let mut folded_texts: Vec<String> = texts.map(|text| folded(text)).filter(|text| !text.is_empty()).collect();
    let count = folded_texts.len();
    folded_texts.sort_unstable();
    folded_texts.dedup();
    folded_texts.len() < count
}

fn fill(fields: &mut Fields<'_>) -> Vec<FillPart> {
    let text = fields.plain("text");
    let Some(parts) = fill_parts(&text, fields) else {
        fields.out_of_range("text", "chaque trou est attendu sous la forme [[réponse|autre forme]], sans réponse vide");
        return Vec::new();
    };
    let blanks = parts.iter().filter(|part| matches!(part, FillPart::Blank(_))).count();
    if !text.is_empty() && !(1..=MOST_PARTS).contains(&blanks) {
        fields.out_of_range("text", format!("de 1 à {MOST_PARTS} trous [[réponse]] sont attendus"));
    }
    parts
}

fn fill_parts(text: &str, fields: &Fields<'_>) -> Option<Vec<FillPart>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let (inside, after) = after.split_once("]]")?;
        let accepted: Vec<String> = inside.split('|').map(|answer| answer.trim().to_owned()).collect();
        if before.contains("]]") || inside.contains("[[") || accepted.iter().any(|answer| folded(answer).is_empty()) {
            return None;
        }
        push_text(&mut parts, before, fields);
        parts.push(FillPart::Blank(accepted));
        rest = after;
    }
    push_text(&mut parts, rest, fields);
    (!rest.contains("]]")).then_some(parts)
}

fn push_text(parts: &mut Vec<FillPart>, text: &str, fields: &Fields<'_>) {
    if !text.is_empty() {
        parts.push(FillPart::Text(fields.typeset(text)));
    }
}

fn essay(fields: &mut Fields<'_>) -> QuestionKind {
    let minimum_words = fields.whole("minimum_words", 0..=10_000);
    let mut criteria = Vec::new();
    for mut criterion in fields.tables("criterion") {
        criteria.push(Criterion {
            title: criterion.text("title"),
            description: criterion.text("description"),
            points: criterion.whole("points", 1..=MOST_POINTS),
        });
        criterion.finish();
    }
    QuestionKind::Essay { minimum_words, criteria }
}
