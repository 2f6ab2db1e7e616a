//! Addresses that carry which conversation an answer belongs to, signed: an address that was invented answers nothing.

use vault::Vault;

use crate::{Settings, hexadecimal};

/// Ten bytes of a fingerprint: nobody guesses one in the life of a conversation.
const SIGNATURE_BYTES: usize = 10;
/// The longest left side of an address (RFC 5321 §4.5.3.1.1).
const MOST_LOCAL: usize = 64;

/// The tag of what is answered about, by its identifier.
pub(crate) fn reply_tag(vault: &Vault, identifier: &str) -> String {
    let plain: String = identifier.chars().filter(char::is_ascii_hexdigit).collect();
    let signature = vault.index("reply address", &plain);
    format!("{plain}{}", hexadecimal(signature.get(..SIGNATURE_BYTES).unwrap_or_default()))
}

/// The identifier that a tag carries, if this school signed it.
pub(crate) fn read_tag(vault: &Vault, tag: &str) -> Option<String> {
    let tag = tag.to_ascii_lowercase();
    let identifier = tag.get(..tag.len().checked_sub(SIGNATURE_BYTES * 2)?)?;
    (reply_tag(vault, identifier) == tag).then(|| identifier.to_owned())
}

/// The address to answer to, for a school whose mailbox is read.
pub(super) fn reply_address(settings: &Settings, tag: &str) -> Option<String> {
    let address = settings.mail_from.rsplit('<').next()?.trim_end_matches('>');
    let (local, domain) = address.split_once('@')?;
    let local = format!("{local}+{tag}");
    (settings.has_inbox && local.len() <= MOST_LOCAL).then(|| format!("{local}@{domain}"))
}
