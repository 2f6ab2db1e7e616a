//! What comes back: reports that a letter could not be delivered (RFC 3464), and complaints (RFC 5965).

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

/// The most of a message that is looked at.
const MOST_BYTES: usize = 1024 * 1024;

/// What a report says of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// Its address does not exist or is closed, with the status of RFC 3463: `5.1.1`.
    Bounced(String),
    /// Whoever received it says that they did not want it.
    Complaint,
}

/// Reads a message that came back. Gives what it says, and every text that follows `marker` in what it returns of the letter, as
/// far as an address of the web goes: our own links, by which a report is known to answer a letter of ours. None for anything
/// else, a delay and a full mailbox included.
pub fn read_report(bytes: &[u8], marker: &str) -> Option<(Report, Vec<String>)> {
    let bytes = bytes.get(..bytes.len().min(MOST_BYTES))?;
    let message = MessageParser::default().parse(bytes)?;
    let kind = message.content_type()?;
    if !(kind.ctype() == "multipart" && kind.subtype() == Some("report")) {
        return None;
    }
    let report = match kind.attribute("report-type")?.to_ascii_lowercase().as_str() {
        "delivery-status" => Report::Bounced(hard_status(&message)?),
        "feedback-report" => complaint(&message)?,
        _ => return None,
    };
    Some((report, marked(&String::from_utf8_lossy(bytes), marker)))
}

/// The status of the first address that failed for good: of its own fault, not of a full mailbox, a system or a policy.
fn hard_status(message: &Message<'_>) -> Option<String> {
    let text = part(message, "delivery-status")?;
    let fields = fields(&text);
    let value = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let status = value("status")?.split_whitespace().next()?;
    let failed = value("action")?.eq_ignore_ascii_case("failed");
    let hard = status.starts_with("5.") && !["5.2.2", "5.3.", "5.7."].iter().any(|other| status.starts_with(other));
    (failed && hard).then(|| status.to_owned())
}

fn complaint(message: &Message<'_>) -> Option<Report> {
    let text = part(message, "feedback-report")?;
    fields(&text).iter().any(|(field, _)| field == "feedback-type").then_some(Report::Complaint)
}

/// The text of the part of this type.
fn part(message: &Message<'_>, subtype: &str) -> Option<String> {
    let is_it = |part: &&MessagePart<'_>| part.content_type().and_then(|kind| kind.subtype()) == Some(subtype);
    let part = message.parts.iter().find(is_it)?;
    Some(String::from_utf8_lossy(part.contents()).into_owned())
}

/// The fields of a report, by name in small letters.
fn fields(text: &str) -> Vec<(String, String)> {
    let pairs = text.lines().filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned())).collect()
}

/// What follows the marker, wherever it stands.
fn marked(text: &str, marker: &str) -> Vec<String> {
    let ends = |letter: char| !(letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
    let found = text.split(marker).skip(1).map(|after| after.split(ends).next().unwrap_or_default().to_owned());
    let mut found: Vec<String> = found.filter(|text| !text.is_empty()).collect();
    found.dedup();
    found
}
