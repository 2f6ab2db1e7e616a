//! What may be used, and for what: a value that says so, which every use but the person's own must hold.

use std::collections::BTreeSet;

use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::Timestamp;

use crate::hold::{HoldKind, holds};
use crate::table::Concern;
use crate::{Engine, Error};

/// Leave to use a person's data for a purpose, as of now. A function that serves a purpose takes one: data that is frozen, or
/// whose use the person objects to, does not reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usable {
    person: Uuid,
    purpose: &'static str,
}

/// Why there is no leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frozen {
    /// The person asked that the data be kept and used for nothing else (GDPR article 18).
    Restricted,
    /// The person objects to this use (article 21).
    Objected,
}

impl Usable {
    /// Whose data.
    pub const fn person(self) -> Uuid {
        self.person
    }

    /// For what.
    pub const fn purpose(self) -> &'static str {
        self.purpose
    }
}

/// Asks for leave to use a person's data for a purpose.
pub fn usable(
    reader: &Reader<'_>,
    engine: &Engine,
    (person, purpose): (Uuid, &'static str),
) -> Result<Result<Usable, Frozen>, Error> {
    let read = read_for(engine, purpose);
    let frozen = holds(reader, person)?.into_iter().any(|hold| {
        hold.kind == HoldKind::Restriction.code()
            && hold.category.as_ref().is_none_or(|category| read.contains(category.as_str()))
    });
    if frozen {
        return Ok(Err(Frozen::Restricted));
    }
    let objected =
        objections(reader, person)?.into_iter().any(|one| one.purpose == purpose && one.upheld != Some(false));
    Ok(if objected { Err(Frozen::Objected) } else { Ok(Usable { person, purpose }) })
}

/// Everyone whose data may not be used for a purpose as of now: for a page that lists many people, in two questions.
pub fn set_aside(reader: &Reader<'_>, engine: &Engine, purpose: &str) -> Result<BTreeSet<Uuid>, Error> {
    let read = read_for(engine, purpose);
    let frozen: Vec<(Uuid, Option<String>)> = reader.all(
        sql!("SELECT subject_id, category FROM holds WHERE kind = $1 AND lifted_at IS NULL"),
        params![HoldKind::Restriction.code()],
    )?;
    let objected: Vec<(Uuid,)> = reader.all(
        sql!("SELECT person_id FROM objections WHERE purpose = $1 AND (upheld IS NULL OR upheld)"),
        params![purpose],
    )?;
    let frozen = frozen.into_iter().filter(|(_, category)| category.as_deref().is_none_or(|one| read.contains(one)));
    Ok(frozen.map(|(person, _)| person).chain(objected.into_iter().map(|(person,)| person)).collect())
}

/// The categories that a purpose reads.
fn read_for<'e>(engine: &'e Engine, purpose: &str) -> BTreeSet<&'e str> {
    (engine.map().tables().iter().flat_map(|table| &table.columns))
        .filter_map(|column| match &column.concern {
            Concern::Person(handling) if handling.purposes.iter().any(|one| one == purpose) => {
                Some(handling.category.as_str())
            }
            _ => None,
        })
        .collect()
}

/// An objection and what was decided.
#[derive(Clone, Debug)]
pub struct ObjectionRecord {
    /// The purpose's code.
    pub purpose: String,
    /// Since when.
    pub objected_at: Timestamp,
    /// Whether the processing stays stopped; none while nobody decided.
    pub upheld: Option<bool>,
}

/// Objects to a purpose: it stops for this person from now on.
pub fn object(transaction: &Transaction<'_>, moment: &Moment, person: Uuid, purpose: &str) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO objections (person_id, purpose, objected_at) VALUES ($1, $2, $3)
             ON CONFLICT (person_id, purpose) DO UPDATE SET objected_at = $3, decided_at = NULL, upheld = NULL"
        ),
        params![person, purpose, moment.now],
    )?;
    Ok(())
}

/// Decides an objection: upheld, the processing stays stopped; otherwise it goes on. Whether there was one to decide.
pub fn decide_objection(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, purpose, upheld): (Uuid, &str, bool),
) -> Result<bool, Error> {
    let decided = transaction.execute(
        sql!(
            "UPDATE objections SET decided_at = $3, upheld = $4
             WHERE person_id = $1 AND purpose = $2 AND decided_at IS NULL"
        ),
        params![person, purpose, moment.now, upheld],
    )?;
    Ok(decided == 1)
}

/// What a person objects to.
pub fn objections(reader: &Reader<'_>, person: Uuid) -> Result<Vec<ObjectionRecord>, Error> {
    let rows: Vec<(String, Timestamp, Option<bool>)> = reader.all(
        sql!("SELECT purpose, objected_at, upheld FROM objections WHERE person_id = $1 ORDER BY objected_at"),
        params![person],
    )?;
    let record = |(purpose, objected_at, upheld)| ObjectionRecord { purpose, objected_at, upheld };
    Ok(rows.into_iter().map(record).collect())
}
