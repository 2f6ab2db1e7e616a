//! Confirming an address: the first one after sign-up, or a new one later (P04).

use database::{Moment, Transaction, params, sql};
use journal::Entry;
use privacy::Engine;
use vault::{Access, Category, Sealed, Service, Vault};

use super::correction::{Field, remember};
use super::letters::{Letter, enqueue};
use super::link::{Purpose, redeem};
use super::{Device, PersonId};
use crate::Error;
use crate::cohorts::joins_as_expected;
use crate::detection::was_honest;
use crate::topics::reachable_again;

/// What following a link from a letter did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// The address of the account is confirmed.
    Opened,
    /// The account now has its new address.
    Changed,
    /// The link was used, has expired, or never was one.
    Spent,
}

/// Follows the link of a confirmation letter, for a new account or a new address.
pub fn confirm(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (token, device): (&str, &Device),
) -> Result<Confirmation, Error> {
    if let Some(person) = redeem(transaction, moment, token, Purpose::Confirmation)? {
        transaction.execute(
            sql!("UPDATE people SET email_confirmed_at = $2 WHERE id = $1 AND email_confirmed_at IS NULL"),
            params![person, moment.now],
        )?;
        note(transaction, vault, moment, person, "account.confirmed")?;
        enqueue(transaction, moment, &Letter::Welcome { person })?;
        was_honest(transaction, vault, moment, &device.address)?;
        joins_as_expected(transaction, vault, moment, engine, person)?;
        return Ok(Confirmation::Opened);
    }
    match redeem(transaction, moment, token, Purpose::EmailChange)? {
        Some(person) => change_address(transaction, vault, moment, person),
        None => Ok(Confirmation::Spent),
    }
}

/// The new address takes the old one's place. It is sealed anew, because a sealed value opens in its own column only.
fn change_address(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
) -> Result<Confirmation, Error> {
    let waiting: Option<(Sealed, Vec<u8>)> = transaction.optional(
        sql!("DELETE FROM email_changes WHERE person_id = $1 RETURNING email_sealed, email_index"),
        params![person],
    )?;
    let Some((sealed, index)) = waiting else { return Ok(Confirmation::Spent) };
    let taken: Option<PersonId> =
        transaction.optional(sql!("SELECT id FROM people WHERE email_index = $1"), params![&index[..]])?;
    if taken.is_some() {
        return Ok(Confirmation::Spent);
    }
    let (subject, category) = (person.uuid(), Category::Identity);
    let address = vault.open_value(subject, category, "email_changes.email_sealed", &sealed)?;
    let address = address.reveal(Access::service(Service::MailDelivery))?;
    let old: Sealed = transaction.one(sql!("SELECT email_sealed FROM people WHERE id = $1"), params![person])?;
    remember(transaction, vault, moment, person, (Field::Email, Some(old), Some(address)))?;
    let sealed = vault.seal(moment, subject, category, "people.email_sealed", address)?;
    transaction.execute(
        sql!("UPDATE people SET email_sealed = $2, email_index = $3, email_confirmed_at = $4 WHERE id = $1"),
        params![person, sealed, index, moment.now],
    )?;
    reachable_again(transaction, person)?;
    note(transaction, vault, moment, person, "account.email_changed")?;
    Ok(Confirmation::Changed)
}

/// An entry by the person about themselves.
pub(crate) fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    kind: &'static str,
) -> Result<(), Error> {
    let pseudonym = vault.pseudonym(person.uuid())?;
    journal::append(transaction, moment, Entry::new(kind).by(pseudonym).about(pseudonym))?;
    Ok(())
}
