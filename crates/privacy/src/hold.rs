//! Holds: what suspends disposal.

use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::Timestamp;

use crate::Error;

/// Why disposal is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldKind {
    /// An order or a claim in law (GDPR article 17(3)(b) and (e)).
    LegalHold,
    /// The same, when the law forbids telling the person.
    SecretLegalHold,
    /// The person asked that the data be kept and used for nothing else (article 18).
    Restriction,
}

impl HoldKind {
    /// The code under which it is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LegalHold | Self::SecretLegalHold => "legal_hold",
            Self::Restriction => "restriction",
        }
    }
}

/// A hold that stands.
#[derive(Clone, Debug)]
pub struct Hold {
    /// Its identifier.
    pub id: Uuid,
    /// `legal_hold` or `restriction`.
    pub kind: String,
    /// The category it reaches; none for all.
    pub category: Option<String>,
    /// The reference of the order, or the point of article 18.
    pub ground: String,
    /// Since when.
    pub placed_at: Timestamp,
    /// When it will be lifted, once that was announced.
    pub lifts_at: Option<Timestamp>,
    /// Whether the law forbids telling the person.
    pub is_secret: bool,
}

/// Suspends the disposal of a person's data, of one category or of all.
pub fn place(
    transaction: &Transaction<'_>,
    moment: &Moment,
    subject: Uuid,
    category: Option<&str>,
    (kind, ground): (HoldKind, &str),
) -> Result<Uuid, Error> {
    let id = moment.identifier();
    transaction.execute(
        sql!(
            "INSERT INTO holds (id, subject_id, category, kind, ground, placed_at, is_secret)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        params![
            id,
            subject,
            category.map(str::to_owned),
            kind.code(),
            ground,
            moment.now,
            kind == HoldKind::SecretLegalHold
        ],
    )?;
    Ok(id)
}

/// Lifts a hold; whether there was one to lift.
pub fn lift(transaction: &Transaction<'_>, moment: &Moment, id: Uuid) -> Result<bool, Error> {
    let lifted = transaction.execute(
        sql!("UPDATE holds SET lifted_at = $2 WHERE id = $1 AND lifted_at IS NULL"),
        params![id, moment.now],
    )?;
    Ok(lifted == 1)
}

/// Announces that a hold will be lifted: nobody whose data is frozen finds it used without having been told before (article
/// 18(3)). Whether there was one to announce for.
pub fn announce_lift(transaction: &Transaction<'_>, id: Uuid, at: Timestamp) -> Result<bool, Error> {
    let announced = transaction
        .execute(sql!("UPDATE holds SET lifts_at = $2 WHERE id = $1 AND lifted_at IS NULL"), params![id, at])?;
    Ok(announced == 1)
}

/// Lifts what was announced for now or before; how many.
pub fn lift_due(transaction: &Transaction<'_>, moment: &Moment) -> Result<u64, Error> {
    let statement = sql!("UPDATE holds SET lifted_at = $1 WHERE lifted_at IS NULL AND lifts_at <= $1");
    Ok(transaction.execute(statement, params![moment.now])?)
}

/// The holds that stand for a person, the oldest first.
pub fn holds(reader: &Reader<'_>, subject: Uuid) -> Result<Vec<Hold>, Error> {
    let rows: Vec<(Uuid, String, Option<String>, String, Timestamp, Option<Timestamp>, bool)> = reader.all(
        sql!(
            "SELECT id, kind, category, ground, placed_at, lifts_at, is_secret FROM holds
             WHERE subject_id = $1 AND lifted_at IS NULL ORDER BY placed_at, id"
        ),
        params![subject],
    )?;
    let hold = |(id, kind, category, ground, placed_at, lifts_at, is_secret)| Hold {
        id,
        kind,
        category,
        ground,
        placed_at,
        lifts_at,
        is_secret,
    };
    Ok(rows.into_iter().map(hold).collect())
}
