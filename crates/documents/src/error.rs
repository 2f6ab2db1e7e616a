//! What can keep a document from being made.

/// Why a document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text holds characters that no embedded font draws, each named once in the order met. Printing a box in
    /// their place would falsify a name, so the document is refused; [`crate::undrawable`] tells it beforehand.
    #[error("no font draws these characters: {}", .0.escape_unicode())]
    Undrawable(String),
    /// The verification address is longer than a code that a telephone can read on paper.
    #[error("the verification address is too long for a QR code")]
    AddressTooLong,
    /// The words do not fit on the one page of the document, even in the smallest size that can be read.
    #[error("the text does not fit on one page")]
    TooLong,
    /// The document could not be set or does not meet its standards: a fault of the template, with the library's words.
    #[error("the document could not be set: {0}")]
    Unset(String),
}
