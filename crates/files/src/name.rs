//! What a file may be called.

use zeroize::Zeroize;

use crate::Kind;

/// The longest name, in characters: what every file system takes, in any alphabet.
const MOST_CHARACTERS: usize = 80;
/// The longest suffix that is one.
const MOST_SUFFIX: usize = 8;

/// A name of one line without a folder; whatever was sent can be made one.
#[derive(Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Takes a name as it was sent: folders go, and so do characters that hide others or turn the line round.
    pub fn new(sent: &str) -> Self {
        let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
        let shown: String = last.chars().map(|one| if one.is_whitespace() { ' ' } else { one }).collect();
        let shown: String = shown.chars().filter(|one| is_shown(*one)).collect();
        let name = shown.trim().trim_start_matches('.').trim();
        let (stem, suffix) = split(name);
        let room = MOST_CHARACTERS.saturating_sub(suffix.map_or(0, |suffix| suffix.len() + 1));
        let stem: String = stem.chars().take(room).collect();
        let stem = if stem.is_empty() { "fichier" } else { stem.trim_end() };
        Self(suffix.map_or_else(|| stem.to_owned(), |suffix| format!("{stem}.{suffix}")))
    }

    /// The same name for a file of this kind: one without a suffix is given the usual one.
    #[must_use]
    pub fn of(self, kind: Kind) -> Self {
        if self.suffix().is_some() { self } else { Self(format!("{}.{}", self.0, kind.code())) }
    }

    /// What stands behind the last dot, in small letters; none for what is too long to be a suffix.
    pub fn suffix(&self) -> Option<String> {
        split(&self.0).1.map(str::to_ascii_lowercase)
    }

    /// The text, for its person and for sealing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for FileName {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

fn split(name: &str) -> (&str, Option<&str>) {
    let is_suffix =
        |text: &str| (1..=MOST_SUFFIX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match name.rsplit_once('.') {
        Some((stem, suffix)) if is_suffix(suffix) => (stem, Some(suffix)),
        _ => (name, None),
    }
}

/// Neither a control nor a mark that is not seen and changes how the rest reads (Unicode TR 36 §3.6), such as one that makes
/// « exe.pdf » of « fdp.exe ».
fn is_shown(one: char) -> bool {
    let hides = matches!(one, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    !(one.is_control() || hides)
}
