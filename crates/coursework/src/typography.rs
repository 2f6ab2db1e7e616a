//! French typography, for texts written on a plain keyboard.
//!
//! The rules are those of the Imprimerie nationale as screens follow them: a narrow no-break space before the high
//! punctuation and inside guillemets, a no-break space before € and %, the curly apostrophe, the en dash for `--`.

use std::borrow::Cow;

use crate::model::Language;

const NARROW_SPACE: char = '\u{202f}';
const NO_BREAK_SPACE: char = '\u{a0}';

/// The text with French typography. Applying it twice changes nothing more.
///
/// It is for plain text: code, formulas and markup must not be passed. Words that hold an address (`https://…`, `www.…`,
/// `name@…`) are left as they are.
pub fn french(text: &str) -> Cow<'_, str> {
    let mut typeset = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while !rest.is_empty() {
        let word_start = rest.find(|character: char| !character.is_whitespace()).unwrap_or(rest.len());
        let (space, after_space) = rest.split_at(word_start);
        let word_end = after_space.find(char::is_whitespace).unwrap_or(after_space.len());
        let (word, after_word) = after_space.split_at(word_end);
        typeset.push_str(&space_between(&typeset, space, word));
        if is_address(word) {
            typeset.push_str(word);
        } else {
            push_word(&mut typeset, word);
        }
        rest = after_word;
    }
    if typeset == text { Cow::Borrowed(text) } else { Cow::Owned(typeset) }
}

/// The text with the typography of its language; English is left as written.
pub fn of_language(text: &str, language: Language) -> Cow<'_, str> {
    match language {
        Language::Fr => french(text),
        Language::En => Cow::Borrowed(text),
    }
}

fn is_address(word: &str) -> bool {
    let inside = word.trim_start_matches(['(', '«', '"', '[', '<']);
    let has_account =
        inside.split_once('@').is_some_and(|(name, host)| name.ends_with(char::is_alphanumeric) && host.contains('.'));
    word.contains("://") || inside.starts_with("www.") || inside.starts_with("mailto:") || has_account
}

/// The space to write between what is typeset and the next word, in place of the one that was typed.
fn space_between<'text>(before: &str, space: &'text str, word: &str) -> Cow<'text, str> {
    // A line break is layout, not a space of the sentence.
    if space.is_empty() || space.contains('\n') {
        return Cow::Borrowed(space);
    }
    let previous = before.chars().next_back();
    let next = word.chars().next();
    let after_digit = previous.is_some_and(|character| character.is_ascii_digit());
    match next {
        Some(';' | ':' | '!' | '?' | '»') => Cow::Owned(NARROW_SPACE.to_string()),
        _ if previous == Some('«') => Cow::Owned(NARROW_SPACE.to_string()),
        Some('€' | '%') if after_digit => Cow::Owned(NO_BREAK_SPACE.to_string()),
        _ if joins_thousands(before, space, word) => Cow::Owned(NARROW_SPACE.to_string()),
        _ => Cow::Borrowed(space),
    }
}

/// Whether the space stands between groups of thousands: `2 400`, `1 250 000`.
fn joins_thousands(before: &str, space: &str, word: &str) -> bool {
    let next_group = word.bytes().take_while(u8::is_ascii_digit).count();
    let follows_fraction_or_end =
        word[next_group..].chars().next().is_none_or(|character| !character.is_alphanumeric());
    let last_word = before.rsplit(|character: char| character.is_whitespace() && character != NARROW_SPACE).next();
    let last_group = last_word.unwrap_or("").rsplit(NARROW_SPACE).next().unwrap_or("");
    let last_digits = last_group.trim_start_matches(|character: char| !character.is_ascii_digit());
    let short = (1..=3).contains(&last_digits.len()) && last_digits.bytes().all(|byte| byte.is_ascii_digit());
    space.chars().count() == 1 && next_group == 3 && follows_fraction_or_end && short
}

fn push_word(typeset: &mut String, word: &str) {
    let characters: Vec<char> = word.chars().collect();
    let mut index = 0;
    while let Some(&character) = characters.get(index) {
        // What is already typeset decides, so that a second pass sees the same.
        let previous = typeset.chars().next_back().filter(|_| index > 0);
        let next = characters.get(index + 1).copied();
        match character {
            '\'' if previous.is_some_and(char::is_alphabetic) => typeset.push('’'),
            '-' => {
                index += push_hyphens(typeset, &characters[index..]);
                continue;
            }
            '«' => {
                typeset.push('«');
                if next.is_some() {
                    typeset.push(NARROW_SPACE);
                }
            }
            _ => {
                typeset.extend(missing_space(previous, character, &characters[index + 1..]));
                typeset.push(character);
            }
        }
        index += 1;
    }
}

/// Two hyphens make an en dash; one, three or more stay. Returns how many hyphens were read.
fn push_hyphens(typeset: &mut String, characters: &[char]) -> usize {
    let count = characters.iter().take_while(|character| **character == '-').count();
    if count == 2 {
        typeset.push('–');
    } else {
        typeset.extend(std::iter::repeat_n('-', count));
    }
    count
}

/// The space to add before a character that was typed right against the word.
fn missing_space(previous: Option<char>, character: char, following: &[char]) -> Option<char> {
    let previous = previous?;
    let next = following.first().copied();
    // A closing guillemet takes a space itself, so the word ends before it.
    let mut rest_of_word = following.iter().take_while(|next| **next != '»');
    let ends_word = rest_of_word.all(|next| matches!(next, '!' | '?' | ':' | ';' | '.' | '…' | ')' | '”' | '"' | ','));
    let after_word = previous.is_alphanumeric() || matches!(previous, ')' | '»' | '”' | '"' | '’' | '%' | '€' | '…');
    match character {
        '»' if !previous.is_whitespace() => Some(NARROW_SPACE),
        // Inside a word these marks belong to something else: a time (10:30), a query, an entity.
        ';' | ':' | '!' | '?' if after_word && ends_word => Some(NARROW_SPACE),
        '€' | '%' if previous.is_ascii_digit() && !next.is_some_and(char::is_alphanumeric) => Some(NO_BREAK_SPACE),
        _ => None,
    }
}

/// How many words a text has, as people count them: a sign that stands alone is none.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
