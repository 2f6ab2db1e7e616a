//! The order in which the items of a question are shown.

use crate::hash::fnv1a_64;

/// A permutation of `0..length`: the position shown first holds the canonical index found first, and so on.
///
/// The same key and seed always give the same order, so a page can be shown again without storing it. From two items on
/// the order is never the canonical one, which would show the right answer.
pub fn shuffle_order(question_key: &str, seed: u64, length: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    let mut state = fnv1a_64(question_key.as_bytes()) ^ seed;
    for last in (1..length).rev() {
        let chosen = (next(&mut state) % (last as u64 + 1)) as usize;
        order.swap(last, chosen);
    }
    if length >= 2 && order.iter().enumerate().all(|(position, index)| position == *index) {
        order.rotate_left(1);
    }
    order
}

/// One step of SplitMix64, whose constants are those of Steele, Lea and Flood (2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
