//! The `[[question]]` tables: what all kinds have in common.

use std::collections::HashMap;

use super::fields::Fields;
use super::names::is_slug;
use super::question_kinds::{KINDS, read_kind};
use crate::mistake::MistakeKind;
use crate::question::{Question, QuestionKind};

/// Greatest number of points of a question or a criterion.
pub(super) const MOST_POINTS: i64 = 100;

/// The questions of a file, each with the line of its header.
pub(super) fn questions(file: &mut Fields<'_>) -> Vec<(Question, u32)> {
    let mut first_lines: HashMap<String, u32> = HashMap::new();
    let mut found = Vec::new();
    for mut fields in file.tables("question") {
        let line = fields.line();
        let key = key(&mut fields, &mut first_lines);
        let name = fields.plain("kind");
        if name.is_empty() || KINDS.contains(&name.as_str()) {
            found.push((question(key, &name, fields), line));
        } else {
            // Without a kind no key is known, so only this is said of the question.
            fields.tell_at("kind", MistakeKind::UnknownQuestionKind { kind: name });
        }
    }
    found
}

fn key(fields: &mut Fields<'_>, first_lines: &mut HashMap<String, u32>) -> String {
    let key = fields.plain("key");
    if key.is_empty() {
        return key;
    }
    if !is_slug(&key) {
        fields.out_of_range("key", "des minuscules sans accent, chiffres et tirets sont attendus");
    }
    match first_lines.get(&key) {
        Some(first_line) => {
            fields.tell_at("key", MistakeKind::DuplicateQuestionKey { key: key.clone(), first_line: *first_line });
        }
        None => {
            first_lines.insert(key.clone(), fields.line());
        }
    }
    key
}

fn question(key: String, kind_name: &str, mut fields: Fields<'_>) -> Question {
    let prompt = fields.markdown("prompt");
    let explanation_html = fields.markdown("explanation").html;
    let hint_html = fields.optional_markdown("hint").map(|hint| hint.html);
    let points = fields.optional_whole("points", 1..=MOST_POINTS);
    let competences = fields.optional_competences("competences");
    let kind = read_kind(kind_name, &mut fields);
    let points = points_of(&kind, points, &fields);
    if !kind_name.is_empty() {
        fields.finish();
    }
    Question {
        key,
        kind,
        prompt: prompt.source,
        prompt_html: prompt.html,
        explanation_html,
        hint_html,
        points,
        competences,
    }
}

/// An essay is worth the sum of its criteria, since that is what a teacher gives; any other question says its worth.
fn points_of(kind: &QuestionKind, points: Option<u16>, fields: &Fields<'_>) -> u16 {
    let QuestionKind::Essay { criteria, .. } = kind else {
        return points.unwrap_or(1);
    };
    let sum = criteria.iter().map(|criterion| criterion.points).fold(0, u16::saturating_add);
    if points.is_some_and(|points| points != sum) {
        fields.out_of_range("points", format!("la somme des points des critères, {sum}, est attendue, ou rien"));
    }
    sum
}
