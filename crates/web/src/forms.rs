//! Forms: mistakes in words, beside the field and at the top.

use coursework::Language;
use school::attachments::Refused;
use school::people::FieldMistake;
use school::words::words;

/// A mistake, with its words.
pub(crate) struct ErrorLine {
    /// The field's name and id.
    pub field: &'static str,
    /// What to do about it.
    pub text: String,
}

/// The mistakes of a form.
#[derive(Default)]
pub(crate) struct Mistakes(Vec<ErrorLine>);

impl Mistakes {
    /// Keeps the value, or notes the mistake.
    pub(crate) fn take<T>(&mut self, language: Language, parsed: Result<T, FieldMistake>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(mistake) => {
                self.add(language, mistake);
                None
            }
        }
    }

    /// Keeps the value, or notes every mistake; nothing is kept where there were mistakes before.
    pub(crate) fn take_all<T>(&mut self, language: Language, parsed: Result<T, Vec<FieldMistake>>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value).filter(|_| self.0.is_empty()),
            Err(found) => {
                self.add_all(language, found);
                None
            }
        }
    }

    /// Notes a mistake.
    pub(crate) fn add(&mut self, language: Language, mistake: FieldMistake) {
        let text = words(language, &format!("error-{}", mistake.code));
        self.0.push(ErrorLine { field: mistake.field, text });
    }

    /// Notes several.
    pub(crate) fn add_all(&mut self, language: Language, mistakes: Vec<FieldMistake>) {
        for mistake in mistakes {
            self.add(language, mistake);
        }
    }

    /// Notes what is wrong with files; each names its own.
    pub(crate) fn add_files(&mut self, language: Language, refused: &[Refused]) {
        self.0.extend(refused.iter().map(|file| ErrorLine { field: "files", text: file.words(language) }));
    }

    /// Every word about one field, where there may be several.
    pub(crate) fn all_of<'m>(&'m self, field: &'m str) -> impl Iterator<Item = &'m str> {
        self.0.iter().filter(move |line| line.field == field).map(|line| line.text.as_str())
    }

    /// The words about one field; empty when it is right.
    pub(crate) fn of(&self, field: &str) -> &str {
        self.0.iter().find(|line| line.field == field).map_or("", |line| line.text.as_str())
    }

    /// All of them, for the summary.
    pub(crate) fn lines(&self) -> &[ErrorLine] {
        &self.0
    }
}
