//! Files that people send: what each is, by its content and not by its name; the same file without what it tells besides its
//! content; and whether `clamd` finds something in it.
//!
//! A file of a kind that is not named here is refused, and so is one that cannot be rid of its metadata: nothing is passed on
//! that only looks clean.

mod image;
mod jpeg;
mod kind;
mod name;
mod office;
mod opendocument;
mod package;
mod pdf;
mod scanner;
mod text;
mod xml;

pub use kind::Kind;
pub use name::FileName;
pub use scanner::{NoAnswer, Scanner, Verdict};

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It holds nothing.
    #[error("the file is empty")]
    Empty,
    /// It is of no kind that is taken.
    #[error("files of this kind are not taken")]
    Kind,
    /// It is of this kind, and its name says another.
    #[error("the name says another kind than the content")]
    Disagrees(Kind),
    /// It carries programs.
    #[error("the file carries macros")]
    Macros,
    /// A password keeps it closed.
    #[error("the file is locked by a password")]
    Locked,
    /// It holds other files that cannot be looked into.
    #[error("the file holds other files")]
    Embedded,
    /// It cannot be read as what it says to be.
    #[error("the file is damaged")]
    Damaged,
}

/// What a file is. Its name has to agree, and tells text from a table of values; one without a suffix is taken as what it is.
pub fn recognise(name: &FileName, bytes: &[u8]) -> Result<Kind, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let suffix = name.suffix();
    let kind = Kind::of(bytes)?;
    match suffix.as_deref() {
        None => Ok(kind),
        Some("csv") if kind == Kind::Text => Ok(Kind::Csv),
        Some(suffix) if kind.suffixes().contains(&suffix) => Ok(kind),
        // Programs, pages and sources are text too: what they are called is what they are.
        Some(suffix) if kind == Kind::Text && !Kind::ALL.iter().any(|one| one.suffixes().contains(&suffix)) => {
            Err(Refusal::Kind)
        }
        Some(_) => Err(Refusal::Disagrees(kind)),
    }
}

/// The same file without who made it, where, when and with what. Slow for a large document: call it on a blocking thread.
pub fn clean(kind: Kind, bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    match kind {
        Kind::Pdf => pdf::clean(&bytes),
        Kind::Jpeg => jpeg::clean(&bytes),
        Kind::Png => image::clean_png(bytes),
        Kind::Webp => image::clean_webp(bytes),
        // A text is its content and nothing else.
        Kind::Text | Kind::Csv => Ok(bytes),
        Kind::Odt | Kind::Ods | Kind::Odp => opendocument::clean(&bytes),
        Kind::Docx | Kind::Xlsx | Kind::Pptx => office::clean(&bytes, 0),
    }
}
