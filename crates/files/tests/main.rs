//! Files, taken for what they are and rid of what they tell.

mod documents;
mod images;
mod names;
mod pages;
#[path = "../../../tests/school/support/photograph.rs"]
mod photograph;
mod scanner;

/// Whether bytes hold a part.
fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
