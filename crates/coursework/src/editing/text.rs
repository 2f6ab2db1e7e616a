//! A text on its way into a browser's field and back: a field has its own line ends and knows no byte order mark.

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text as a field shows it.
pub fn as_edited(text: &str) -> String {
    text.trim_start_matches(BYTE_ORDER_MARK).replace("\r\n", "\n")
}

/// What a field sent, as a file that keeps the byte order mark and the line ends of what stood there before. A field that was
/// not touched gives the same bytes, unless the file mixed its line ends.
pub fn as_file(before: &str, edited: &str) -> String {
    let edited = as_edited(edited);
    if edited == as_edited(before) {
        return before.to_owned();
    }
    let mark = if before.starts_with(BYTE_ORDER_MARK) { "\u{feff}" } else { "" };
    let text = if before.contains("\r\n") { edited.replace('\n', "\r\n") } else { edited };
    format!("{mark}{text}")
}
