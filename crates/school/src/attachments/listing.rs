//! The files of a conversation as they are listed, and one as it is given.

use std::collections::BTreeMap;

use coursework::Language;
use database::{Reader, params, sql};
use files::Kind;
use vault::{Access, Category, Sealed, Vault};

use super::{AttachmentId, Scan};
use crate::Error;
use crate::conversations::{ConversationId, MessageId};
use crate::people::PersonId;
use crate::words::words_with;

/// A file in the list of its message.
#[derive(Clone)]
pub struct Attachment {
    /// Its identifier.
    pub id: AttachmentId,
    /// What it is called.
    pub name: String,
    /// What it is, by code.
    pub kind: String,
    /// How large it is.
    pub size_bytes: i64,
    /// How far it was looked at.
    pub scan: Scan,
}

impl Attachment {
    /// How large it is, in the unit that people use.
    pub fn size(&self, language: Language) -> String {
        let (key, divisor) = match self.size_bytes {
            ..1_000 => ("size-bytes", 1),
            1_000..1_000_000 => ("size-kilobytes", 1_000),
            _ => ("size-megabytes", 1_000_000),
        };
        let tenths = (self.size_bytes * 10 + divisor / 2) / divisor;
        let separator = if language == Language::Fr { ',' } else { '.' };
        let number = match (tenths / 10, tenths % 10) {
            (whole, 0) => whole.to_string(),
            // Beyond ten of a unit nobody reads its tenths.
            (whole @ 10.., rest) => (whole + rest / 5).to_string(),
            (whole, rest) => format!("{whole}{separator}{rest}"),
        };
        words_with(language, key, &[("value", number.into())])
    }
}

/// A file as it is given.
pub struct Download {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The files of a conversation, by message.
pub(crate) fn with_messages(
    reader: &Reader<'_>,
    vault: &Vault,
    (owner, conversation, access): (PersonId, ConversationId, Access),
) -> Result<BTreeMap<MessageId, Vec<Attachment>>, Error> {
    let rows: Vec<(AttachmentId, MessageId, Sealed, String, i64, String)> = reader.all(
        sql!(
            "SELECT id, message_id, file_name_sealed, file_kind, size_bytes, scan FROM attachments
             WHERE conversation_id = $1 ORDER BY number"
        ),
        params![conversation],
    )?;
    let mut listed: BTreeMap<MessageId, Vec<Attachment>> = BTreeMap::new();
    for (id, message, name, kind, size_bytes, scan) in rows {
        let pair = (owner.uuid(), conversation.uuid());
        let name = vault.open_of(pair, Category::Exchanges, "attachments.file_name_sealed", &name)?;
        let scan = Scan::from_code(&scan).ok_or_else(|| Error::Other(format!("scan {scan}")))?;
        let name = name.reveal(access)?.clone();
        listed.entry(message).or_default().push(Attachment { id, name, kind, size_bytes, scan });
    }
    Ok(listed)
}

/// Opens a file of a conversation; [`Error::NotFound`] for one that is not in it, or that nobody may be given yet. Notes of the
/// desk are for the desk.
pub(crate) fn open(
    reader: &Reader<'_>,
    vault: &Vault,
    (owner, conversation, access): (PersonId, ConversationId, Access),
    (id, with_notes): (AttachmentId, bool),
) -> Result<Download, Error> {
    let row: Option<(Sealed, String, String, bool, Option<Sealed>)> = reader.optional(
        sql!(
            "SELECT attachments.file_name_sealed, attachments.file_kind, attachments.scan, messages.is_internal,
                    attachments.file_sealed
             FROM attachments JOIN messages ON messages.id = attachments.message_id
             JOIN conversations ON conversations.id = attachments.conversation_id
             WHERE attachments.id = $1 AND conversations.id = $2 AND conversations.person_id = $3"
        ),
        params![id, conversation, owner],
    )?;
    let (name, kind, scan, is_internal, sealed) = row.ok_or(Error::NotFound)?;
    let is_given = Scan::from_code(&scan).is_some_and(Scan::is_given) && (with_notes || !is_internal);
    let (sealed, kind) = sealed.zip(Kind::from_code(&kind)).filter(|_| is_given).ok_or(Error::NotFound)?;
    let (pair, category) = ((owner.uuid(), conversation.uuid()), Category::Exchanges);
    let name = vault.open_of(pair, category, "attachments.file_name_sealed", &name)?;
    let file = vault.open_file_of(pair, category, "attachments.file_sealed", &sealed)?;
    Ok(Download { name: name.reveal(access)?.clone(), kind, bytes: file.reveal(access)?.clone() })
}
