//! The lists of parts inside an office document: read, and written again without some of their lines.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use crate::Refusal;

/// What becomes of an element.
pub(crate) enum Fate {
    /// It stays as it is.
    Keep,
    /// It goes, with what it holds.
    Drop,
    /// It stays, and this attribute of it says something else.
    Say(&'static str, &'static str),
}

/// An element: its name without a prefix, and its attributes.
pub(crate) struct Element<'e>(&'e BytesStart<'e>);

impl Element<'_> {
    /// Its name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.0.local_name().as_ref() == name
    }

    /// The value of an attribute, whatever its prefix; empty where there is none.
    pub(crate) fn value(&self, name: &str) -> String {
        let mut attributes = self.0.attributes().flatten();
        let found = attributes.find(|one| one.key.local_name().as_ref() == name);
        let value = found.and_then(|one| one.normalized_value(XmlVersion::Implicit1_0).ok());
        value.map(std::borrow::Cow::into_owned).unwrap_or_default()
    }
}

/// Shows every element to the visitor.
pub(crate) fn visit(bytes: &[u8], mut visitor: impl FnMut(&Element<'_>)) -> Result<(), Refusal> {
    rewrite(bytes, |element| {
        visitor(element);
        Fate::Keep
    })
    .map(|_| ())
}

/// The same document, each element dealt with as told.
pub(crate) fn rewrite(bytes: &[u8], mut fate: impl FnMut(&Element<'_>) -> Fate) -> Result<Vec<u8>, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Damaged)?;
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    loop {
        let event = reader.read_event().map_err(|_| Refusal::Damaged)?;
        let event = match &event {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Start(start) => match fate(&Element(start)) {
                Fate::Keep => event,
                Fate::Say(name, value) => Event::Start(saying(start, name, value)),
                Fate::Drop => {
                    reader.read_to_end(start.name()).map_err(|_| Refusal::Damaged)?;
                    continue;
                }
            },
            Event::Empty(start) => match fate(&Element(start)) {
                Fate::Keep => event,
                Fate::Say(name, value) => Event::Empty(saying(start, name, value)),
                Fate::Drop => continue,
            },
            _ => event,
        };
        writer.write_event(event).map_err(|_| Refusal::Damaged)?;
    }
}

fn saying(start: &BytesStart<'_>, name: &str, value: &str) -> BytesStart<'static> {
    let mut said = BytesStart::new(start.name().as_ref().to_owned());
    for attribute in start.attributes().flatten() {
        if attribute.key.as_ref() == name {
            said.push_attribute((name, value));
        } else {
            said.push_attribute(attribute);
        }
    }
    said
}
