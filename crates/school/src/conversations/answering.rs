//! What a desk does: reads what waits, opens a conversation, answers, notes, takes charge, closes.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use privacy::Engine;
use vault::{Access, Category, Sealed, Service, Vault};

use super::thread::{Thread, Who, thread};
use super::writing::add;
use super::{Answerer, ConversationId, PURPOSE};
use crate::Error;
use crate::attachments::Accepted;
use crate::notices::{News, tell};
use crate::people::PersonId;
use crate::rights::{RequestText, opened};
use crate::topics::Topic;

/// How many conversations a queue shows.
const MOST_SHOWN: i64 = 200;

/// A line of a desk's queue: what waits, and nothing of what was written.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The conversation.
    pub id: ConversationId,
    /// `waiting`, `answered` or `closed`.
    pub state: String,
    /// The title of the lesson it was begun from.
    pub lesson: Option<String>,
    /// When something was last said.
    pub last_at: Timestamp,
    /// Whether somebody takes care of it, and whether that is whoever looks.
    pub assigned: Option<bool>,
}

/// A conversation opened by its desk.
#[derive(Clone)]
pub struct Case {
    /// Who writes.
    pub name: String,
    /// Everything that was said, notes included.
    pub thread: Thread,
}

/// What may be done besides answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Takes charge.
    Take,
    /// Leaves it to others again.
    Release,
    /// Closes it.
    Close,
}

/// The conversations of a desk: those that wait first, the longest waiting before.
pub fn queue(reader: &Reader<'_>, answerer: Answerer) -> Result<Vec<Waiting>, Error> {
    let rows: Vec<(ConversationId, String, Option<String>, Timestamp, Option<PersonId>)> = reader.all(
        sql!(
            "SELECT conversations.id, conversations.state, resources.title, conversations.last_at,
                    conversations.assigned_to
             FROM conversations LEFT JOIN resources ON resources.id = conversations.resource_id
             WHERE conversations.desk = $1
             ORDER BY CASE conversations.state WHEN 'waiting' THEN 0 ELSE 1 END,
                      CASE conversations.state WHEN 'waiting' THEN conversations.last_at ELSE -conversations.last_at END,
                      conversations.id
             LIMIT $2"
        ),
        params![answerer.desk().code(), MOST_SHOWN],
    )?;
    let line = |(id, state, lesson, last_at, assigned): (_, _, _, _, Option<PersonId>)| Waiting {
        id,
        state,
        lesson,
        last_at,
        assigned: assigned.map(|person| person == answerer.person()),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Opens a conversation of one's desk: the look is in the journal before anything is shown. What its person froze is not opened:
/// [`Error::Refused`].
pub fn case(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (answerer, id): (Answerer, ConversationId),
) -> Result<Case, Error> {
    let person = theirs(transaction, engine, (answerer, id))?;
    let by = (answerer.person(), answerer.desk().role());
    opened(transaction, vault, moment, (by, person, "exchanges", "conversation"))?;
    let access = Access::service(Service::Answering);
    let thread = thread(transaction, vault, (Who::Desk(answerer.desk()), access, id))?;
    let sealed: Option<Sealed> =
        transaction.optional(sql!("SELECT name_sealed FROM people WHERE id = $1"), params![person])?;
    let name = match sealed {
        Some(sealed) => match vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", &sealed) {
            Ok(name) => name.reveal(access)?.clone(),
            Err(vault::Error::Destroyed) => String::new(),
            Err(error) => return Err(error.into()),
        },
        None => String::new(),
    };
    Ok(Case { name, thread })
}

/// An answer of a desk, or a note that stays with it.
pub struct Answer<'a> {
    /// What it says.
    pub text: &'a RequestText,
    /// Its files.
    pub files: &'a [Accepted],
    /// Whether it stays with the desk.
    pub is_note: bool,
}

/// Answers, or notes something for the desk alone. An answer is told to its person in the ways they chose, without its words.
pub fn answer(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (answerer, id, said): (Answerer, ConversationId, &Answer<'_>),
) -> Result<(), Error> {
    let person = theirs(transaction, engine, (answerer, id))?;
    let written = (answerer.person(), id, said.text, said.files);
    let message = add(transaction, vault, moment, written, (true, said.is_note))?;
    if said.is_note {
        return Ok(());
    }
    transaction.execute(
        sql!(
            "UPDATE conversations SET state = 'answered', last_at = $2, assigned_to = COALESCE(assigned_to, $3)
             WHERE id = $1"
        ),
        params![id, moment.now, answerer.person()],
    )?;
    let kind = match answerer.desk() {
        super::Desk::Teaching => "answer-teaching",
        super::Desk::Support => "answer-support",
    };
    let news = News {
        topic: Topic::CONVERSATIONS,
        purpose: PURPOSE,
        kind,
        subject: "",
        due_on: None,
        path: format!("/messages/{id}"),
        occasion: format!("answer:{message}"),
    };
    tell(transaction, moment, engine, (person, &news))?;
    Ok(())
}

/// Takes charge of a conversation, leaves it, or closes it.
pub fn act(
    transaction: &Transaction<'_>,
    engine: &Engine,
    (answerer, id, act): (Answerer, ConversationId, Act),
) -> Result<(), Error> {
    theirs(transaction, engine, (answerer, id))?;
    let statement = match act {
        Act::Take => sql!("UPDATE conversations SET assigned_to = $2 WHERE id = $1"),
        Act::Release => sql!("UPDATE conversations SET assigned_to = NULL WHERE id = $1 AND assigned_to = $2"),
        Act::Close => {
            sql!("UPDATE conversations SET state = 'closed', assigned_to = COALESCE(assigned_to, $2) WHERE id = $1")
        }
    };
    transaction.execute(statement, params![id, answerer.person()])?;
    Ok(())
}

/// Whose conversation it is, if it is with this desk and may be used.
pub(super) fn theirs(
    reader: &Reader<'_>,
    engine: &Engine,
    (answerer, id): (Answerer, ConversationId),
) -> Result<PersonId, Error> {
    let person: Option<PersonId> = reader.optional(
        sql!("SELECT person_id FROM conversations WHERE id = $1 AND desk = $2"),
        params![id, answerer.desk().code()],
    )?;
    let person = person.ok_or(Error::NotFound)?;
    let leave = privacy::usable(reader, engine, (person.uuid(), PURPOSE))?;
    leave.map_err(|_| Error::Refused("conversation-frozen"))?;
    Ok(person)
}
