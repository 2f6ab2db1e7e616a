//! The notice centre.

use coursework::Language;
use database::{Moment, Reader, Transaction, params, sql};
use fluent_templates::fluent_bundle::FluentValue;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::Error;
use crate::moments::Moments;
use crate::people::PersonId;
use crate::words::words_with;

/// How many are shown on one page.
pub const MOST_SHOWN: i64 = 100;

database::identifier! {
    /// A notice.
    NoticeId
}

/// A notice in its person's language.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its identifier.
    pub id: NoticeId,
    /// What it says, in one sentence.
    pub text: String,
    /// When it was told.
    pub created_at: Timestamp,
    /// Whether it was not opened yet.
    pub is_new: bool,
}

/// What a notice says.
pub(super) fn text(
    moments: &Moments,
    language: Language,
    (kind, subject, due_on): (&str, String, Option<Date>),
) -> String {
    let mut values: Vec<(&'static str, FluentValue<'static>)> = vec![("subject", subject.into())];
    values.extend(due_on.map(|day| ("day", moments.day(&day).into())));
    words_with(language, &format!("notice-{kind}"), &values)
}

/// A person's notices, newest first.
pub fn notices(
    reader: &Reader<'_>,
    moment: &Moment,
    (person, language): (PersonId, Language),
) -> Result<Vec<Notice>, Error> {
    let rows: Vec<(NoticeId, String, String, Option<Date>, Timestamp, bool)> = reader.all(
        sql!(
            "SELECT id, kind, subject, due_on, created_at, read_at IS NULL FROM notices
             WHERE person_id = $1 AND in_app ORDER BY created_at DESC, id DESC LIMIT $2"
        ),
        params![person, MOST_SHOWN],
    )?;
    let moments = Moments::new(language, moment.now);
    let notice = |(id, kind, subject, due_on, created_at, is_new): (_, String, _, _, _, _)| Notice {
        id,
        text: text(&moments, language, (&kind, subject, due_on)),
        created_at,
        is_new,
    };
    Ok(rows.into_iter().map(notice).collect())
}

/// How many were not opened yet.
pub fn unread(reader: &Reader<'_>, person: PersonId) -> Result<i64, Error> {
    let statement = sql!("SELECT COUNT(*) FROM notices WHERE person_id = $1 AND in_app AND read_at IS NULL");
    Ok(reader.one(statement, params![person])?)
}

/// Opens a notice: it is read from now on. Gives where it leads; [`Error::NotFound`] for somebody else's.
pub fn open(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, id): (PersonId, NoticeId),
) -> Result<String, Error> {
    let path: Option<String> = transaction.optional(
        sql!("UPDATE notices SET read_at = COALESCE(read_at, $3) WHERE id = $1 AND person_id = $2 RETURNING path"),
        params![id, person, moment.now],
    )?;
    path.ok_or(Error::NotFound)
}

/// All of them are read.
pub fn read_all(transaction: &Transaction<'_>, moment: &Moment, person: PersonId) -> Result<(), Error> {
    let statement = sql!("UPDATE notices SET read_at = $2 WHERE person_id = $1 AND in_app AND read_at IS NULL");
    transaction.execute(statement, params![person, moment.now])?;
    Ok(())
}
