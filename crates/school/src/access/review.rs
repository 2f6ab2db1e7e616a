//! The quarterly review of who has which access (P31): what nobody confirms lapses on its day, and its holder is told before.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use vault::{Category, Service, Vault};

use super::standing::{Member, members};
use super::{Access, Administration, Privacy, Standing};
use crate::Error;
use crate::people::letters::{Letter, enqueue};
use crate::people::{CONFIRMED_FOR, Email, FullName, PersonId, Recent, Role, add, end_other_sessions};

/// The job that tells who holds an access that will lapse.
pub const NEAR_JOB: &str = "accesses.near";
/// How long before the day they are told.
const NEAR: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Somebody who reviews accesses: an officer, or an administrator. Nobody reviews their own.
#[derive(Clone, Copy, Debug)]
pub struct AccessReviewer {
    person: PersonId,
    role: Role,
}

impl From<Access<Privacy>> for AccessReviewer {
    fn from(access: Access<Privacy>) -> Self {
        Self { person: access.person(), role: Role::PrivacyOfficer }
    }
}

impl From<Access<Administration>> for AccessReviewer {
    fn from(access: Access<Administration>) -> Self {
        Self { person: access.person(), role: Role::Admin }
    }
}

impl AccessReviewer {
    /// Whether they may confirm an access: an officer confirms all but those of officers, which an administrator does.
    fn may_confirm(self, person: PersonId, role: Role) -> bool {
        let reviews_officers = self.role == Role::Admin;
        self.person != person && reviews_officers == (role == Role::PrivacyOfficer)
    }

    /// Who it is.
    pub const fn person(self) -> PersonId {
        self.person
    }
}

/// One access of the list.
#[derive(Clone, Debug)]
pub struct AccessLine {
    /// Whose it is.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What it opens.
    pub role: Role,
    /// What they have.
    pub standing: Standing,
    /// Whether they have a second factor.
    pub has_factor: bool,
    /// Whether whoever reads may confirm it.
    pub may_confirm: bool,
    /// Whether whoever reads may withdraw it: anybody's but their own.
    pub may_withdraw: bool,
}

/// Everybody's access, what lapses first at the top.
pub fn reviewed(reader: &Reader<'_>, vault: &Vault, reviewer: AccessReviewer) -> Result<Vec<AccessLine>, Error> {
    let line = |member: Member| {
        let Member { person, role, name, has_factor, standing } = member;
        let name = vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", &name)?;
        Ok(AccessLine {
            person,
            name: name.reveal(vault::Access::service(Service::StaffReview))?.clone(),
            role,
            standing,
            has_factor,
            may_confirm: reviewer.may_confirm(person, role),
            may_withdraw: reviewer.person != person,
        })
    };
    members(reader)?.into_iter().map(line).collect()
}

/// Confirms an access until after the next review.
pub fn confirm(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, reviewer, person): (Recent, AccessReviewer, PersonId),
) -> Result<(), Error> {
    if !reviewer.may_confirm(person, role_of(transaction, person)?) {
        return Err(Error::Refused("access-confirm"));
    }
    transaction.execute(
        sql!("UPDATE accesses SET confirmed_at = $2, lapses_at = $3, warned_at = NULL WHERE person_id = $1"),
        params![person, moment.now, moment.now.saturating_add(CONFIRMED_FOR).unwrap_or(moment.now)],
    )?;
    note(transaction, vault, moment, (reviewer, person, "access.confirmed"))
}

/// Takes an access away at once; whoever held it is signed out.
pub fn withdraw(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, reviewer, person): (Recent, AccessReviewer, PersonId),
) -> Result<(), Error> {
    role_of(transaction, person)?;
    if reviewer.person == person {
        return Err(Error::Refused("access-withdraw"));
    }
    let statement = sql!("UPDATE accesses SET lapses_at = $2, warned_at = $2 WHERE person_id = $1");
    transaction.execute(statement, params![person, moment.now])?;
    end_other_sessions(transaction, person, None)?;
    note(transaction, vault, moment, (reviewer, person, "access.withdrawn"))
}

/// Invites somebody to the staff: their letter leads to a password of their own.
pub fn invite(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, _): (Recent, Access<Administration>),
    (name, email, role, policy_version): (FullName, Email, Role, u32),
) -> Result<(), Error> {
    let (person, _) = add(transaction, vault, moment, (name, email, role), policy_version)?;
    enqueue(transaction, moment, &Letter::Invitation { person })
}

/// Tells everybody whose access lapses soon, and those who can confirm it; how many accesses.
pub fn tell_near(transaction: &Transaction<'_>, moment: &Moment) -> Result<u64, Error> {
    let near: Vec<(PersonId, String)> = transaction.all(
        sql!(
            "SELECT people.id, people.role FROM accesses JOIN people ON people.id = accesses.person_id
             WHERE accesses.lapses_at <= $1 AND accesses.warned_at IS NULL AND people.closed_at IS NULL
             ORDER BY people.id"
        ),
        params![moment.now.saturating_add(NEAR).unwrap_or(moment.now)],
    )?;
    for (person, _) in &near {
        let statement = sql!("UPDATE accesses SET warned_at = $2 WHERE person_id = $1");
        transaction.execute(statement, params![*person, moment.now])?;
        enqueue(transaction, moment, &Letter::AccessNear { person: *person })?;
    }
    let is_officer = |role: &str| role == Role::PrivacyOfficer.code();
    if near.iter().any(|(_, role)| !is_officer(role)) {
        tell_reviewers(transaction, moment, Role::PrivacyOfficer)?;
    }
    if near.iter().any(|(_, role)| is_officer(role)) {
        tell_reviewers(transaction, moment, Role::Admin)?;
    }
    Ok(near.len() as u64)
}

fn tell_reviewers(transaction: &Transaction<'_>, moment: &Moment, role: Role) -> Result<(), Error> {
    let reviewers: Vec<PersonId> = transaction.all(
        sql!(
            "SELECT people.id FROM accesses JOIN people ON people.id = accesses.person_id
             WHERE people.role = $1 AND people.closed_at IS NULL AND accesses.lapses_at > $2 ORDER BY people.id"
        ),
        params![role.code(), moment.now],
    )?;
    for person in reviewers {
        enqueue(transaction, moment, &Letter::AccessReview { person })?;
    }
    Ok(())
}

fn role_of(reader: &Reader<'_>, person: PersonId) -> Result<Role, Error> {
    let role: Option<String> = reader.optional(
        sql!(
            "SELECT people.role FROM accesses JOIN people ON people.id = accesses.person_id
             WHERE people.id = $1 AND people.closed_at IS NULL"
        ),
        params![person],
    )?;
    role.and_then(|code| Role::from_code(&code)).ok_or(Error::NotFound)
}

fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (reviewer, person, kind): (AccessReviewer, PersonId, &'static str),
) -> Result<(), Error> {
    let entry = Entry::new(kind).by(vault.pseudonym(reviewer.person.uuid())?).about(vault.pseudonym(person.uuid())?);
    journal::append(transaction, moment, entry.with("role", reviewer.role.code()))?;
    Ok(())
}

/// Until when an access stands, for the page.
pub fn is_near(lapses_at: Timestamp, now: Timestamp) -> bool {
    lapses_at.duration_since(now) <= NEAR
}
