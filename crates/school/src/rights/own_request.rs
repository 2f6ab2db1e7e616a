//! A person's own requests, with what happened to them.

use database::{Reader, params, sql};
use jiff::Timestamp;
use jiff::civil::Date;
use vault::{Access, Category, Sealed, Vault};

use super::RequestId;
use crate::Error;
use crate::people::PersonId;

/// A request as the person who made it sees it.
#[derive(Clone, Debug)]
pub struct RequestRecord {
    /// Its identifier.
    pub id: RequestId,
    /// What is asked for, by code.
    pub kind: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// The day by which it will be answered.
    pub due_on: Date,
    /// Whether the clock stands still because proof of identity is awaited.
    pub paused: bool,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// How it ended, by code; empty while it is open.
    pub outcome: String,
}

/// A person's own requests, the newest first.
pub fn own_requests(reader: &Reader<'_>, person: PersonId) -> Result<Vec<RequestRecord>, Error> {
    type Columns = (RequestId, String, Timestamp, Date, bool, Option<Timestamp>, Option<String>);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT id, kind, received_at, due_on, paused_at IS NOT NULL, answered_at, outcome FROM requests
             WHERE person_id = $1 ORDER BY received_at DESC, id DESC"
        ),
        params![person],
    )?;
    let record = |(id, kind, received_at, due_on, paused, answered_at, outcome): Columns| RequestRecord {
        id,
        kind,
        received_at,
        due_on,
        paused,
        answered_at,
        outcome: outcome.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(record).collect())
}

/// What happened to a request, and when.
#[derive(Clone, Debug)]
pub struct RequestStep {
    /// When.
    pub at: Timestamp,
    /// What, by code.
    pub kind: String,
    /// What the person was told then; may be empty.
    pub note: String,
}

/// A person's own request with its words: the record, what was asked, what was answered, and its steps.
#[derive(Clone, Debug)]
pub struct OwnRequest {
    /// The record.
    pub record: RequestRecord,
    /// What was asked, in their words; may be empty.
    pub text: String,
    /// What was answered; may be empty.
    pub answer: String,
    /// What happened, the oldest first.
    pub steps: Vec<RequestStep>,
}

/// One of the person's own requests; [`Error::NotFound`] for anybody else's.
pub fn own_request(reader: &Reader<'_>, vault: &Vault, person: PersonId, id: RequestId) -> Result<OwnRequest, Error> {
    let record = own_requests(reader, person)?.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    let pair = (person.uuid(), id.uuid());
    let open = |place, sealed: Option<Sealed>| -> Result<String, Error> {
        let Some(sealed) = sealed else { return Ok(String::new()) };
        let value = vault.open_of(pair, Category::Exchanges, place, &sealed)?;
        Ok(value.reveal(Access::own(person.uuid()))?.clone())
    };
    let (text, answer): (Option<Sealed>, Option<Sealed>) =
        reader.one(sql!("SELECT text_sealed, answer_sealed FROM requests WHERE id = $1"), params![id])?;
    let steps: Vec<(Timestamp, String, Option<Sealed>)> = reader.all(
        // What is answered at once has both steps at one instant.
        sql!(
            "SELECT at, kind, note_sealed FROM request_steps WHERE request_id = $1
             ORDER BY at, CASE kind WHEN 'received' THEN 0 WHEN 'answered' THEN 2 ELSE 1 END, id"
        ),
        params![id],
    )?;
    let step = |(at, kind, note)| Ok(RequestStep { at, kind, note: open("request_steps.note_sealed", note)? });
    Ok(OwnRequest {
        record,
        text: open("requests.text_sealed", text)?,
        answer: open("requests.answer_sealed", answer)?,
        steps: steps.into_iter().map(step).collect::<Result<_, Error>>()?,
    })
}
