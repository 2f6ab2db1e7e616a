//! Answers that people write from their own mail program.

use mail_parser::{Address, Message, MessageParser};

/// A message larger than this is not read: what is answered is text.
const MOST_BYTES: usize = 1024 * 1024;

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What stands behind the plus sign of the address it was sent to.
    pub tag: String,
    /// Who wrote, as the message says.
    pub from: String,
    /// What they wrote, without what they quoted.
    pub text: String,
}

/// Reads an answer to `local+TAG@…`. None for what was sent elsewhere, what a program wrote (RFC 3834, lists, reports: answering
/// those is how loops begin), what is larger than a text, and what says nothing.
pub fn read_reply(bytes: &[u8], local: &str) -> Option<Reply> {
    if bytes.len() > MOST_BYTES {
        return None;
    }
    let message = MessageParser::default().parse(bytes)?;
    if is_automatic(&message) {
        return None;
    }
    let tag = addressees(&message).iter().find_map(|address| {
        let (name, _) = address.split_once('@')?;
        Some(name.strip_prefix(local)?.strip_prefix('+')?.to_owned())
    })?;
    let from = message.from().and_then(Address::first).and_then(|one| one.address())?.to_owned();
    let text = written(&message.body_text(0)?);
    (!text.is_empty()).then_some(Reply { tag, from, text })
}

fn is_automatic(message: &Message<'_>) -> bool {
    let text = |name: &'static str| raw(message, name).unwrap_or_default().to_ascii_lowercase();
    let submitted = text("Auto-Submitted");
    !(submitted.is_empty() || submitted == "no")
        || ["bulk", "junk", "list"].contains(&text("Precedence").as_str())
        || raw(message, "List-Id").is_some()
}

/// A line of the header as it came.
fn raw<'m>(message: &'m Message<'_>, name: &'static str) -> Option<&'m str> {
    message.headers_raw().find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// Every address that the message was sent to, by what it says and by what the relay wrote on it.
fn addressees(message: &Message<'_>) -> Vec<String> {
    let lists = [message.to(), message.cc()];
    let said = lists.into_iter().flatten().flat_map(Address::iter).filter_map(|one| one.address());
    let mut addresses: Vec<String> = said.map(str::to_owned).collect();
    for name in ["Delivered-To", "X-Original-To"] {
        addresses.extend(raw(message, name).map(|address| address.trim_matches(['<', '>']).to_owned()));
    }
    addresses
}

/// What was written anew: nothing from the first line on that introduces a quotation, and no quoted line.
fn written(text: &str) -> String {
    let introduces = |line: &str| {
        let line = line.trim();
        let wrote = ["a écrit :", "a écrit\u{a0}:", "a écrit\u{202f}:", "wrote:"].iter().any(|end| line.ends_with(end));
        wrote || line == "--" || line.starts_with("-----") || line.starts_with("________")
    };
    let lines = text.lines().take_while(|line| !introduces(line)).filter(|line| !line.starts_with('>'));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}
