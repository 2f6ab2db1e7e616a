//! What differs between two texts, so that a person can read it: by passages, and in them word by word.

use std::time::Duration;

use similar::{DiffTag, TextDiff};

/// Lines shown around what changed.
const AROUND: usize = 1;
/// Longer is not searched for the smallest difference: it is shown larger than it is.
const PATIENCE: Duration = Duration::from_millis(300);

/// A part of a text where something changed, with the lines around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its first line in the newer text, from 1.
    pub line: usize,
    /// What stands in it, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both texts.
    Same(String),
    /// In the newer one only.
    Added(String),
    /// In the older one only.
    Removed(String),
}

/// The passages that differ, in the order of the newer text.
pub fn passages(older: &str, newer: &str) -> Vec<Passage> {
    let difference = TextDiff::configure().timeout(PATIENCE).diff_lines(older, newer);
    let groups = difference.grouped_ops(AROUND);
    let passage = |group: Vec<similar::DiffOp>| {
        let line = group.first().map_or(1, |op| op.new_range().start + 1);
        let mut pieces = Vec::new();
        for op in group {
            let old = difference.old_slices()[op.old_range()].concat();
            let new = difference.new_slices()[op.new_range()].concat();
            match op.tag() {
                DiffTag::Equal => push(&mut pieces, Piece::Same(new)),
                DiffTag::Delete => push(&mut pieces, Piece::Removed(old)),
                DiffTag::Insert => push(&mut pieces, Piece::Added(new)),
                DiffTag::Replace => words(&old, &new, &mut pieces),
            }
        }
        Passage { line, pieces }
    };
    groups.into_iter().map(passage).collect()
}

/// Lines that were written anew, word by word.
fn words(old: &str, new: &str, pieces: &mut Vec<Piece>) {
    let difference = TextDiff::configure().timeout(PATIENCE).diff_words(old, new);
    for op in difference.ops() {
        let old = || difference.old_slices()[op.old_range()].concat();
        let new = || difference.new_slices()[op.new_range()].concat();
        match op.tag() {
            DiffTag::Equal => push(pieces, Piece::Same(new())),
            DiffTag::Delete => push(pieces, Piece::Removed(old())),
            DiffTag::Insert => push(pieces, Piece::Added(new())),
            DiffTag::Replace => {
                push(pieces, Piece::Removed(old()));
                push(pieces, Piece::Added(new()));
            }
        }
    }
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Same(before)), Piece::Same(text))
        | (Some(Piece::Added(before)), Piece::Added(text))
        | (Some(Piece::Removed(before)), Piece::Removed(text)) => before.push_str(&text),
        (_, piece) => pieces.push(piece),
    }
}
