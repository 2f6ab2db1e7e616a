//! What is kept of a file: it, its name and what it is, under the key of its conversation.

use database::{Moment, Reader, Transaction, params, sql};
use files::{FileName, Kind};
use jiff::SignedDuration;
use vault::{Category, Vault};
use zeroize::Zeroize;

use super::scanning::{self, Waiting};
use super::{AttachmentId, Scan};
use crate::Error;
use crate::conversations::{ConversationId, MessageId};
use crate::people::PersonId;

/// What one person's files of a day weigh at most, in bytes: more than anybody needs, and little beside a disk.
const MOST_DAY_BYTES: i64 = 100 * 1024 * 1024;

/// A file that can be kept.
pub struct Accepted {
    pub(super) name: FileName,
    pub(super) kind: Kind,
    pub(super) bytes: Vec<u8>,
    pub(super) scan: Scan,
}

impl Drop for Accepted {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

/// Whether a person may add these files today.
pub(crate) fn has_room(
    reader: &Reader<'_>,
    moment: &Moment,
    (author, files): (PersonId, &[Accepted]),
) -> Result<bool, Error> {
    let since = moment.now.saturating_sub(SignedDuration::from_hours(24)).unwrap_or(moment.now);
    let kept: i64 = reader.one(
        sql!(
            "SELECT CAST(COALESCE(SUM(attachments.size_bytes), 0) AS BIGINT)
             FROM messages JOIN attachments ON attachments.message_id = messages.id
             WHERE messages.author_id = $1 AND messages.sent_at > $2"
        ),
        params![author, since],
    )?;
    let more: usize = files.iter().map(|file| file.bytes.len()).sum();
    Ok(files.is_empty() || kept.saturating_add_unsigned(more as u64) <= MOST_DAY_BYTES)
}

/// Keeps the files of a message; [`Error::Refused`] when they are too many for a day.
pub(crate) fn keep(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (author, conversation, message): (PersonId, ConversationId, MessageId),
    files: &[Accepted],
) -> Result<(), Error> {
    if !has_room(transaction, moment, (author, files))? {
        return Err(Error::Refused("attachments-day"));
    }
    for (number, file) in (1..).zip(files) {
        let id = AttachmentId::new(moment);
        insert(transaction, vault, moment, (conversation, message), (id, number, file))?;
        if file.scan == Scan::Pending {
            jobs::enqueue(transaction, moment, scanning::JOB, &Waiting { attachment: id }, moment.now)?;
        }
    }
    Ok(())
}

fn insert(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (conversation, message): (ConversationId, MessageId),
    (id, number, file): (AttachmentId, i64, &Accepted),
) -> Result<(), Error> {
    let (subject, category) = (conversation.uuid(), Category::Exchanges);
    let name = vault.seal(moment, subject, category, "attachments.file_name_sealed", file.name.as_str())?;
    let sealed = vault.seal_bytes(moment, (subject, category), "attachments.file_sealed", &file.bytes)?;
    transaction.execute(
        sql!(
            "INSERT INTO attachments (id, message_id, conversation_id, number, file_name_sealed, file_kind, size_bytes,
                                      scan, sent_at, file_sealed)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        params![
            id,
            message,
            conversation,
            number,
            name,
            file.kind.code(),
            file.bytes.len() as i64,
            file.scan.code(),
            moment.now,
            sealed
        ],
    )?;
    Ok(())
}
