//! What a person writes.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::SignedDuration;
use privacy::{CountedFrom, Engine};
use vault::{Category, Vault};

use super::{ConversationId, Desk, PURPOSE};
use crate::Error;
use crate::attachments::{Accepted, keep};
use crate::notices::{News, tell};
use crate::people::{FieldMistake, PersonId};
use crate::programmes::ResourceId;
use crate::rights::RequestText;
use crate::topics::Topic;

/// The longest subject, in characters.
const MOST_SUBJECT: usize = 120;
/// A person writes no more messages than this in an hour: enough for anybody who waits for an answer.
const MOST_AN_HOUR: i64 = 30;

database::identifier! {
    /// A message.
    MessageId
}

/// A conversation that can begin.
#[derive(Clone)]
pub struct NewConversation {
    desk: Desk,
    resource: Option<ResourceId>,
    subject: String,
    text: RequestText,
}

impl NewConversation {
    /// Takes what was typed, or says every mistake in it. The lesson it was begun from is looked up when it is written.
    pub fn parse(
        (desk, subject, text): (&str, &str, &str),
        (resource, has_files): (Option<ResourceId>, bool),
    ) -> Result<Self, Vec<FieldMistake>> {
        let mut mistakes = Vec::new();
        let desk = Desk::from_code(desk);
        mistakes.extend(desk.is_none().then_some(FieldMistake::new("desk", "desk-unknown")));
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        if subject.is_empty() || subject.chars().count() > MOST_SUBJECT {
            mistakes.push(FieldMistake::new("subject", "subject-length"));
        }
        let text = RequestText::beside(text, has_files).map_err(|mistake| mistakes.push(mistake)).ok();
        match (desk, text) {
            (Some(desk), Some(text)) if mistakes.is_empty() => Ok(Self { desk, resource, subject, text }),
            _ => Err(mistakes),
        }
    }
}

/// The title of a lesson that a person may write about: one of a programme they are enrolled in.
pub fn about(reader: &Reader<'_>, (person, resource): (PersonId, ResourceId)) -> Result<Option<String>, Error> {
    Ok(reader.optional(
        sql!(
            "SELECT resources.title FROM resources
             JOIN modules ON modules.id = resources.module_id
             JOIN enrolments ON enrolments.programme_id = modules.programme_id AND enrolments.person_id = $1
             WHERE resources.id = $2"
        ),
        params![person, resource],
    )?)
}

/// Begins a conversation, with its first message and the files of it.
pub fn begin(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (person, new, files): (PersonId, &NewConversation, &[Accepted]),
) -> Result<ConversationId, Error> {
    let id = ConversationId::new(moment);
    let resource = match new.resource {
        Some(resource) => about(transaction, (person, resource))?.map(|_| resource),
        None => None,
    };
    let place = "conversations.subject_sealed";
    let subject = vault.seal(moment, id.uuid(), Category::Exchanges, place, &new.subject)?;
    transaction.execute(
        sql!(
            "INSERT INTO conversations (id, person_id, desk, resource_id, subject_sealed, state, begun_at, last_at)
             VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $6)"
        ),
        params![id, person, new.desk.code(), resource, subject, moment.now],
    )?;
    write(transaction, vault, moment, engine, (person, id, &new.text, files))?;
    Ok(id)
}

/// Writes in one's conversation, which opens it again. The last contact is the person's: the term counts from here.
pub fn write(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (person, id, text, files): (PersonId, ConversationId, &RequestText, &[Accepted]),
) -> Result<(), Error> {
    let since = moment.now.saturating_sub(SignedDuration::from_hours(1)).unwrap_or(moment.now);
    let written: i64 = transaction
        .one(sql!("SELECT COUNT(*) FROM messages WHERE author_id = $1 AND sent_at > $2"), params![person, since])?;
    if written >= MOST_AN_HOUR {
        return Err(Error::Refused("messages-many"));
    }
    let desk: Option<String> = transaction.optional(
        sql!(
            "UPDATE conversations SET state = 'waiting', last_at = $3 WHERE id = $1 AND person_id = $2 RETURNING desk"
        ),
        params![id, person, moment.now],
    )?;
    let desk = desk.as_deref().and_then(Desk::from_code).ok_or(Error::NotFound)?;
    let message = add(transaction, vault, moment, (person, id, text, files), (false, false))?;
    privacy::begin_term(transaction, engine, (id.uuid(), person.uuid()), (CountedFrom::LastContact, moment.now))?;
    let people: Vec<PersonId> = transaction.all(
        sql!("SELECT id FROM people WHERE role = $1 AND closed_at IS NULL ORDER BY id"),
        params![desk.role().code()],
    )?;
    for answerer in people {
        let news = News {
            topic: Topic::CONVERSATIONS,
            purpose: PURPOSE,
            kind: "message-waiting",
            subject: "",
            due_on: None,
            path: format!("{}/{id}", desk.messages_path()),
            occasion: format!("waiting:{message}"),
        };
        tell(transaction, moment, engine, (answerer, &news))?;
    }
    Ok(())
}

/// Closes one's conversation; writing in it opens it again.
pub fn close(transaction: &Transaction<'_>, (person, id): (PersonId, ConversationId)) -> Result<(), Error> {
    let closed = transaction.execute(
        sql!("UPDATE conversations SET state = 'closed' WHERE id = $1 AND person_id = $2"),
        params![id, person],
    )?;
    if closed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Adds a message with its files, of the person or of the desk, to be read by both or by the desk alone.
pub(super) fn add(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (author, id, text, files): (PersonId, ConversationId, &RequestText, &[Accepted]),
    (from_desk, is_internal): (bool, bool),
) -> Result<MessageId, Error> {
    let message = MessageId::new(moment);
    let sealed = vault.seal(moment, id.uuid(), Category::Exchanges, "messages.text_sealed", text.as_str())?;
    transaction.execute(
        sql!(
            "INSERT INTO messages (id, conversation_id, author_id, from_desk, is_internal, text_sealed, sent_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        params![message, id, author, from_desk, is_internal, sealed, moment.now],
    )?;
    keep(transaction, vault, moment, (author, id, message), files)?;
    Ok(message)
}
