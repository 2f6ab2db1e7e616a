//! A conversation as it is read, by its person or by its desk.

use database::{Reader, params, sql};
use jiff::Timestamp;
use vault::{Access, Category, Sealed, Vault};

use super::{ConversationId, Desk, MessageId};
use crate::Error;
use crate::attachments::{Attachment, with_messages};
use crate::people::PersonId;

/// A conversation with everything that was said.
#[derive(Clone)]
pub struct Thread {
    /// Its identifier.
    pub id: ConversationId,
    /// Whose it is.
    pub person: PersonId,
    /// The desk it is with.
    pub desk: Desk,
    /// What it is about, in the person's words.
    pub subject: String,
    /// `waiting`, `answered` or `closed`.
    pub state: String,
    /// The title and the address of the lesson it was begun from.
    pub lesson: Option<(String, String)>,
    /// Who of the desk takes care of it.
    pub assigned_to: Option<PersonId>,
    /// The oldest first.
    pub messages: Vec<Message>,
}

/// A message.
#[derive(Clone)]
pub struct Message {
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Whether the desk wrote it.
    pub from_desk: bool,
    /// Whether it is a note among those of the desk.
    pub is_internal: bool,
    /// What it says, as it was typed; empty where it is but files.
    pub text: String,
    /// Its files.
    pub attachments: Vec<Attachment>,
}

/// Who reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// Its person: notes of the desk are read in the copy of their data, not in the conversation.
    Own(PersonId),
    /// Those of the desk, with the right this access stands for.
    Desk(Desk),
}

/// Reads a conversation; [`Error::NotFound`] for one that is not theirs.
pub(super) fn thread(
    reader: &Reader<'_>,
    vault: &Vault,
    (who, access, id): (Who, Access, ConversationId),
) -> Result<Thread, Error> {
    type Columns = (PersonId, String, Sealed, String, Option<PersonId>, Option<String>, Option<String>);
    let row: Option<Columns> = reader.optional(
        sql!(
            "SELECT conversations.person_id, conversations.desk, conversations.subject_sealed, conversations.state,
                    conversations.assigned_to, resources.title,
                    '/apprendre/' || programmes.slug || '/' || modules.slug || '/' || resources.slug
             FROM conversations
             LEFT JOIN resources ON resources.id = conversations.resource_id
             LEFT JOIN modules ON modules.id = resources.module_id
             LEFT JOIN programmes ON programmes.id = modules.programme_id
             WHERE conversations.id = $1"
        ),
        params![id],
    )?;
    let (person, desk, subject, state, assigned_to, title, path) = row.ok_or(Error::NotFound)?;
    let desk = Desk::from_code(&desk).ok_or(Error::NotFound)?;
    let theirs = match who {
        Who::Own(reading) => reading == person,
        Who::Desk(reading) => reading == desk,
    };
    if !theirs {
        return Err(Error::NotFound);
    }
    let messages = messages(reader, vault, (who, access, id, person))?;
    let subject = open(vault, (person, id, access), "conversations.subject_sealed", &subject)?;
    Ok(Thread { id, person, desk, subject, state, lesson: title.zip(path), assigned_to, messages })
}

/// What was said, as far as whoever reads may know.
fn messages(
    reader: &Reader<'_>,
    vault: &Vault,
    (who, access, id, person): (Who, Access, ConversationId, PersonId),
) -> Result<Vec<Message>, Error> {
    let mut attachments = with_messages(reader, vault, (person, id, access))?;
    let rows: Vec<(MessageId, Timestamp, bool, bool, Sealed)> = reader.all(
        sql!(
            "SELECT id, sent_at, from_desk, is_internal, text_sealed FROM messages
             WHERE conversation_id = $1 ORDER BY sent_at, id"
        ),
        params![id],
    )?;
    let mut messages = Vec::with_capacity(rows.len());
    for (message, sent_at, from_desk, is_internal, text) in rows {
        if !is_internal || matches!(who, Who::Desk(_)) {
            let text = open(vault, (person, id, access), "messages.text_sealed", &text)?;
            let attachments = attachments.remove(&message).unwrap_or_default();
            messages.push(Message { sent_at, from_desk, is_internal, text, attachments });
        }
    }
    Ok(messages)
}

fn open(
    vault: &Vault,
    (person, id, access): (PersonId, ConversationId, Access),
    place: &'static str,
    sealed: &Sealed,
) -> Result<String, Error> {
    let value = vault.open_of((person.uuid(), id.uuid()), Category::Exchanges, place, sealed)?;
    Ok(value.reveal(access)?.clone())
}
