//! A forgotten password: a single-use link to the confirmed address, and the same answer whether it has an account.

use database::{Moment, Reader, Transaction, params, sql};
use vault::{Access, Category, Sealed, Service, Vault};

use super::confirmation::note;
use super::letters::{Letter, enqueue};
use super::link::{Purpose, look, redeem};
use super::session::end_other_sessions;
use super::throttle::{Scope, forget, make_own};
use super::{Device, Email, PasswordHash, PersonId};
use crate::Error;
use crate::detection::was_honest;

/// Sends a link if the address has an account; says nothing either way.
pub fn ask_reset(transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, email: &Email) -> Result<(), Error> {
    let person: Option<PersonId> = transaction.optional(
        sql!("SELECT id FROM people WHERE email_index = $1 AND closed_at IS NULL"),
        params![vault.index("people.email", &email.normalised())],
    )?;
    match person {
        Some(person) => enqueue(transaction, moment, &Letter::Reset { person }),
        None => Ok(()),
    }
}

/// Whose password a link would reset; none when the link is spent.
pub fn reset_person(reader: &Reader<'_>, moment: &Moment, token: &str) -> Result<Option<PersonId>, Error> {
    look(reader, moment, token, Purpose::Reset)
}

/// Sets the new password, once. Whoever holds the link holds the address, so the address is confirmed by it; every session
/// ends, the failures counted against the account are forgotten, and those of others make nobody wait where the link was followed.
pub fn reset(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (token, device): (&str, &Device),
    password: &PasswordHash,
) -> Result<bool, Error> {
    let Some(person) = redeem(transaction, moment, token, Purpose::Reset)? else { return Ok(false) };
    set_password(transaction, moment, person, password)?;
    let sealed: Sealed = transaction.one(
        sql!(
            "UPDATE people SET email_confirmed_at = COALESCE(email_confirmed_at, $2) WHERE id = $1
             RETURNING email_sealed"
        ),
        params![person, moment.now],
    )?;
    let address = vault.open_value(person.uuid(), Category::Identity, "people.email_sealed", &sealed)?;
    let address = address.reveal(Access::service(Service::MailDelivery))?.to_lowercase();
    forget(transaction, vault, Scope::Account(&address))?;
    was_honest(transaction, vault, moment, &device.address)?;
    make_own(transaction, vault, moment, Scope::Home(person, &device.address))?;
    end_other_sessions(transaction, person, None)?;
    note(transaction, vault, moment, person, "account.password_reset")?;
    enqueue(transaction, moment, &Letter::PasswordChanged { person })?;
    Ok(true)
}

pub(crate) fn set_password(
    transaction: &Transaction<'_>,
    moment: &Moment,
    person: PersonId,
    password: &PasswordHash,
) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO credentials (person_id, password_hash, changed_at) VALUES ($1, $2, $3)
             ON CONFLICT (person_id) DO UPDATE SET password_hash = $2, changed_at = $3"
        ),
        params![person, password.as_str(), moment.now],
    )?;
    Ok(())
}
