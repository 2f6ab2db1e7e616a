//! When two short texts count as the same answer.

/// The text as it is compared: no case, no accent, no space at the ends, one space between words.
///
/// Spaces between two digits go as well, so that `6 000` and `6000` are one answer, and the typographic apostrophe is the
/// typed one.
pub(crate) fn folded(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            'œ' => letters.push_str("oe"),
            'æ' => letters.push_str("ae"),
            'ß' => letters.push_str("ss"),
            '’' | 'ʼ' => letters.push('\''),
            // Combining accents: a text typed on some systems arrives decomposed.
            '\u{300}'..='\u{36f}' => {}
            other => letters.push(without_accent(other)),
        }
    }
    joined_words(&letters)
}

fn joined_words(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let between_digits = joined.ends_with(|last: char| last.is_ascii_digit())
            && word.starts_with(|first: char| first.is_ascii_digit());
        if !joined.is_empty() && !between_digits {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}
