//! Media addresses are known only when a programme is imported; until then they read `media:NAME`.

use super::escape;

const SCHEME: &str = "media:";

/// The HTML with every attribute `media:NAME` replaced by the address given for `NAME`.
///
/// Only attributes are touched: a text that happens to show `media:…` stays as it is. The HTML must come from this crate.
pub fn with_media(html: &str, address_of: impl Fn(&str) -> String) -> String {
    let mut written = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, from_tag) = rest.split_at(start);
        let (tag, after) = from_tag.split_at(tag_length(from_tag));
        written.push_str(text);
        push_tag(&mut written, tag, &address_of);
        rest = after;
    }
    written.push_str(rest);
    written
}

/// The length of the tag that begins here; a `>` inside a quoted value does not end it.
fn tag_length(from_tag: &str) -> usize {
    let mut quoted = false;
    for (offset, byte) in from_tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return offset + 1,
            _ => {}
        }
    }
    from_tag.len()
}

fn push_tag(written: &mut String, tag: &str, address_of: impl Fn(&str) -> String) {
    // Between quotes stand the values: every second piece.
    for (index, piece) in tag.split('"').enumerate() {
        if index > 0 {
            written.push('"');
        }
        match piece.strip_prefix(SCHEME) {
            Some(name) if index % 2 == 1 => written.push_str(&escape(&address_of(name))),
            _ => written.push_str(piece),
        }
    }
}
