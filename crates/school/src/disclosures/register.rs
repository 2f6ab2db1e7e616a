//! The register of disclosures: what was asked, by whom, where it stands.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use jiff::civil::Date;
use journal::Entry;
use privacy::{CountedFrom, Engine, HoldKind};
use vault::{Category, Vault};

use super::review::Reviewer;
use super::{NewDisclosure, search};
use crate::Error;
use crate::people::PersonId;
use crate::rights::Officer;

database::identifier! {
    /// A request of an authority.
    DisclosureId
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody but who entered it has looked.
    Entered,
    /// A second person found it right.
    Approved,
    /// A second person found it wrong: nothing leaves.
    Refused,
    /// What was asked for was handed over.
    Extracted,
    /// And need not be preserved any more.
    Ended,
}

impl Stage {
    /// A code for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Extracted => "extracted",
            Self::Ended => "ended",
        }
    }
}

/// A line of the register. It names nobody: what is searched for is read in the extract only.
#[derive(Clone, Debug)]
pub struct Disclosure {
    /// Its identifier.
    pub id: DisclosureId,
    /// The court or service.
    pub authority: String,
    /// What the order is, by code.
    pub basis: String,
    /// Of the order.
    pub reference: String,
    /// When it was received.
    pub received_on: Date,
    /// `account` or `network`.
    pub target: String,
    /// The first instant asked for.
    pub since_at: Timestamp,
    /// The first instant that is not.
    pub until_at: Timestamp,
    /// Whether name and address are asked for too.
    pub with_identity: bool,
    /// Whether the law forbids telling the person.
    pub is_secret: bool,
    /// Where it stands.
    pub stage: Stage,
    /// Whether whoever reads the register entered it, and so cannot approve it.
    pub is_own: bool,
    /// Sign-ins handed over.
    pub rows: i64,
}

impl Disclosure {
    /// Whether nobody but who entered it has looked.
    pub fn awaits(&self) -> bool {
        self.stage == Stage::Entered
    }

    /// Whether what was searched for is still preserved.
    pub fn is_preserved(&self) -> bool {
        !matches!(self.stage, Stage::Refused | Stage::Ended)
    }
}

type Facts = (DisclosureId, String, String, String, Date, String, Timestamp, Timestamp);
type Standing = (bool, bool, PersonId, Option<bool>, Option<Timestamp>, Option<i64>, Option<Timestamp>);

/// Every request, the newest first.
pub fn all(reader: &Reader<'_>, reviewer: Reviewer) -> Result<Vec<Disclosure>, Error> {
    let facts: Vec<Facts> = reader.all(
        sql!(
            "SELECT id, authority, basis, reference, received_on, target, since_at, until_at FROM disclosures
             ORDER BY asked_at DESC, id DESC"
        ),
        params![],
    )?;
    let standing: Vec<Standing> = reader.all(
        sql!(
            "SELECT with_identity, is_secret, asked_by, approved, extracted_at, rows_count, lifted_at FROM disclosures
             ORDER BY asked_at DESC, id DESC"
        ),
        params![],
    )?;
    Ok(facts.into_iter().zip(standing).map(|row| line(row, reviewer)).collect())
}

fn line((facts, standing): (Facts, Standing), reviewer: Reviewer) -> Disclosure {
    let (id, authority, basis, reference, received_on, target, since_at, until_at) = facts;
    let (with_identity, is_secret, asked_by, approved, extracted_at, rows, lifted_at) = standing;
    let stage = match (approved, extracted_at, lifted_at) {
        (Some(false), ..) => Stage::Refused,
        (_, _, Some(_)) => Stage::Ended,
        (None, ..) => Stage::Entered,
        (Some(true), None, None) => Stage::Approved,
        (Some(true), Some(_), None) => Stage::Extracted,
    };
    Disclosure {
        id,
        authority,
        basis,
        reference,
        received_on,
        target,
        since_at,
        until_at,
        with_identity,
        is_secret,
        stage,
        is_own: asked_by == reviewer.person(),
        rows: rows.unwrap_or_default(),
    }
}

/// Enters a request. What it asks for is preserved from now on, whatever its term; nothing is shown to anybody yet.
pub fn enter(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (officer, new): (Officer, &NewDisclosure),
) -> Result<DisclosureId, Error> {
    let id = DisclosureId::new(moment);
    let query = vault.seal(moment, id.uuid(), Category::Exchanges, "disclosures.query_sealed", &new.query)?;
    transaction.execute(
        sql!(
            "INSERT INTO disclosures (id, authority, basis, reference, received_on, target, query_sealed, since_at,
                                      until_at, with_identity, is_secret, asked_by, asked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
        ),
        params![
            id,
            &new.authority,
            new.basis,
            &new.reference,
            new.received_on,
            new.target.code(),
            query,
            new.since_at,
            new.until_at,
            new.with_identity,
            new.is_secret,
            officer.person(),
            moment.now
        ],
    )?;
    preserve(transaction, vault, moment, (id, new))?;
    touch(transaction, engine, moment, id)?;
    note(transaction, vault, moment, (officer.person(), id, "disclosure.entered")).map(|()| id)
}

/// Holds the connection data of everybody whom the request reaches, and of nobody else.
fn preserve(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (id, new): (DisclosureId, &NewDisclosure),
) -> Result<(), Error> {
    let found = search::search(transaction, vault, (&new.target, new.since_at, new.until_at))?;
    let kind = if new.is_secret { HoldKind::SecretLegalHold } else { HoldKind::LegalHold };
    for person in search::people(transaction, vault, (&new.target, &found))? {
        let subject = person.uuid();
        let hold = privacy::place(transaction, moment, subject, Some("connection"), (kind, &new.reference))?;
        transaction.execute(
            sql!(
                "INSERT INTO disclosure_people (disclosure_id, person_id, hold_id, authority, reference, rows_count, is_secret)
                 VALUES ($1, $2, $3, $4, $5, 0, $6)"
            ),
            params![id, person, hold, &new.authority, &new.reference, new.is_secret],
        )?;
    }
    Ok(())
}

/// The exchange with the authority is kept like any other, from its last contact.
pub(super) fn touch(
    transaction: &Transaction<'_>,
    engine: &Engine,
    moment: &Moment,
    id: DisclosureId,
) -> Result<(), Error> {
    let pair = (id.uuid(), id.uuid());
    Ok(privacy::begin_term(transaction, engine, pair, (CountedFrom::LastContact, moment.now))?)
}

pub(super) fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (by, id, kind): (PersonId, DisclosureId, &'static str),
) -> Result<(), Error> {
    let entry = Entry::new(kind).by(vault.pseudonym(by.uuid())?).with("disclosure", id.to_string());
    journal::append(transaction, moment, entry)?;
    Ok(())
}
