//! A person's own conversations.

use database::{Reader, params, sql};
use jiff::Timestamp;
use vault::{Access, Category, Sealed, Vault};

use super::thread::{Thread, Who, thread};
use super::{ConversationId, Desk};
use crate::Error;
use crate::people::PersonId;

/// How many conversations are listed.
const MOST_LISTED: i64 = 200;

/// A line of the list.
#[derive(Clone)]
pub struct Line {
    /// Its identifier.
    pub id: ConversationId,
    /// The desk it is with.
    pub desk: Desk,
    /// What it is about.
    pub subject: String,
    /// `waiting`, `answered` or `closed`.
    pub state: String,
    /// When something was last said.
    pub last_at: Timestamp,
}

/// A person's conversations, the one that moved last first; with a word to search, those in which it was said. What is written is
/// sealed, so a search opens what the person could read anyway, and nothing else.
pub fn mine(reader: &Reader<'_>, vault: &Vault, (person, search): (PersonId, &str)) -> Result<Vec<Line>, Error> {
    let rows: Vec<(ConversationId, String, Sealed, String, Timestamp)> = reader.all(
        sql!(
            "SELECT id, desk, subject_sealed, state, last_at FROM conversations
             WHERE person_id = $1 ORDER BY last_at DESC, id LIMIT $2"
        ),
        params![person, MOST_LISTED],
    )?;
    let said = if search.trim().is_empty() { Vec::new() } else { said(reader, vault, person)? };
    let wanted = folded(search.trim());
    let mut lines = Vec::new();
    for (id, desk, subject, state, last_at) in rows {
        let subject = open(vault, (person, id), "conversations.subject_sealed", &subject)?;
        let found = wanted.is_empty()
            || folded(&subject).contains(&wanted)
            || said.iter().any(|(of, text)| *of == id && folded(text).contains(&wanted));
        let desk = Desk::from_code(&desk).ok_or(Error::NotFound)?;
        lines.extend(found.then_some(Line { id, desk, subject, state, last_at }));
    }
    Ok(lines)
}

/// One of a person's conversations.
pub fn own(reader: &Reader<'_>, vault: &Vault, (person, id): (PersonId, ConversationId)) -> Result<Thread, Error> {
    thread(reader, vault, (Who::Own(person), Access::own(person.uuid()), id))
}

fn said(reader: &Reader<'_>, vault: &Vault, person: PersonId) -> Result<Vec<(ConversationId, String)>, Error> {
    let rows: Vec<(ConversationId, Sealed)> = reader.all(
        sql!(
            "SELECT messages.conversation_id, messages.text_sealed
             FROM messages JOIN conversations ON conversations.id = messages.conversation_id
             WHERE conversations.person_id = $1 AND NOT messages.is_internal"
        ),
        params![person],
    )?;
    let open =
        |(id, sealed): (ConversationId, Sealed)| Ok((id, open(vault, (person, id), "messages.text_sealed", &sealed)?));
    rows.into_iter().map(open).collect()
}

fn open(
    vault: &Vault,
    (person, id): (PersonId, ConversationId),
    place: &'static str,
    sealed: &Sealed,
) -> Result<String, Error> {
    let value = vault.open_of((person.uuid(), id.uuid()), Category::Exchanges, place, sealed)?;
    Ok(value.reveal(Access::own(person.uuid()))?.clone())
}

/// Without case: who searches « tva » finds « TVA ».
fn folded(text: &str) -> String {
    text.to_lowercase()
}
