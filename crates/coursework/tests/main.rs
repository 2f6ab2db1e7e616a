//! The tests of the crate, in one program so that it is linked once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop there")]

mod demonstration;
mod editing;
mod folder;
mod hostile;
mod lesson_mistakes;
mod markdown;
mod marking;
mod mistakes;
mod numbers;
mod question_mistakes;
mod shared;
mod typography;
