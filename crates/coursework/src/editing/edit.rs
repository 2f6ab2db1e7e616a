//! One change to a file, as a page sends it, and the same change made to a text that was changed meanwhile.

use super::arrange::Direction;
use super::paper::Paper;
use super::paths::FileKind;
use super::shape::{ASSESSMENT, EXERCISE, MODULE, PROGRAMME, Shape, question_shape};
use super::text::as_file;
use super::typed::Typed;

/// A change to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// The whole text, as it was typed.
    Text(String),
    /// The file's own form.
    Form(Typed),
    /// The form of a question of this kind: the one at an index from 0, or a new one behind the others.
    Question {
        /// Which one.
        index: Option<usize>,
        /// Its kind.
        kind: String,
        /// Its form.
        typed: Typed,
    },
    /// A question past its neighbour.
    MoveQuestion(usize, Direction),
    /// A question gone.
    RemoveQuestion(usize),
    /// A question once more, under this key.
    DuplicateQuestion(usize, String),
}

/// The form of a file; nothing for one that has none.
pub fn shape_of(path: &str) -> Option<Shape> {
    match FileKind::of(path) {
        FileKind::Programme => Some(PROGRAMME),
        FileKind::Module => Some(MODULE),
        FileKind::Exercise => Some(EXERCISE),
        FileKind::Assessment => Some(ASSESSMENT),
        FileKind::Lesson | FileKind::Medium | FileKind::Other => None,
    }
}

impl Edit {
    /// The file once changed; nothing when the change cannot be made to this text.
    pub fn apply(&self, path: &str, before: &str) -> Option<String> {
        if let Self::Text(text) = self {
            return Some(as_file(before, text));
        }
        let mut paper = Paper::read(before).ok()?;
        match self {
            Self::Text(_) => {}
            Self::Form(typed) => paper.apply(&shape_of(path)?, typed),
            Self::Question { index, kind, typed } => paper.apply_question(*index, kind, typed)?,
            Self::MoveQuestion(index, direction) => paper.move_question(*index, *direction)?,
            Self::RemoveQuestion(index) => paper.remove_question(*index)?,
            Self::DuplicateQuestion(index, key) => paper.duplicate_question(*index, key)?,
        }
        Some(paper.text())
    }

    /// Makes the change, which began from `base`, to the text that stands there now. Nothing when both changed the same field,
    /// or when a whole text was typed.
    pub fn merge(&self, path: &str, base: &str, theirs: &str) -> Option<String> {
        let (ours, current) = (Paper::read(base).ok()?, Paper::read(theirs).ok()?);
        let at = |index: usize| {
            let wanted = ours.questions().get(index)?.key.clone();
            current.questions().iter().position(|one| one.key == wanted)
        };
        let rebased = match self {
            Self::Text(_) => return None,
            Self::Form(typed) => {
                let shape = shape_of(path)?;
                Self::Form(merged(typed, &ours.form(&shape), current.form(&shape))?)
            }
            Self::Question { index: None, .. } => self.clone(),
            Self::Question { index: Some(index), kind, typed } => {
                let index_now = at(*index)?;
                let ((kind_before, before), (kind_now, now)) = (ours.question(*index)?, current.question(index_now)?);
                if kind_before != kind_now {
                    return None;
                }
                let rows = question_shape(kind_now)?.rows.map(|rows| rows.key);
                let typed = merged_rows(typed, &before, now, rows)?;
                Self::Question { index: Some(index_now), kind: kind.clone(), typed }
            }
            Self::MoveQuestion(index, direction) => Self::MoveQuestion(at(*index)?, *direction),
            Self::RemoveQuestion(index) => {
                // Somebody wrote in it meanwhile: it is not removed unread.
                let index_now = at(*index)?;
                if ours.question(*index)? != current.question(index_now)? {
                    return None;
                }
                Self::RemoveQuestion(index_now)
            }
            Self::DuplicateQuestion(index, key) => Self::DuplicateQuestion(at(*index)?, key.clone()),
        };
        rebased.apply(path, theirs)
    }
}

/// What was typed anew, over what stands there now; nothing when both changed one field, and not to the same.
fn merged(typed: &Typed, before: &Typed, mut now: Typed) -> Option<Typed> {
    for (name, value) in typed.iter().filter(|(name, value)| before.get(name).trim() != value.trim()) {
        if now.get(name) != before.get(name) && now.get(name) != value {
            return None;
        }
        now.set(name, value);
    }
    Some(now)
}

/// The same for a form with rows, which have no name of their own: all of them are one field.
fn merged_rows(typed: &Typed, before: &Typed, now: Typed, rows: Option<&str>) -> Option<Typed> {
    let Some(key) = rows else { return merged(typed, before, now) };
    let prefix = format!("{key}.");
    let of_rows = |form: &Typed| -> Vec<(String, String)> {
        let kept = form.iter().filter(|(name, value)| name.starts_with(&prefix) && !value.trim().is_empty());
        kept.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect()
    };
    let own = |form: &Typed| -> Typed {
        let kept = form.iter().filter(|(name, _)| !name.starts_with(&prefix));
        kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let (ours_changed, theirs_changed) = (of_rows(typed) != of_rows(before), of_rows(&now) != of_rows(before));
    if ours_changed && theirs_changed {
        return None;
    }
    let mut form = merged(&own(typed), &own(before), own(&now))?;
    let source = if ours_changed { typed } else { &now };
    source.iter().filter(|(name, _)| name.starts_with(&prefix)).for_each(|(name, value)| form.set(name, value));
    Some(form)
}
