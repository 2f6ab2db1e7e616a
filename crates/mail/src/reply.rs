//! Answers that people write from their own mail program.

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders};

/// The largest message that is read whole, in bytes: the files of one, coded for mail, and room for its text.
pub const MOST_BYTES: usize = 40 * 1024 * 1024;
/// What is read of a larger one: its text comes first.
pub const CUT_BYTES: usize = 256 * 1024;
/// A picture in the middle of a text that is smaller than this belongs to the letter, as a logo does.
const LAYOUT_BYTES: usize = 20 * 1024;

/// A file of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyFile {
    /// Its name; empty where it has none.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// What stands behind the plus sign of the address it was sent to.
    pub tag: String,
    /// Who wrote, as the message says.
    pub from: String,
    /// What they wrote, without what they quoted; empty where they sent but files.
    pub text: String,
    /// The files that came with it; none of a message that was cut.
    pub files: Vec<ReplyFile>,
    /// Whether the message was too large to be read whole.
    pub is_cut: bool,
}

/// Reads an answer to `local+TAG@…`. None for what was sent elsewhere, what a program wrote (RFC 3834, lists, reports: answering
/// those is how loops begin), and what says nothing. `is_cut` tells that only the beginning of the message is here.
pub fn read_reply(bytes: &[u8], local: &str, is_cut: bool) -> Option<Reply> {
    let message = MessageParser::default().parse(bytes)?;
    if is_automatic(&message) {
        return None;
    }
    let tag = addressees(&message).iter().find_map(|address| {
        let (name, _) = address.split_once('@')?;
        Some(name.strip_prefix(local)?.strip_prefix('+')?.to_owned())
    })?;
    let from = message.from().and_then(Address::first).and_then(|one| one.address())?.to_owned();
    let text = written(&message.body_text(0).unwrap_or_default());
    let files = if is_cut { Vec::new() } else { files(&message) };
    (!text.is_empty() || !files.is_empty()).then_some(Reply { tag, from, text, files, is_cut })
}

/// The files that somebody added: neither what signs a letter nor what it is laid out with.
fn files(message: &Message<'_>) -> Vec<ReplyFile> {
    let layout = message.body_html(0).unwrap_or_default();
    let is_layout = |part: &MessagePart<'_>| {
        let is_shown = part.content_id().is_some_and(|id| layout.contains(&format!("cid:{id}")));
        is_shown && part.contents().len() < LAYOUT_BYTES
    };
    let signs = |part: &MessagePart<'_>| {
        let kind = part.content_type().and_then(|kind| kind.subtype()).unwrap_or_default().to_ascii_lowercase();
        kind.ends_with("signature")
    };
    let added = message.attachments().filter(|part| !is_layout(part) && !signs(part));
    let file = |part: &MessagePart<'_>| ReplyFile {
        name: part.attachment_name().unwrap_or_default().to_owned(),
        bytes: part.contents().to_vec(),
    };
    added.map(file).collect()
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
