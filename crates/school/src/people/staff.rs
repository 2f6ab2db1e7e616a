//! Staff: accounts by invitation only.

use coursework::Language;
use database::{Moment, Transaction, params, sql};
use jiff::SignedDuration;
use journal::Entry;
use vault::Vault;

use super::confirmation::note;
use super::link::{Purpose, create, redeem};
use super::reset::set_password;
use super::sign_up::{SignUp, insert_staff};
use super::{Email, FullName, PasswordHash, PersonId, Role};
use crate::Error;

/// How long an access stands without being confirmed: a quarter, and a week to have read the letter (P31).
pub(crate) const CONFIRMED_FOR: SignedDuration = SignedDuration::from_hours(100 * 24);

/// Creates an account of a role and gives the token of its invitation. The password is chosen by its owner.
pub fn add(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (name, email, role): (FullName, Email, Role),
    policy_version: u32,
) -> Result<(PersonId, String), Error> {
    let form =
        SignUp { name, email, phone: None, password: PasswordHash::nobody(), language: Language::Fr, policy_version };
    let person = insert_staff(transaction, vault, moment, &form, role)?;
    if role != Role::Learner {
        grant(transaction, moment, person)?;
    }
    let pseudonym = vault.pseudonym(person.uuid())?;
    journal::append(transaction, moment, Entry::new("account.invited").about(pseudonym).with("role", role.code()))?;
    let token = create(transaction, moment, person, Purpose::Invitation)?;
    Ok((person, token))
}

/// Gives somebody of the staff their access, as confirmed as one of that day.
pub(crate) fn grant(transaction: &Transaction<'_>, moment: &Moment, person: PersonId) -> Result<(), Error> {
    transaction.execute(
        sql!("INSERT INTO accesses (person_id, granted_at, confirmed_at, lapses_at) VALUES ($1, $2, $2, $3)"),
        params![person, moment.now, moment.now.saturating_add(CONFIRMED_FOR).unwrap_or(moment.now)],
    )?;
    Ok(())
}

/// Accepts an invitation with a password of one's own; the address was proved by receiving it.
pub fn accept_invitation(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    token: &str,
    password: &PasswordHash,
) -> Result<bool, Error> {
    let Some(person) = redeem(transaction, moment, token, Purpose::Invitation)? else { return Ok(false) };
    set_password(transaction, moment, person, password)?;
    transaction
        .execute(sql!("UPDATE people SET email_confirmed_at = $2 WHERE id = $1"), params![person, moment.now])?;
    note(transaction, vault, moment, person, "account.invitation_accepted")?;
    Ok(true)
}
