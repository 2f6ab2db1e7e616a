//! A question as a page shows it: its form filled with what was typed, and its marking once there is one.

use coursework::{Answer, FillPart, Marking, PartVerdict, Question, QuestionKind, Verdict, shuffle_order};

use school::learning::Grading;

use crate::frame::Frame;

/// A question, ready for `templates/parts/question.html`.
pub(crate) struct QuestionView {
    /// « Question 2 sur 5 · 1 point »
    pub heading: String,
    /// The question's key, for ids.
    pub key: String,
    /// The name that its form fields begin with.
    pub field: String,
    /// What is asked.
    pub prompt_html: String,
    /// Help, if the question offers some and is not marked yet.
    pub hint_html: Option<String>,
    /// The part that answers.
    pub body: Body,
    /// The marking, once there is one.
    pub verdict: Option<VerdictView>,
    /// What a teacher said of an essay.
    pub grading: Option<GradingView>,
}

/// What a teacher said of an essay.
pub(crate) struct GradingView {
    /// « Corrigé par l'équipe pédagogique », or that it is about an earlier text.
    pub title: String,
    /// Each criterion with its points: « Clarté », « 3 sur 4 ».
    pub points: Vec<(String, String)>,
    /// What they wrote.
    pub comment: String,
}

/// The part of a question that answers.
pub(crate) enum Body {
    /// One option or several.
    Options { kind: &'static str, options: Vec<OptionView> },
    /// One line, with a unit when the answer is a number.
    Line { value: String, unit: String, mode: &'static str },
    /// Selects, one for each item or left side.
    Selects { ordered: Ordered, rows: Vec<SelectRow> },
    /// A text with blanks.
    Fill { pieces: Vec<Piece> },
    /// A long text with its criteria.
    Essay { value: String, minimum_words: u32, criteria: Vec<coursework::Criterion> },
}

/// Whether rows of selects are positions in an order, or pairs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ordered {
    /// Positions.
    Positions,
    /// Pairs.
    Pairs,
}

/// One option.
pub(crate) struct OptionView {
    pub index: usize,
    pub html: String,
    pub chosen: Chosen,
    pub state: &'static str,
    pub feedback_html: Option<String>,
}

/// Whether an option is chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chosen {
    Yes,
    No,
}

/// One select.
pub(crate) struct SelectRow {
    pub field: String,
    pub label: String,
    pub state: &'static str,
    pub choices: Vec<SelectChoice>,
}

/// One choice of a select.
pub(crate) struct SelectChoice {
    pub value: String,
    pub text: String,
    pub chosen: Chosen,
}

/// A piece of a text with blanks.
pub(crate) enum Piece {
    Text(String),
    Blank { field: String, number: usize, value: String, state: &'static str, size: usize },
}

/// A marking in words.
pub(crate) struct VerdictView {
    /// `right`, `partly`, `wrong` or `waiting`.
    pub class: &'static str,
    pub title: String,
    pub points: String,
    pub explanation_html: String,
}

/// Where a question stands on its page.
pub(crate) struct Place {
    /// From 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// The seed of what is shown shuffled.
    pub seed: u64,
}

impl QuestionView {
    /// The question with what was answered, and with its marking when it is to be shown.
    pub(crate) fn new(
        frame: &Frame,
        question: &Question,
        place: &Place,
        answer: Option<&Answer>,
        marking: Option<&Marking>,
    ) -> Self {
        let parts = marking.map(|marking| marking.parts.as_slice()).unwrap_or_default();
        let points = frame.n("points", i64::from(question.points));
        Self {
            heading: format!("{} · {points}", frame.pair("question-place", place.number, place.total)),
            key: question.key.clone(),
            field: format!("q-{}", question.key),
            prompt_html: question.prompt_html.clone(),
            hint_html: question.hint_html.clone().filter(|_| marking.is_none()),
            body: body(frame, question, place.seed, answer, parts),
            verdict: marking.map(|marking| verdict(frame, question, marking)),
            grading: None,
        }
    }

    /// With what a teacher said of it, or of the text that stood there before.
    pub(crate) fn graded(mut self, frame: &Frame, question: &Question, grading: Option<&Grading>) -> Self {
        let QuestionKind::Essay { criteria, .. } = &question.kind else { return self };
        let is_earlier = self.verdict.as_ref().is_none_or(|verdict| verdict.class == "waiting");
        let title = frame.t(if is_earlier { "grading-earlier" } else { "grading-said" });
        let line = |(criterion, points): (&coursework::Criterion, &u16)| {
            (criterion.title.clone(), frame.pair("grading-points-of", points, criterion.points))
        };
        self.grading = grading.map(|grading| GradingView {
            title,
            points: criteria.iter().zip(&grading.levels).map(line).collect(),
            comment: grading.comment.clone(),
        });
        self
    }
}

fn body(frame: &Frame, question: &Question, seed: u64, answer: Option<&Answer>, parts: &[PartVerdict]) -> Body {
    let field = format!("q-{}", question.key);
    match &question.kind {
        QuestionKind::Choice { options } => options_body("radio", options, answer, parts),
        QuestionKind::Choices { options } => options_body("checkbox", options, answer, parts),
        QuestionKind::Number { unit, .. } => Body::Line { value: typed(answer), unit: unit.clone(), mode: "decimal" },
        QuestionKind::Text { .. } => Body::Line { value: typed(answer), unit: String::new(), mode: "text" },
        QuestionKind::Order { items } => {
            let labels: Vec<&str> = items.iter().map(String::as_str).collect();
            let places: Vec<(usize, String)> = (1..=items.len()).map(|place| (place, place.to_string())).collect();
            let shown = shuffle_order(&question.key, seed, items.len());
            let rows = select_rows(frame, &field, &labels, &shown, &places, answer, parts);
            Body::Selects { ordered: Ordered::Positions, rows }
        }
        QuestionKind::Match { pairs } => {
            let labels: Vec<&str> = pairs.iter().map(|pair| pair.left.as_str()).collect();
            let shuffled = shuffle_order(&question.key, seed, pairs.len());
            let rights: Vec<(usize, String)> =
                shuffled.iter().map(|index| (*index, pairs[*index].right.clone())).collect();
            let shown: Vec<usize> = (0..pairs.len()).collect();
            let rows = select_rows(frame, &field, &labels, &shown, &rights, answer, parts);
            Body::Selects { ordered: Ordered::Pairs, rows }
        }
        QuestionKind::Fill { parts: pieces } => fill_body(&field, pieces, answer, parts),
        QuestionKind::Essay { minimum_words, criteria } => {
            Body::Essay { value: typed(answer), minimum_words: *minimum_words, criteria: criteria.clone() }
        }
    }
}

fn typed(answer: Option<&Answer>) -> String {
    match answer {
        Some(Answer::Number(text) | Answer::Text(text) | Answer::Essay(text)) => text.clone(),
        _ => String::new(),
    }
}

fn options_body(
    kind: &'static str,
    options: &[coursework::QuestionOption],
    answer: Option<&Answer>,
    parts: &[PartVerdict],
) -> Body {
    let is_chosen = |index: usize| match answer {
        Some(Answer::Choice(chosen)) => *chosen == index,
        Some(Answer::Choices(chosen)) => chosen.contains(&index),
        _ => false,
    };
    let options = options
        .iter()
        .enumerate()
        .map(|(index, option)| OptionView {
            index,
            html: option.text_html.clone(),
            chosen: if is_chosen(index) { Chosen::Yes } else { Chosen::No },
            state: state(parts.get(index)),
            feedback_html: option.feedback_html.clone().filter(|_| !parts.is_empty() && is_chosen(index)),
        })
        .collect();
    Body::Options { kind, options }
}

/// The class of a part's verdict; empty before the marking and for what calls for none.
fn state(part: Option<&PartVerdict>) -> &'static str {
    match part {
        Some(PartVerdict::Right) => "right",
        Some(PartVerdict::Wrong) => "wrong",
        Some(PartVerdict::Missed) => "missed",
        Some(PartVerdict::Neutral) | None => "",
    }
}

fn select_rows(
    frame: &Frame,
    field: &str,
    labels: &[&str],
    shown: &[usize],
    choices: &[(usize, String)],
    answer: Option<&Answer>,
    parts: &[PartVerdict],
) -> Vec<SelectRow> {
    let given = |index: usize| match answer {
        Some(Answer::Order(given) | Answer::Match(given)) => given.get(index).copied().flatten(),
        _ => None,
    };
    shown
        .iter()
        .map(|index| {
            let nothing = SelectChoice { value: String::new(), text: frame.t("question-choose"), chosen: Chosen::No };
            let choices = choices.iter().map(|(value, text)| SelectChoice {
                value: value.to_string(),
                text: text.clone(),
                chosen: if given(*index) == Some(*value) { Chosen::Yes } else { Chosen::No },
            });
            SelectRow {
                field: format!("{field}-{index}"),
                label: labels[*index].to_owned(),
                state: state(parts.get(*index)),
                choices: std::iter::once(nothing).chain(choices).collect(),
            }
        })
        .collect()
}

fn fill_body(field: &str, parts: &[FillPart], answer: Option<&Answer>, verdicts: &[PartVerdict]) -> Body {
    let mut blanks = 0;
    let pieces = parts
        .iter()
        .map(|part| match part {
            FillPart::Text(text) => Piece::Text(text.clone()),
            FillPart::Blank(accepted) => {
                let index = blanks;
                blanks += 1;
                let value = match answer {
                    Some(Answer::Fill(typed)) => typed.get(index).cloned().unwrap_or_default(),
                    _ => String::new(),
                };
                // Wide enough for the longest accepted form, in steps so that the width gives nothing away.
                let longest = accepted.iter().map(|form| form.chars().count()).max().unwrap_or(0);
                let size = if longest <= 8 { 10 } else { 24 };
                Piece::Blank {
                    field: format!("{field}-{index}"),
                    number: index + 1,
                    value,
                    state: state(verdicts.get(index)),
                    size,
                }
            }
        })
        .collect();
    Body::Fill { pieces }
}

fn verdict(frame: &Frame, question: &Question, marking: &Marking) -> VerdictView {
    let class = match marking.verdict {
        Verdict::Right => "right",
        Verdict::Partly => "partly",
        Verdict::Wrong => "wrong",
        Verdict::AwaitingGrading => "waiting",
    };
    VerdictView {
        class,
        title: frame.of("verdict", class),
        points: if class == "waiting" {
            frame.t("verdict-waiting-text")
        } else {
            frame.points(marking.points_hundredths, marking.maximum_hundredths)
        },
        explanation_html: question.explanation_html.clone(),
    }
}
