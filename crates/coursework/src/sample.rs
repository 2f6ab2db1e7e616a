//! Answers that nobody gave: what an invented learner answers.

use crate::{Answer, Question, QuestionKind};

/// An answer that is right, or one that is not. The text of an essay is the caller's.
pub fn sample_answer(question: &Question, right: bool, essay: &str) -> Answer {
    match &question.kind {
        QuestionKind::Choice { options } => {
            Answer::Choice(options.iter().position(|option| option.correct == right).unwrap_or(0))
        }
        QuestionKind::Choices { options } => {
            let chosen = options.iter().enumerate().filter(|(_, option)| option.correct == right);
            Answer::Choices(chosen.map(|(index, _)| index).collect())
        }
        QuestionKind::Number { answer, .. } if right => Answer::Number(answer.to_string()),
        QuestionKind::Number { .. } => Answer::Number("1".to_owned()),
        QuestionKind::Text { accepted } if right => Answer::Text(accepted.first().cloned().unwrap_or_default()),
        QuestionKind::Text { .. } => Answer::Text("je ne sais pas encore".to_owned()),
        QuestionKind::Order { items } if right => Answer::Order((1..=items.len()).map(Some).collect()),
        QuestionKind::Order { items } => Answer::Order((1..=items.len()).rev().map(Some).collect()),
        QuestionKind::Match { pairs } if right => Answer::Match((0..pairs.len()).map(Some).collect()),
        QuestionKind::Match { pairs } => Answer::Match((0..pairs.len()).rev().map(Some).collect()),
        QuestionKind::Fill { .. } => {
            let blank = |forms: &[String]| forms.first().filter(|_| right).cloned().unwrap_or("?".to_owned());
            Answer::Fill(question.kind.blanks().map(blank).collect())
        }
        QuestionKind::Essay { .. } => Answer::Essay(essay.to_owned()),
    }
}
