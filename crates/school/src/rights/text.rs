//! What people write to us, parsed once at the door.

use zeroize::Zeroize;

use crate::people::FieldMistake;

/// The longest text that a request takes, in characters.
const MOST_CHARACTERS: usize = 5_000;

/// Words that a person sends with a request: something, and no more than a few pages.
#[derive(Clone)]
pub struct RequestText(String);

impl RequestText {
    /// Takes a text as typed; spaces at its ends go.
    pub fn parse(typed: &str) -> Result<Self, FieldMistake> {
        let text = typed.trim();
        match text.chars().count() {
            0 => Err(FieldMistake::new("text", "text-missing")),
            1..=MOST_CHARACTERS => Ok(Self(text.to_owned())),
            _ => Err(FieldMistake::new("text", "text-long")),
        }
    }

    /// The same for a message that files may come with: with one, nothing need be said.
    pub fn beside(typed: &str, has_files: bool) -> Result<Self, FieldMistake> {
        if has_files && typed.trim().is_empty() { Ok(Self(String::new())) } else { Self::parse(typed) }
    }

    /// The words, for sealing and for nothing else.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for RequestText {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
