//! A message, before it becomes lines of a protocol.

use jiff::Timestamp;
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart};

use crate::Error;

/// A message to one person.
pub struct Letter {
    /// Who writes: `Name <address>`.
    pub from: String,
    /// The person's display name; may be empty.
    pub to_name: String,
    /// The person's address.
    pub to_address: String,
    /// The subject, in the person's language.
    pub subject: String,
    /// The text part, written for itself.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// When it is written.
    pub written_at: Timestamp,
    /// Left side of the `Message-ID`, unique for ever: the same letter sent twice after a crash can be told to be one.
    pub identifier: String,
    /// What it is about, as the left part of its `List-Id`; none for a letter to an organisation.
    pub list: Option<String>,
    /// The address that stops such letters, which a mail program may press itself (RFC 8058); none likewise.
    pub unsubscribe: Option<String>,
    /// Where an answer goes; none to the sender.
    pub reply_to: Option<String>,
    /// A file that comes with it.
    pub file: Option<LetterFile>,
}

/// A file that comes with a letter.
pub struct LetterFile {
    /// Its name.
    pub name: String,
    /// Its media type, with its parameters.
    pub content_type: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Letter {
    /// The message as the protocol wants it. Line breaks in a header are refused here, once for all.
    pub(crate) fn message(&self) -> Result<Message, Error> {
        let from: Mailbox = self.from.parse().map_err(|_| Error::Malformed("the sender's address".to_owned()))?;
        let domain = from.email.domain().to_owned();
        let address = self.to_address.parse().map_err(|_| Error::Malformed("the person's address".to_owned()))?;
        let name = (!self.to_name.is_empty()).then(|| self.to_name.replace(['\r', '\n'], " "));
        let mut builder = Message::builder();
        if let Some(reply_to) = &self.reply_to {
            let address = reply_to.parse().map_err(|_| Error::Malformed("the address to answer to".to_owned()))?;
            builder = builder.reply_to(Mailbox::new(None, address));
        }
        let mut message = builder
            .from(from)
            .to(Mailbox::new(name, address))
            .subject(self.subject.replace(['\r', '\n'], " "))
            .date(self.written_at.into())
            .message_id(Some(format!("<{}@{domain}>", self.identifier)))
            .multipart(self.body()?)
            .map_err(|error| Error::Malformed(error.to_string()))?;
        // RFC 3834 §5: written by a program, so that no program answers.
        add(&mut message, HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        if let Some(list) = &self.list {
            // RFC 2919 §2.
            add(&mut message, HeaderName::new_from_ascii_str("List-Id"), format!("<{list}.{domain}>"));
        }
        if let Some(address) = &self.unsubscribe {
            // RFC 2369 §3.2 and RFC 8058 §3.1.
            add(&mut message, HeaderName::new_from_ascii_str("List-Unsubscribe"), format!("<{address}>"));
            let post = HeaderName::new_from_ascii_str("List-Unsubscribe-Post");
            add(&mut message, post, "List-Unsubscribe=One-Click".to_owned());
        }
        Ok(message)
    }

    fn body(&self) -> Result<MultiPart, Error> {
        let alternative = MultiPart::alternative_plain_html(self.text.clone(), self.html.clone());
        let Some(file) = &self.file else { return Ok(alternative) };
        let kind = ContentType::parse(file.content_type).map_err(|error| Error::Malformed(error.to_string()))?;
        let part = Attachment::new(file.name.clone()).body(file.bytes.clone(), kind);
        Ok(MultiPart::mixed().multipart(alternative).singlepart(part))
    }
}

fn add(message: &mut Message, name: HeaderName, value: String) {
    message.headers_mut().insert_raw(HeaderValue::new(name, value));
}
