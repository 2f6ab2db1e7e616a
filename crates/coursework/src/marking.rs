//! Marking: what an answer is worth.
//!
//! Points are counted in hundredths, so that a share of a point is a whole number and a sum of shares has no surprise.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::comparison::folded;
use crate::number;
use crate::question::{Question, QuestionKind, QuestionOption};

/// The outcome of one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marking {
    /// Points earned, in hundredths of a point.
    pub points_hundredths: u32,
    /// Points of a full answer, in hundredths of a point.
    pub maximum_hundredths: u32,
    /// The outcome in a word.
    pub verdict: Verdict,
    /// One verdict for each option, item, pair or blank, in canonical order; empty for number, text and essay.
    pub parts: Vec<PartVerdict>,
}

/// The outcome of an answer in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All the points.
    Right,
    /// A share of the points.
    Partly,
    /// No point.
    Wrong,
    /// A teacher has yet to grade the essay.
    AwaitingGrading,
}

/// The outcome of one part of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartVerdict {
    /// Rightly chosen, placed, paired or filled.
    Right,
    /// Wrongly so.
    Wrong,
    /// Nothing was given where something was expected: a right option not chosen, an item, pair or blank left empty.
    Missed,
    /// A wrong option, rightly not chosen.
    Neutral,
}

/// Marks an answer. An answer of another kind than the question is as none, and so is every index out of range.
pub fn mark(question: &Question, answer: &Answer) -> Marking {
    match (&question.kind, answer) {
        (QuestionKind::Choice { options }, Answer::Choice(chosen)) => all_or_nothing(question, options, &[*chosen]),
        (QuestionKind::Choices { options }, Answer::Choices(chosen)) => all_or_nothing(question, options, chosen),
        (QuestionKind::Number { answer, unit, tolerance }, Answer::Number(typed)) => {
            let right = number::parse(typed, unit).is_some_and(|reading| reading.is_within(*answer, *tolerance));
            whole(question, right, Vec::new())
        }
        (QuestionKind::Text { accepted }, Answer::Text(typed)) => {
            whole(question, is_accepted(accepted, typed), Vec::new())
        }
        (QuestionKind::Order { items }, Answer::Order(given)) => {
            shares(question, (0..items.len()).map(|item| (given_at(given, item), item + 1)).map(place).collect())
        }
        (QuestionKind::Match { pairs }, Answer::Match(given)) => {
            shares(question, (0..pairs.len()).map(|pair| (given_at(given, pair), pair)).map(place).collect())
        }
        (kind @ QuestionKind::Fill { .. }, Answer::Fill(typed)) => {
            let typed_at = |blank: usize| typed.get(blank).map_or("", String::as_str);
            shares(
                question,
                kind.blanks().enumerate().map(|(blank, accepted)| fill(accepted, typed_at(blank))).collect(),
            )
        }
        (QuestionKind::Essay { .. }, Answer::Essay(_)) => marking(question, 0, Verdict::AwaitingGrading, Vec::new()),
        _ => unanswered(question),
    }
}

/// The marking of an essay that a person graded: `levels` are the points of each criterion, in the rubric's order. The rubric's
/// points are shares of the question's; more than a criterion gives counts as what it gives.
pub fn grade(question: &Question, levels: &[u16]) -> Marking {
    let QuestionKind::Essay { criteria, .. } = &question.kind else { return unanswered(question) };
    let given = criteria.iter().zip(levels).map(|(criterion, level)| u32::from((*level).min(criterion.points))).sum();
    let rubric: u32 = criteria.iter().map(|criterion| u32::from(criterion.points)).sum();
    let verdict = match given {
        0 => Verdict::Wrong,
        all if all == rubric => Verdict::Right,
        _ => Verdict::Partly,
    };
    marking(question, question.maximum_hundredths() * given / rubric.max(1), verdict, Vec::new())
}

/// The marking of a question that got no answer at all: no point, even for an essay, of which there is nothing to grade.
pub fn unanswered(question: &Question) -> Marking {
    match &question.kind {
        QuestionKind::Choice { options } | QuestionKind::Choices { options } => all_or_nothing(question, options, &[]),
        QuestionKind::Order { .. } | QuestionKind::Match { .. } | QuestionKind::Fill { .. } => {
            whole(question, false, vec![PartVerdict::Missed; question.kind.field_count()])
        }
        QuestionKind::Number { .. } | QuestionKind::Text { .. } | QuestionKind::Essay { .. } => {
            whole(question, false, Vec::new())
        }
    }
}

fn marking(question: &Question, points_hundredths: u32, verdict: Verdict, parts: Vec<PartVerdict>) -> Marking {
    Marking { points_hundredths, maximum_hundredths: question.maximum_hundredths(), verdict, parts }
}

fn whole(question: &Question, right: bool, parts: Vec<PartVerdict>) -> Marking {
    if right {
        marking(question, question.maximum_hundredths(), Verdict::Right, parts)
    } else {
        marking(question, 0, Verdict::Wrong, parts)
    }
}

fn all_or_nothing(question: &Question, options: &[QuestionOption], chosen: &[usize]) -> Marking {
    let chosen: BTreeSet<usize> = chosen.iter().copied().collect();
    let parts: Vec<PartVerdict> = options
        .iter()
        .enumerate()
        .map(|(index, option)| match (option.correct, chosen.contains(&index)) {
            (true, true) => PartVerdict::Right,
            (false, true) => PartVerdict::Wrong,
            (true, false) => PartVerdict::Missed,
            (false, false) => PartVerdict::Neutral,
        })
        .collect();
    // An index beyond the options is a choice of nothing: it may not ride along with the right ones.
    let inside = chosen.iter().all(|index| *index < options.len());
    let right = inside && !parts.iter().any(|part| matches!(part, PartVerdict::Wrong | PartVerdict::Missed));
    whole(question, right, parts)
}

/// Gives each right part its share, the total rounded to the nearest hundredth.
fn shares(question: &Question, parts: Vec<PartVerdict>) -> Marking {
    let total = parts.len() as u64;
    let right = parts.iter().filter(|part| **part == PartVerdict::Right).count() as u64;
    if right == total || right == 0 {
        return whole(question, right == total && total > 0, parts);
    }
    let points = (u64::from(question.maximum_hundredths()) * right + total / 2) / total;
    marking(question, points as u32, Verdict::Partly, parts)
}

fn given_at(given: &[Option<usize>], index: usize) -> Option<usize> {
    given.get(index).copied().flatten()
}

fn place((given, expected): (Option<usize>, usize)) -> PartVerdict {
    match given {
        None => PartVerdict::Missed,
        Some(given) if given == expected => PartVerdict::Right,
        Some(_) => PartVerdict::Wrong,
    }
}

fn fill(accepted: &[String], typed: &str) -> PartVerdict {
    if typed.trim().is_empty() {
        PartVerdict::Missed
    } else if is_accepted(accepted, typed) {
        PartVerdict::Right
    } else {
        PartVerdict::Wrong
    }
}

fn is_accepted(accepted: &[String], typed: &str) -> bool {
    let typed = folded(typed);
    !typed.is_empty() && accepted.iter().any(|expected| folded(expected) == typed)
}
