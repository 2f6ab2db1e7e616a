//! The journal as an officer reads it: people under their pseudonyms, the staff by their names.

use std::collections::HashMap;

use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::Value as Json;
use vault::{Access, Category, Sealed, Service, Vault};

use crate::Error;
use crate::people::{FieldMistake, PersonId, Role};
use crate::rights::Officer;

/// Which entries.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of a kind; all when empty.
    pub kind: String,
    /// By somebody of the staff.
    pub by: Option<PersonId>,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
    /// Those before this one.
    before: Option<Uuid>,
}

/// A page of the journal, the newest first.
#[derive(Clone, Debug)]
pub struct JournalPage {
    /// The entries.
    pub lines: Vec<JournalLine>,
    /// What asks for the entries before these; none at the end.
    pub before: Option<Uuid>,
}

/// An entry.
#[derive(Clone, Debug)]
pub struct JournalLine {
    /// Which.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub kind: String,
    /// Who of the staff did it: role and name.
    pub staff: Option<(Role, String)>,
    /// Whether whoever did it is not of the staff: the person themselves, most often.
    pub by_other: bool,
    /// To whom, the beginning of their pseudonym; empty when it is about nobody.
    pub subject: String,
    /// Codes and counts, as they stand.
    pub detail: Vec<(String, String)>,
    /// Its place in the tree; none before the next checkpoint.
    pub leaf: Option<i64>,
}

impl Filter {
    /// Takes what was typed: days of Strasbourg, the last one included.
    pub fn parse((kind, by, since, until, before): (&str, &str, &str, &str, &str)) -> Result<Self, Vec<FieldMistake>> {
        let mut mistakes = Vec::new();
        let mut day = |field: &'static str, typed: &str, later: i64| {
            let typed = typed.trim();
            if typed.is_empty() {
                return None;
            }
            let begins = typed.parse::<Date>().ok().and_then(|day| begins(day.saturating_add(later.days())));
            mistakes.extend(begins.is_none().then_some(FieldMistake::new(field, "day-expected")));
            begins
        };
        let (since, until) = (day("since", since, 0), day("until", until, 1));
        let (by, before) = (by.parse().ok(), before.parse().ok());
        let kind = kind.trim().to_owned();
        if mistakes.is_empty() { Ok(Self { kind, by, since, until, before }) } else { Err(mistakes) }
    }
}

/// The kinds of entries there are, for the filter.
pub fn kinds(reader: &Reader<'_>, _: Officer) -> Result<Vec<String>, Error> {
    // A loose index scan: as many steps as there are kinds, not as many as there are entries.
    Ok(reader.all(
        sql!(
            "WITH RECURSIVE known AS (
               SELECT (SELECT MIN(kind) FROM journal_entries) AS kind
               UNION ALL
               SELECT (SELECT MIN(journal_entries.kind) FROM journal_entries WHERE journal_entries.kind > known.kind)
               FROM known WHERE known.kind IS NOT NULL)
             SELECT kind FROM known WHERE kind IS NOT NULL"
        ),
        params![],
    )?)
}

/// The entries of a filter, at most so many. The staff's names are opened; people stay under their pseudonyms.
pub fn entries(
    reader: &Reader<'_>,
    vault: &Vault,
    (_, filter, most): (Officer, &Filter, u32),
) -> Result<JournalPage, Error> {
    type Columns = (Uuid, Timestamp, String, Option<Vec<u8>>, Option<Vec<u8>>, String, Option<i64>);
    let staff = staff(reader, vault)?;
    let by = filter.by.map(|person| vault.pseudonym(person.uuid())).transpose()?;
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT id, at, kind, actor, subject, detail, leaf_index FROM journal_entries
             WHERE at >= $1 AND at < $2 AND ($3 = '' OR kind = $3) AND ($4 OR actor = $5) AND ($6 OR id < $7)
             ORDER BY id DESC LIMIT $8"
        ),
        params![
            filter.since.unwrap_or(Timestamp::UNIX_EPOCH),
            filter.until.unwrap_or(Timestamp::MAX),
            &filter.kind,
            by.is_none(),
            by.unwrap_or_default(),
            filter.before.is_none(),
            filter.before.unwrap_or_default(),
            i64::from(most) + 1
        ],
    )?;
    let is_more = rows.len() > most as usize;
    let line = |(id, at, kind, actor, subject, detail, leaf): Columns| {
        let staff = actor.as_deref().and_then(|actor| staff.get(actor)).map(|(_, role, name)| (*role, name.clone()));
        let by_other = actor.is_some() && staff.is_none();
        let subject = subject.map(|subject| crate::hexadecimal(&subject[..4])).unwrap_or_default();
        JournalLine { id, at, kind, staff, by_other, subject, detail: told(&detail), leaf }
    };
    let lines: Vec<JournalLine> = rows.into_iter().take(most as usize).map(line).collect();
    let before = lines.last().map(|line| line.id).filter(|_| is_more);
    Ok(JournalPage { lines, before })
}

/// Asks that the whole journal be read again now, rather than at night.
pub fn ask_verification(transaction: &Transaction<'_>, moment: &Moment, _: Officer) -> Result<(), Error> {
    Ok(jobs::enqueue(transaction, moment, "journal.verify", &(), moment.now)?)
}

/// Everybody of the staff by pseudonym.
pub(super) fn staff(reader: &Reader<'_>, vault: &Vault) -> Result<HashMap<Vec<u8>, (PersonId, Role, String)>, Error> {
    let rows: Vec<(PersonId, String, Sealed)> =
        reader.all(sql!("SELECT id, role, name_sealed FROM people WHERE role <> 'learner'"), params![])?;
    let mut known = HashMap::new();
    for (person, role, name) in rows {
        let opened = vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", &name);
        // Whoever was erased can be named no more.
        let (Ok(name), Ok(pseudonym), Some(role)) = (opened, vault.pseudonym(person.uuid()), Role::from_code(&role))
        else {
            continue;
        };
        let name = name.reveal(Access::service(Service::StaffReview))?.clone();
        known.insert(pseudonym.to_vec(), (person, role, name));
    }
    Ok(known)
}

fn told(detail: &str) -> Vec<(String, String)> {
    let Ok(Json::Object(told)) = serde_json::from_str(detail) else { return Vec::new() };
    let text = |value: Json| match value {
        Json::String(text) => text,
        other => other.to_string(),
    };
    told.into_iter().map(|(name, value)| (name, text(value))).collect()
}

fn begins(day: Date) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/Paris").ok()?;
    Some(day.to_zoned(zone).ok()?.timestamp())
}
