//! The events as an administrator reads them: what was seen, how often, what was done. No address and no name stands there.

use database::{Reader, params, sql};
use jiff::{SignedDuration, Timestamp};

use super::{Kind, Response};
use crate::Error;
use crate::access::{Access, Administration};

/// How far back the page looks.
const SHOWN_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Lines on a page.
const MOST_SHOWN: i64 = 200;

/// Which events.
#[derive(Clone, Copy, Debug, Default)]
pub struct EventFilter {
    /// Of a kind; all when none.
    pub kind: Option<Kind>,
    /// With a response; all when none.
    pub response: Option<Response>,
}

/// The events of thirty days.
#[derive(Clone, Debug)]
pub struct Events {
    /// How many there were of each kind, whatever the filter.
    pub kinds: Vec<OfKind>,
    /// Those of the filter, the newest first.
    pub lines: Vec<EventLine>,
    /// How many of the filter there are besides.
    pub left_out: i64,
}

/// The events of a kind.
#[derive(Clone, Copy, Debug)]
pub struct OfKind {
    /// The kind.
    pub kind: Kind,
    /// How many.
    pub count: i64,
}

/// An event.
#[derive(Clone, Copy, Debug)]
pub struct EventLine {
    /// What was seen.
    pub kind: Kind,
    /// When it was first taken for one.
    pub first_at: Timestamp,
    /// When it was last seen within its hour.
    pub last_at: Timestamp,
    /// How often: accounts, guesses, returns, looks or refusals.
    pub times: i64,
    /// What was done.
    pub response: Response,
    /// Whether it concerns somebody who has an account here, whom an administrator does not see.
    pub is_about_somebody: bool,
}

/// Reads them, in two queries.
pub fn events(
    reader: &Reader<'_>,
    now: Timestamp,
    (_, filter): (Access<Administration>, EventFilter),
) -> Result<Events, Error> {
    let since = since(now);
    let counts: Vec<(String, String, i64)> = reader.all(
        sql!("SELECT kind, response, COUNT(*) FROM security_events WHERE last_at >= $1 GROUP BY kind, response"),
        params![since],
    )?;
    let (kind, response) = (filter.kind.map_or("", Kind::code), filter.response.map_or("", Response::code));
    let rows: Vec<(String, Timestamp, Timestamp, i64, String, bool)> = reader.all(
        sql!(
            "SELECT kind, first_at, last_at, times, response, person_id IS NOT NULL FROM security_events
             WHERE last_at >= $1 AND ($2 = '' OR kind = $2) AND ($3 = '' OR response = $3)
             ORDER BY last_at DESC, kind, key LIMIT $4"
        ),
        params![since, kind, response, MOST_SHOWN],
    )?;
    let line = |(kind, first_at, last_at, times, response, is_about_somebody): (String, _, _, _, String, _)| {
        let (kind, response) = (Kind::from_code(&kind)?, Response::from_code(&response)?);
        Some(EventLine { kind, first_at, last_at, times, response, is_about_somebody })
    };
    let is_asked =
        |one: &&(String, String, i64)| (kind.is_empty() || one.0 == kind) && (response.is_empty() || one.1 == response);
    let asked: i64 = counts.iter().filter(is_asked).map(|(_, _, count)| count).sum();
    let lines: Vec<EventLine> = rows.into_iter().filter_map(line).collect();
    Ok(Events { kinds: by_kind(&counts), left_out: asked - lines.len() as i64, lines })
}

fn by_kind(counts: &[(String, String, i64)]) -> Vec<OfKind> {
    let of = |kind: Kind| {
        let own = counts.iter().filter(|(code, ..)| code == kind.code());
        OfKind { kind, count: own.map(|(.., count)| count).sum() }
    };
    Kind::ALL.map(of).to_vec()
}

/// How many there were within thirty days.
pub(crate) fn counted(reader: &Reader<'_>, now: Timestamp) -> Result<i64, Error> {
    let statement = sql!("SELECT COUNT(*) FROM security_events WHERE last_at >= $1");
    Ok(reader.one(statement, params![since(now)])?)
}

fn since(now: Timestamp) -> Timestamp {
    now.checked_sub(SHOWN_FOR).unwrap_or(now)
}
