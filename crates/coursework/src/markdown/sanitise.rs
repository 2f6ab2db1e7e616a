//! The last gate: only these elements, attributes and addresses leave the crate.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// The HTML without anything that is not listed here.
pub(super) fn sanitised(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

const TEXT_ELEMENTS: [&str; 33] = [
    "a",
    "audio",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "source",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "track",
    "ul",
    "video",
];

const MATH_ELEMENTS: [&str; 27] = [
    "math",
    "semantics",
    "annotation",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "mpadded",
    "mphantom",
    "mstyle",
];

const MATH_ATTRIBUTES: [&str; 17] = [
    "accent",
    "accentunder",
    "depth",
    "display",
    "displaystyle",
    "encoding",
    "height",
    "largeop",
    "linethickness",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "scriptlevel",
    "stretchy",
    "symmetric",
    "width",
];

const ATTRIBUTES: [(&str, &[&str]); 11] = [
    ("a", &["href", "role", "aria-label"]),
    ("audio", &["controls", "preload", "data-media-key", "aria-label"]),
    ("video", &["controls", "preload", "data-media-key", "aria-label"]),
    ("source", &["src", "type"]),
    ("track", &["kind", "default", "srclang", "label", "src"]),
    ("img", &["src", "alt", "loading", "title"]),
    ("div", &["role", "tabindex", "aria-label"]),
    ("section", &["role", "aria-label"]),
    ("pre", &["tabindex"]),
    ("ol", &["start"]),
    ("th", &["scope"]),
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(TEXT_ELEMENTS.into_iter().chain(MATH_ELEMENTS).collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::new())
        .generic_attributes(HashSet::from(["id", "class", "data-block"]))
        .url_schemes(HashSet::from(["https", "mailto", "media"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(plain_value);
    for (element, attributes) in ATTRIBUTES {
        builder.add_tag_attributes(element, attributes);
    }
    for element in MATH_ELEMENTS {
        builder.add_tag_attributes(element, &MATH_ATTRIBUTES);
    }
    builder
});

/// Ids and classes are only ever those that the renderer makes, words of plain letters, and what is loaded with a page is
/// only ever a medium of the module.
fn plain_value<'value>(_element: &str, attribute: &str, value: &'value str) -> Option<Cow<'value, str>> {
    let is_word = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | ' ' | '_');
    let expected = match attribute {
        "id" | "data-block" => value.starts_with("b-") || value.starts_with("fn"),
        "class" => true,
        "src" => return value.starts_with("media:").then_some(Cow::Borrowed(value)),
        _ => return Some(Cow::Borrowed(value)),
    };
    (expected && value.chars().all(is_word)).then_some(Cow::Borrowed(value))
}
