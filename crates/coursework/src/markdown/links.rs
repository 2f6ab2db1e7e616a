//! Which addresses a text may link to.

use pulldown_cmark::LinkType;

use crate::mistake::MistakeKind;

/// The address as it will be written, or what is wrong with it.
pub(super) fn checked(url: &str, link_type: LinkType) -> Result<String, MistakeKind> {
    if link_type == LinkType::Email {
        return Ok(format!("mailto:{url}"));
    }
    let lower = url.to_ascii_lowercase();
    // Browsers read a backslash as a slash and drop control characters, so either could disguise another address.
    let is_plain =
        !url.contains(|character: char| character == '\\' || character.is_control() || character.is_whitespace());
    let is_outside =
        lower.strip_prefix("https://").is_some_and(|host| host.starts_with(|first: char| first.is_alphanumeric()));
    let is_mail = lower.strip_prefix("mailto:").is_some_and(|address| address.contains('@'));
    let is_of_the_site = url.starts_with('/') && !url.starts_with("//");
    let is_in_the_page = url.len() > 1 && url.starts_with('#');
    if is_plain && (is_outside || is_mail || is_of_the_site || is_in_the_page) {
        Ok(url.to_owned())
    } else if lower.starts_with("http://") {
        Err(MistakeKind::InsecureLink { url: url.to_owned() })
    } else {
        Err(MistakeKind::BadLink { url: url.to_owned() })
    }
}
