//! Questions and their eight kinds.

use serde::{Deserialize, Serialize};

use crate::competence::Competence;
use crate::number::Decimal;

/// A question of an exercise or of the bank of an assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Name of the question, unique in its file and never given to another one.
    pub key: String,
    /// What is asked for, and the right answer.
    pub kind: QuestionKind,
    /// The prompt as written, in Markdown.
    pub prompt: String,
    /// The prompt in sanitised HTML.
    pub prompt_html: String,
    /// Shown with the marking, in sanitised HTML.
    pub explanation_html: String,
    /// Help before answering, in sanitised HTML.
    pub hint_html: Option<String>,
    /// Points of a full answer, at least 1; for an essay the sum of its criteria.
    pub points: u16,
    /// `EntreComp` competences the question bears on.
    pub competences: Vec<Competence>,
}

impl Question {
    /// Points of a full answer, in hundredths of a point.
    pub fn maximum_hundredths(&self) -> u32 {
        u32::from(self.points) * 100
    }
}

/// What a question asks for. Lists are in canonical order; showing them shuffled is [`crate::shuffle_order`]'s matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum QuestionKind {
    /// One option to choose.
    Choice {
        /// Two or more, exactly one of them correct.
        options: Vec<QuestionOption>,
    },
    /// Several options to choose.
    Choices {
        /// Two or more, at least one correct and one not.
        options: Vec<QuestionOption>,
    },
    /// A number to type.
    Number {
        /// The exact answer.
        answer: Decimal,
        /// Unit that may follow the number; empty when there is none.
        unit: String,
        /// Greatest accepted distance from the answer, itself accepted.
        tolerance: Decimal,
    },
    /// A few words to type.
    Text {
        /// The answers that count, one or more.
        accepted: Vec<String>,
    },
    /// Items to put in order.
    Order {
        /// Three or more, in the right order, plain text.
        items: Vec<String>,
    },
    /// Pairs to put together.
    Match {
        /// Three or more; every right side is different.
        pairs: Vec<Pair>,
    },
    /// Blanks to fill in a text.
    Fill {
        /// The text cut at its blanks, of which there is at least one.
        parts: Vec<FillPart>,
    },
    /// A text to write, graded by a teacher.
    Essay {
        /// Words expected at least.
        minimum_words: u32,
        /// What the teacher grades, one or more.
        criteria: Vec<Criterion>,
    },
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionOption {
    /// What the option says, in sanitised HTML; without its paragraph when it has only one, so that it fits in a label.
    pub text_html: String,
    /// Whether it belongs to the right answer.
    pub correct: bool,
    /// Shown to who chose it, in sanitised HTML.
    pub feedback_html: Option<String>,
}

/// Two sides that belong together, plain text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The side that is shown in place.
    pub left: String,
    /// The side that is chosen.
    pub right: String,
}

/// A piece of a text with blanks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FillPart {
    /// Plain text as it stands.
    Text(String),
    /// A blank, with the answers that count, one or more.
    Blank(Vec<String>),
}

/// One thing a teacher grades in an essay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Name of the criterion, plain text.
    pub title: String,
    /// What earns its points, plain text.
    pub description: String,
    /// Points at most, at least 1.
    pub points: u16,
}

impl QuestionKind {
    /// The word the format uses for the kind.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Number { .. } => "number",
            Self::Text { .. } => "text",
            Self::Order { .. } => "order",
            Self::Match { .. } => "match",
            Self::Fill { .. } => "fill",
            Self::Essay { .. } => "essay",
        }
    }

    /// How many fields the question takes: its items, pairs or blanks, and 1 for the other kinds.
    pub fn field_count(&self) -> usize {
        match self {
            Self::Order { items } => items.len(),
            Self::Match { pairs } => pairs.len(),
            Self::Fill { .. } => self.blanks().count(),
            _ => 1,
        }
    }

    /// The accepted answers of each blank of a `fill`, in order; nothing for the other kinds.
    pub fn blanks(&self) -> impl Iterator<Item = &[String]> {
        let parts = match self {
            Self::Fill { parts } => parts.as_slice(),
            _ => &[],
        };
        parts.iter().filter_map(|part| match part {
            FillPart::Blank(accepted) => Some(accepted.as_slice()),
            FillPart::Text(_) => None,
        })
    }
}
