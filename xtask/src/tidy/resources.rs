//! Pages load nothing from elsewhere: no image, style, script or font of another host.

use super::{Mistake, Source};

/// What stands before an address that a browser fetches by itself.
const LOADERS: [&str; 10] =
    ["src=", "srcset=", "poster=", "data=", "@import", "url(", "import(", "from ", "fetch(", "sendBeacon("];

pub(super) fn check(sources: &[Source], mistakes: &mut Vec<Mistake>) {
    let pages = ["templates", "styles", "scripts"];
    for source in sources.iter().filter(|source| pages.iter().any(|folder| source.is_in(folder))) {
        for loader in LOADERS {
            for (offset, _) in source.text.match_indices(loader) {
                refuse(source, offset, offset + loader.len(), mistakes);
            }
        }
        // A link in the text may lead anywhere; a <link> loads a style, an icon or a font.
        for (offset, _) in source.text.match_indices("<link") {
            let tag = source.text[offset..].split('>').next().unwrap_or_default();
            for (inside, word) in tag.match_indices("href=") {
                refuse(source, offset + inside, offset + inside + word.len(), mistakes);
            }
        }
    }
}

fn refuse(source: &Source, offset: usize, after: usize, mistakes: &mut Vec<Mistake>) {
    let address = source.text[after..].trim_start().trim_start_matches(['"', '\'', '`', '(', '#']).trim_start();
    let address = address.strip_prefix("url(").unwrap_or(address).trim_start_matches(['"', '\'']);
    if ["http://", "https://", "//"].iter().any(|elsewhere| address.starts_with(elsewhere)) {
        let host: String = address.chars().take_while(|character| !character.is_whitespace()).take(60).collect();
        mistakes.push(source.mistake(source.line_at(offset), format!("loads from elsewhere: {host}")));
    }
}
