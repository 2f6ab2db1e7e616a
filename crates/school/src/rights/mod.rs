//! Rights: what a person sees of what is held about them, and what they do about it.

mod display;
mod overview;

pub use display::Reading;
pub use overview::{Card, HeldTable, Look, card, cards, terms_of_closure};
