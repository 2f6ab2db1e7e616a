//! Answers that a desk gives often.

use database::{Moment, Reader, Transaction, params, sql};

use super::Answerer;
use crate::Error;
use crate::people::FieldMistake;

/// The longest title, in characters.
const MOST_TITLE: usize = 80;
/// The longest text, in characters.
const MOST_TEXT: usize = 5_000;

database::identifier! {
    /// A saved reply.
    SavedReplyId
}

/// A reply that is ready.
#[derive(Clone, Debug)]
pub struct SavedReply {
    /// Its identifier.
    pub id: SavedReplyId,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: String,
}

/// A reply that can be saved.
#[derive(Clone, Debug)]
pub struct NewReply {
    title: String,
    text: String,
}

impl NewReply {
    /// Takes what was typed, or says every mistake in it.
    pub fn parse(title: &str, text: &str) -> Result<Self, Vec<FieldMistake>> {
        let (title, text) = (title.trim(), text.trim());
        let fits = |text: &str, most| (1..=most).contains(&text.chars().count());
        let mut mistakes = Vec::new();
        mistakes.extend((!fits(title, MOST_TITLE)).then_some(FieldMistake::new("title", "reply-title")));
        mistakes.extend((!fits(text, MOST_TEXT)).then_some(FieldMistake::new("reply", "reply-text")));
        if mistakes.is_empty() { Ok(Self { title: title.to_owned(), text: text.to_owned() }) } else { Err(mistakes) }
    }
}

/// The saved replies of a desk, by title.
pub fn replies(reader: &Reader<'_>, answerer: Answerer) -> Result<Vec<SavedReply>, Error> {
    let rows: Vec<(SavedReplyId, String, String)> = reader.all(
        sql!("SELECT id, title, text FROM saved_replies WHERE desk = $1 ORDER BY title, id"),
        params![answerer.desk().code()],
    )?;
    Ok(rows.into_iter().map(|(id, title, text)| SavedReply { id, title, text }).collect())
}

/// Saves a reply for one's desk.
pub fn add_reply(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (answerer, new): (Answerer, &NewReply),
) -> Result<(), Error> {
    transaction.execute(
        sql!("INSERT INTO saved_replies (id, desk, title, text) VALUES ($1, $2, $3, $4)"),
        params![SavedReplyId::new(moment), answerer.desk().code(), &new.title, &new.text],
    )?;
    Ok(())
}

/// Removes one of one's desk.
pub fn remove_reply(transaction: &Transaction<'_>, (answerer, id): (Answerer, SavedReplyId)) -> Result<(), Error> {
    let statement = sql!("DELETE FROM saved_replies WHERE id = $1 AND desk = $2");
    transaction.execute(statement, params![id, answerer.desk().code()])?;
    Ok(())
}
