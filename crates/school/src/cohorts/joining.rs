//! Coming into a cohort: by the link that the team hands out, or by a list of addresses. A list tells nobody which of them have an
//! account: those who do are enrolled, the others are when they open one, and meanwhile only a keyed hash is kept, for a month.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::SignedDuration;
use journal::Entry;
use privacy::Engine;
use vault::Vault;

use super::CohortId;
use super::cohort::note;
use super::deadlines::apply_to;
use crate::Error;
use crate::access::{Access, Teaching};
use crate::learning::enrol_in;
use crate::notices::{News, tell};
use crate::people::{Email, PersonId};
use crate::programmes::ProgrammeId;
use crate::topics::Topic;

/// How long an address is expected.
const EXPECTED_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The longest list: a large company's.
const MOST_ADDRESSES: usize = 2_000;
/// What the ticket of a cohort's link is for.
const USAGE: &str = "cohort";

/// Addresses that were pasted, each once.
#[derive(Clone)]
pub struct AddressList(Vec<Email>);

/// What became of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Addresses taken, each once.
    pub addresses: usize,
}

/// A line of a pasted list in which no address is found.
#[derive(Clone, PartialEq, Eq)]
pub struct BadLine {
    /// From 1.
    pub number: usize,
    /// The line, cut short.
    pub text: String,
}

/// What a cohort's link leads to.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The cohort.
    pub cohort: CohortId,
    /// Its name.
    pub name: String,
    /// The programme's address.
    pub programme: String,
    /// The programme's title.
    pub title: String,
    /// Whether whoever reads is in it.
    pub is_member: bool,
}

impl AddressList {
    /// Reads a pasted list: one address a line, or a spreadsheet's lines (comma, semicolon or tab) of which one cell is an
    /// address. A first line without any is a heading.
    pub fn parse(text: &str) -> Result<Self, Vec<BadLine>> {
        let (mut addresses, mut bad): (Vec<Email>, Vec<BadLine>) = (Vec::new(), Vec::new());
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        for (place, (index, line)) in lines.enumerate() {
            let mut cells = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"'));
            match cells.find_map(|cell| Email::parse(cell).ok()) {
                Some(email) => addresses.push(email),
                None if place == 0 && !line.contains('@') => {}
                None => bad.push(BadLine { number: index + 1, text: line.trim().chars().take(60).collect() }),
            }
        }
        addresses.sort_by_key(Email::normalised);
        addresses.dedup_by_key(|email| email.normalised());
        if bad.is_empty() && (1..=MOST_ADDRESSES).contains(&addresses.len()) { Ok(Self(addresses)) } else { Err(bad) }
    }
}

/// Puts everybody of a list into a cohort, now or when they open an account.
pub fn list(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (access, cohort, addresses): (Access<Teaching>, CohortId, &AddressList),
) -> Result<Listed, Error> {
    programme_of(transaction, cohort)?;
    let expires = moment.now.saturating_add(EXPECTED_FOR).unwrap_or(moment.now);
    for address in &addresses.0 {
        let index = vault.index("people.email", &address.normalised());
        let known: Option<PersonId> = transaction.optional(
            sql!(
                "SELECT id FROM people WHERE email_index = $1 AND closed_at IS NULL AND email_confirmed_at IS NOT NULL
                   AND role = 'learner'"
            ),
            params![index],
        )?;
        match known {
            Some(person) => enter(transaction, vault, moment, engine, (person, cohort))?,
            None => {
                transaction.execute(
                    sql!(
                        "INSERT INTO expected_members (address_index, cohort_id, expires_at) VALUES ($1, $2, $3)
                         ON CONFLICT (address_index, cohort_id) DO UPDATE SET expires_at = $3"
                    ),
                    params![index, cohort, expires],
                )?;
            }
        }
    }
    note(transaction, vault, moment, (access, cohort, "cohort.listed"))?;
    Ok(Listed { addresses: addresses.0.len() })
}

/// Puts somebody whose address was just confirmed into the cohorts that expect it.
pub(crate) fn joins_as_expected(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    person: PersonId,
) -> Result<(), Error> {
    let expected: Vec<CohortId> = transaction.all(
        sql!(
            "DELETE FROM expected_members WHERE expires_at > $2
               AND address_index = (SELECT email_index FROM people WHERE id = $1) RETURNING cohort_id"
        ),
        params![person, moment.now],
    )?;
    for cohort in expected {
        enter(transaction, vault, moment, engine, (person, cohort))?;
    }
    Ok(())
}

/// Forgets addresses that were expected for a month.
pub fn forget_expired(transaction: &Transaction<'_>, moment: &Moment) -> Result<u64, Error> {
    Ok(transaction.execute(sql!("DELETE FROM expected_members WHERE expires_at <= $1"), params![moment.now])?)
}

/// The path of the link by which people join a cohort.
pub fn join_path(vault: &Vault, moment: &Moment, cohort: CohortId) -> Result<String, Error> {
    let ticket = vault.ticket(moment, USAGE, cohort.uuid().as_bytes())?;
    Ok(format!("/promotions/{}", URL_SAFE_NO_PAD.encode(ticket)))
}

/// What a link leads to; [`Error::NotFound`] for one that this school did not hand out.
pub fn joined_by(reader: &Reader<'_>, vault: &Vault, (person, ticket): (PersonId, &str)) -> Result<Joined, Error> {
    let sealed = URL_SAFE_NO_PAD.decode(ticket).map_err(|_| Error::NotFound)?;
    let content = vault.read_ticket(USAGE, &sealed).map_err(|_| Error::NotFound)?;
    let cohort = CohortId::from(Uuid::from_slice(&content).map_err(|_| Error::NotFound)?);
    let row: Option<(String, String, String, bool)> = reader.optional(
        sql!(
            "SELECT cohorts.name, programmes.slug, programmes.title,
                    EXISTS (SELECT 1 FROM cohort_members WHERE cohort_id = cohorts.id AND person_id = $2)
             FROM cohorts JOIN programmes ON programmes.id = cohorts.programme_id
             WHERE cohorts.id = $1 AND cohorts.archived_at IS NULL"
        ),
        params![cohort, person],
    )?;
    let (name, programme, title, is_member) = row.ok_or(Error::NotFound)?;
    Ok(Joined { cohort, name, programme, title, is_member })
}

/// Joins the cohort of a link.
pub fn join(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (person, ticket): (PersonId, &str),
) -> Result<Joined, Error> {
    let joined = joined_by(transaction, vault, (person, ticket))?;
    enter(transaction, vault, moment, engine, (person, joined.cohort))?;
    Ok(joined)
}

/// Takes somebody out of a cohort. They stay enrolled and keep everything.
pub fn remove(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (access, cohort, person): (Access<Teaching>, CohortId, PersonId),
) -> Result<(), Error> {
    let gone = transaction
        .execute(sql!("DELETE FROM cohort_members WHERE cohort_id = $1 AND person_id = $2"), params![cohort, person])?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    let entry = Entry::new("cohort.left").by(vault.pseudonym(access.person().uuid())?);
    let entry = entry.about(vault.pseudonym(person.uuid())?).with("cohort", cohort.to_string());
    journal::append(transaction, moment, entry)?;
    Ok(())
}

/// Enrols somebody with their cohort, once, and tells them.
fn enter(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (person, cohort): (PersonId, CohortId),
) -> Result<(), Error> {
    let new = transaction.execute(
        sql!("INSERT INTO cohort_members (cohort_id, person_id, joined_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"),
        params![cohort, person, moment.now],
    )?;
    if new == 0 {
        return Ok(());
    }
    let (programme, slug, title) = programme_of(transaction, cohort)?;
    enrol_in(transaction, vault, moment, person, (programme, &slug))?;
    apply_to(transaction, person, cohort)?;
    let pseudonym = vault.pseudonym(person.uuid())?;
    let entry = Entry::new("cohort.joined").about(pseudonym).with("cohort", cohort.to_string());
    journal::append(transaction, moment, entry)?;
    let news = News {
        topic: Topic::COURSES,
        purpose: "service_messages",
        kind: "cohort-joined",
        subject: &title,
        due_on: None,
        path: format!("/programmes/{slug}"),
        occasion: format!("cohort {cohort}"),
    };
    tell(transaction, moment, engine, (person, &news))?;
    Ok(())
}

fn programme_of(reader: &Reader<'_>, cohort: CohortId) -> Result<(ProgrammeId, String, String), Error> {
    reader
        .optional(
            sql!(
                "SELECT programmes.id, programmes.slug, programmes.title
                 FROM cohorts JOIN programmes ON programmes.id = cohorts.programme_id
                 WHERE cohorts.id = $1 AND cohorts.archived_at IS NULL"
            ),
            params![cohort],
        )?
        .ok_or(Error::NotFound)
}
