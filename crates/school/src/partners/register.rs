//! The register of partners, which an officer keeps: whose account stands behind a module's partner, and what was checked of them.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use journal::Entry;
use vault::{Access, Category, Sealed, Service, Vault};

use crate::Error;
use crate::moments::strasbourg;
use crate::people::{FieldMistake, PersonId, Recent, Role};
use crate::rights::Officer;

/// The longest account of what was checked, in characters.
const MOST_REFERENCE: usize = 400;
/// A check counts for a year at most, as the training of the staff does (P32).
const LONGEST_YEARS: i64 = 1;

/// A partner's name in the modules' files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug(String);

impl Slug {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A partner of the register, or one that a module names and nobody checked.
#[derive(Clone, Debug)]
pub struct Partner {
    /// As the modules name them.
    pub slug: Slug,
    /// How many modules do.
    pub modules: i64,
    /// The name of the account, once there is one.
    pub name: Option<String>,
    /// What was checked.
    pub reference: String,
    /// When.
    pub checked_at: Option<Timestamp>,
    /// Until when it counts.
    pub review_on: Option<Date>,
}

/// An account that a partner may have.
#[derive(Clone, Debug)]
pub struct PartnerAccount {
    /// Whose.
    pub person: PersonId,
    /// Their name.
    pub name: String,
}

/// A check that can be recorded.
#[derive(Clone, Debug)]
pub struct NewCheck {
    slug: String,
    person: PersonId,
    reference: String,
    review_on: Date,
}

impl NewCheck {
    /// Takes what was typed, or says every mistake in it.
    pub fn parse(
        (slug, person, reference, review_on): (&str, &str, &str, &str),
        now: Timestamp,
    ) -> Result<Self, Vec<FieldMistake>> {
        let mut mistakes = Vec::new();
        let person = person.parse().ok();
        mistakes.extend(person.is_none().then_some(FieldMistake::new("person", "partner-account")));
        let reference = reference.split_whitespace().collect::<Vec<_>>().join(" ");
        if !(1..=MOST_REFERENCE).contains(&reference.chars().count()) {
            mistakes.push(FieldMistake::new("reference", "partner-reference"));
        }
        let today = strasbourg(now);
        let latest = today.saturating_add(LONGEST_YEARS.years());
        let review = review_on.trim().parse().ok().filter(|day| *day > today && *day <= latest);
        mistakes.extend(review.is_none().then_some(FieldMistake::new("review_on", "partner-review")));
        match (person, review) {
            (Some(person), Some(review_on)) if mistakes.is_empty() => {
                Ok(Self { slug: slug.trim().to_owned(), person, reference, review_on })
            }
            _ => Err(mistakes),
        }
    }
}

/// Every partner that a module names, and what is known of them.
pub fn partners(reader: &Reader<'_>, vault: &Vault, _: Officer) -> Result<Vec<Partner>, Error> {
    type Columns = (String, i64, Option<PersonId>, Option<Sealed>, Option<String>, Option<Timestamp>, Option<Date>);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT named.slug, named.modules, people.id, people.name_sealed, partners.reference, partners.checked_at,
                    partners.review_on
             FROM (SELECT partner AS slug, COUNT(*) AS modules FROM modules
                   WHERE partner IS NOT NULL AND retired_at IS NULL GROUP BY partner) AS named
             LEFT JOIN partners ON partners.slug = named.slug
             LEFT JOIN people ON people.id = partners.person_id
             ORDER BY named.slug"
        ),
        params![],
    )?;
    let line = |(slug, modules, person, name, reference, checked_at, review_on): Columns| {
        let name = person.zip(name).map(|(person, name)| open_name(vault, person, &name)).transpose()?;
        let reference = reference.unwrap_or_default();
        Ok(Partner { slug: Slug(slug), modules, name, reference, checked_at, review_on })
    };
    rows.into_iter().map(line).collect()
}

/// The accounts of partners that nobody stands behind yet, and those that are taken.
pub fn accounts(reader: &Reader<'_>, vault: &Vault, _: Officer) -> Result<Vec<PartnerAccount>, Error> {
    let rows: Vec<(PersonId, Sealed)> = reader.all(
        sql!("SELECT id, name_sealed FROM people WHERE role = $1 AND closed_at IS NULL ORDER BY created_at, id"),
        params![Role::Partner.code()],
    )?;
    let account =
        |(person, name): (PersonId, Sealed)| Ok(PartnerAccount { person, name: open_name(vault, person, &name)? });
    rows.into_iter().map(account).collect()
}

/// Records that a partner's protection standards were checked; from here on their account sees their modules.
pub fn check(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, officer, new): (Recent, Officer, &NewCheck),
) -> Result<(), Error> {
    let named: Option<i64> = transaction.optional(
        sql!("SELECT 1 FROM modules WHERE partner = $1 AND retired_at IS NULL LIMIT 1"),
        params![&new.slug],
    )?;
    let is_partner: Option<i64> = transaction.optional(
        sql!("SELECT 1 FROM people WHERE id = $1 AND role = $2 AND closed_at IS NULL"),
        params![new.person, Role::Partner.code()],
    )?;
    named.zip(is_partner).ok_or(Error::NotFound)?;
    let elsewhere: Option<String> = transaction.optional(
        sql!("SELECT slug FROM partners WHERE person_id = $1 AND slug <> $2"),
        params![new.person, &new.slug],
    )?;
    if elsewhere.is_some() {
        return Err(Error::Refused("partner-taken"));
    }
    transaction.execute(
        sql!(
            "INSERT INTO partners (slug, person_id, reference, checked_at, checked_by, review_on)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (slug) DO UPDATE SET person_id = $2, reference = $3, checked_at = $4, checked_by = $5,
               review_on = $6"
        ),
        params![&new.slug, new.person, &new.reference, moment.now, officer.person(), new.review_on],
    )?;
    note(transaction, vault, moment, (officer, new.person, "partner.checked"))
}

/// Ends it: nothing of the modules opens any more.
pub fn end(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, officer, slug): (Recent, Officer, &str),
) -> Result<(), Error> {
    let gone: Option<PersonId> =
        transaction.optional(sql!("DELETE FROM partners WHERE slug = $1 RETURNING person_id"), params![slug])?;
    note(transaction, vault, moment, (officer, gone.ok_or(Error::NotFound)?, "partner.ended"))
}

fn open_name(vault: &Vault, person: PersonId, sealed: &Sealed) -> Result<String, Error> {
    let name = vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", sealed)?;
    Ok(name.reveal(Access::service(Service::StaffReview))?.clone())
}

fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, person, kind): (Officer, PersonId, &'static str),
) -> Result<(), Error> {
    let entry = Entry::new(kind).by(vault.pseudonym(officer.person().uuid())?).about(vault.pseudonym(person.uuid())?);
    journal::append(transaction, moment, entry)?;
    Ok(())
}
