//! The embedded typefaces: Libertinus Serif for what is read, DejaVu Sans Mono for addresses and for the scripts that
//! Libertinus lacks.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The faces the templates ask for, by PostScript name; the library carries others, for mathematics, left unread.
const FACES: [&str; 3] = ["LibertinusSerif-Regular", "LibertinusSerif-Italic", "DejaVuSansMono"];

/// Fonts and the index by which the library finds them.
pub(crate) struct Typefaces {
    /// The faces, at the positions the index gives.
    pub(crate) fonts: Vec<Font>,
    /// Names and coverage of each face.
    pub(crate) book: LazyHash<FontBook>,
}

/// Parsed at the first document and kept, since a face never changes.
pub(crate) static TYPEFACES: LazyLock<Typefaces> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts()
        .flat_map(|file| Font::iter(Bytes::new(file)))
        .filter(|font| font.post_script_name().is_some_and(|name| FACES.contains(&name.as_str())))
        .collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    Typefaces { fonts, book }
});

/// The characters of a text that a document cannot print, each once, in the order met; empty when all is well.
///
/// For a form, so that a name is asked again in Latin letters before a document is due rather than after.
pub fn undrawable(text: &str) -> String {
    let mut missing = String::new();
    for character in text.chars().filter(|&character| !is_silent(character)) {
        if !is_drawn(character) && !missing.contains(character) {
            missing.push(character);
        }
    }
    missing
}

/// The text with « ? » for what no font draws.
pub(crate) fn drawable(text: &str) -> String {
    text.chars().map(|character| if is_drawn(character) { character } else { '?' }).collect()
}

/// The text without what has no shape: control characters and marks that reorder the line, which could make a name
/// read otherwise than it is written. Breaks and tabs become spaces.
pub(crate) fn without_silent_characters(text: &str) -> String {
    text.chars()
        .map(|character| if is_break(character) { ' ' } else { character })
        .filter(|&character| !is_silent(character))
        .collect()
}

fn is_break(character: char) -> bool {
    character.is_whitespace() && (character.is_control() || matches!(character, '\u{2028}' | '\u{2029}'))
}

fn is_silent(character: char) -> bool {
    let reorders_or_joins = matches!(
        character,
        '\u{061C}' | '\u{FE00}'..='\u{FE0F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
    );
    character.is_control() || reorders_or_joins
}

/// Whether a face has a drawing for the character. PDF/A refuses the private area, where two readers may see two things.
fn is_drawn(character: char) -> bool {
    let private = matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    !private && TYPEFACES.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
}
