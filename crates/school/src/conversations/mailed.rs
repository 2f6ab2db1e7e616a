//! Answers by mail: to an address that carries its conversation, from the address of its person.

use database::{Moment, Reader, Transaction, params, sql};
use mail::Reply;
use privacy::Engine;
use vault::Vault;

use super::ConversationId;
use super::writing::write;
use crate::Error;
use crate::attachments::{Received, Why, has_room, tell_refused};
use crate::people::{Email, PersonId};
use crate::rights::RequestText;
use crate::topics::read_tag;

/// Who answered in which conversation, and what.
pub struct Sender {
    /// Who.
    pub person: PersonId,
    conversation: ConversationId,
    text: RequestText,
}

/// Reads who answered. None for an address that was invented, another sender, and a text that is too long: these are left to
/// people.
pub fn sender(reader: &Reader<'_>, vault: &Vault, reply: &Reply) -> Result<Option<Sender>, Error> {
    let Some(id) = read_tag(vault, &reply.tag).and_then(|id| id.parse::<ConversationId>().ok()) else {
        return Ok(None);
    };
    let has_files = reply.is_cut || !reply.files.is_empty();
    let (Ok(from), Ok(text)) = (Email::parse(&reply.from), RequestText::beside(&reply.text, has_files)) else {
        return Ok(None);
    };
    let owner: Option<PersonId> = reader.optional(
        sql!(
            "SELECT people.id FROM conversations JOIN people ON people.id = conversations.person_id
             WHERE conversations.id = $1 AND people.email_index = $2 AND people.closed_at IS NULL"
        ),
        params![id, vault.index("people.email", &from.normalised())],
    )?;
    Ok(owner.map(|person| Sender { person, conversation: id, text }))
}

/// Adds what a person answered by mail to their conversation, with the files that can be taken; a letter says why the others
/// were not. Whether it was taken: one message too many in an hour is left to people.
pub fn mailed(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (sender, received): (&Sender, &Received),
) -> Result<bool, Error> {
    let (person, id) = (sender.person, sender.conversation);
    let mut refused: Vec<Why> = received.refused.iter().map(|one| one.why).collect();
    let mut files = received.accepted.as_slice();
    if !has_room(transaction, moment, (person, files))? {
        refused.extend(files.iter().map(|_| Why::TooMuchToday));
        files = &[];
    }
    // A message of files alone, none of which was taken, is told about and says nothing else.
    if !(sender.text.as_str().is_empty() && files.is_empty()) {
        match write(transaction, vault, moment, engine, (person, id, &sender.text, files)) {
            Ok(()) => {}
            Err(Error::Refused(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    if !refused.is_empty() {
        tell_refused(transaction, moment, (person, id), &refused)?;
    }
    Ok(true)
}
