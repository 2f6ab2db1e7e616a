//! What is text.

/// Whether bytes are text that people read: UTF-8, UTF-16 with its mark, or what Windows wrote before (code page 1252), without
/// controls other than tabs and ends of lines.
pub(crate) fn is_text(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => is_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => is_utf16(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.chars().all(is_read),
            Err(_) => bytes.iter().all(|byte| is_windows(*byte)),
        },
    }
}

fn is_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let (pairs, rest) = bytes.as_chunks::<2>();
    rest.is_empty() && char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).all(|one| one.is_ok_and(is_read))
}

fn is_read(one: char) -> bool {
    !one.is_control() || matches!(one, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}')
}

/// The five places that the code page leaves empty hold nothing.
fn is_windows(byte: u8) -> bool {
    match byte {
        b'\t' | b'\n' | b'\r' | 0x0C => true,
        0x81 | 0x8D | 0x8F | 0x90 | 0x9D => false,
        _ => byte >= 0x20 && byte != 0x7F,
    }
}
