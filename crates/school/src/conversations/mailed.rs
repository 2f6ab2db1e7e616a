//! Answers by mail: to an address that carries its conversation, from the address of its person.

use database::{Moment, Transaction, params, sql};
use mail::Reply;
use privacy::Engine;
use vault::Vault;

use super::ConversationId;
use super::writing::write;
use crate::Error;
use crate::people::{Email, PersonId};
use crate::rights::RequestText;
use crate::topics::read_tag;

/// Adds what a person answered by mail to their conversation. Whether it was taken: an address that was invented, another sender,
/// a text that is too long or one message too many in an hour is left to people.
pub fn mailed(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    reply: &Reply,
) -> Result<bool, Error> {
    let Some(id) = read_tag(vault, &reply.tag).and_then(|id| id.parse::<ConversationId>().ok()) else {
        return Ok(false);
    };
    let (Ok(from), Ok(text)) = (Email::parse(&reply.from), RequestText::parse(&reply.text)) else { return Ok(false) };
    let owner: Option<PersonId> = transaction.optional(
        sql!(
            "SELECT people.id FROM conversations JOIN people ON people.id = conversations.person_id
             WHERE conversations.id = $1 AND people.email_index = $2 AND people.closed_at IS NULL"
        ),
        params![id, vault.index("people.email", &from.normalised())],
    )?;
    let Some(person) = owner else { return Ok(false) };
    match write(transaction, vault, moment, engine, (person, id, &text)) {
        Ok(()) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
