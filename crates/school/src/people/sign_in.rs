//! Signing in: identity is verified each time (P09), guessing is slowed, and each try is recorded (P06).

use database::{Reader, params, sql};
use jiff::Timestamp;
use vault::Vault;

use super::connection::{is_new, record};
use super::letters::{Letter, enqueue};
use super::session::{Begun, after_password, begin};
use super::throttle::{Scope, count, forget, wait};
use super::{Device, Email, PasswordHash, PersonId, Role};
use crate::{Error, School};

/// A try to sign in.
pub struct SignIn {
    /// The address typed.
    pub email: Email,
    /// The password typed.
    pub password: String,
    /// What the request tells about the device.
    pub device: Device,
}

/// Why a try was refused. Neither tells whether the address has an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The address and the password do not belong together.
    Wrong,
    /// Too many tries; nothing is tried before this instant.
    Wait(Timestamp),
    /// The address was never confirmed; told only to whoever knows the password.
    Unconfirmed,
}

struct Account {
    person: PersonId,
    role: Role,
    password: PasswordHash,
    confirmed: bool,
}

/// Tries to sign in and gives the new session. The password is compared outside any transaction, and against a hash
/// that matches nothing when there is no account, so that both answers take as long.
pub async fn sign_in(school: &School, form: SignIn) -> Result<Result<Begun, Refusal>, Error> {
    let SignIn { email, password, device } = form;
    let address = email.normalised();
    let (account, until) = look_up(school, address.clone(), device.address.clone()).await?;
    if let Some(until) = until {
        return Ok(Err(Refusal::Wait(until)));
    }
    let hash = account.as_ref().map_or_else(PasswordHash::nobody, |account| account.password.clone());
    let matches = tokio::task::spawn_blocking(move || hash.matches(&password)).await.unwrap_or(false);
    let accepted =
        account.as_ref().filter(|_| matches).map(|account| (account.person, account.role, account.confirmed));
    let person = account.map(|account| account.person);
    school
        .write(move |transaction, vault, moment| {
            let Some((person, role, confirmed)) = accepted else {
                record(transaction, vault, moment, person, &device, "refused")?;
                count(transaction, vault, moment, Scope::Account(&address))?;
                count(transaction, vault, moment, Scope::Network(&device.address))?;
                return Ok(Err(Refusal::Wrong));
            };
            if !confirmed {
                record(transaction, vault, moment, Some(person), &device, "refused")?;
                return Ok(Err(Refusal::Unconfirmed));
            }
            if is_new(transaction, person, &device)? {
                enqueue(transaction, moment, &Letter::NewDevice { person })?;
            }
            let connection = record(transaction, vault, moment, Some(person), &device, "accepted")?;
            forget(transaction, vault, Scope::Account(&address))?;
            let factor = after_password(transaction, person)?;
            Ok(Ok(begin(transaction, moment, (person, role, factor), connection)?))
        })
        .await
}

/// The account of an address and the instant before which nothing is tried, in three point queries.
async fn look_up(
    school: &School,
    address: String,
    network: String,
) -> Result<(Option<Account>, Option<Timestamp>), Error> {
    school
        .read(move |reader, vault, moment| {
            let by_account = wait(reader, vault, moment, Scope::Account(&address))?;
            let by_network = wait(reader, vault, moment, Scope::Network(&network))?;
            Ok((account(reader, vault, &address)?, by_account.max(by_network)))
        })
        .await
}

fn account(reader: &Reader<'_>, vault: &Vault, address: &str) -> Result<Option<Account>, Error> {
    let row: Option<(PersonId, String, String, Option<Timestamp>)> = reader.optional(
        sql!(
            "SELECT people.id, people.role, credentials.password_hash, people.email_confirmed_at
             FROM people JOIN credentials ON credentials.person_id = people.id
             WHERE people.email_index = $1 AND people.closed_at IS NULL"
        ),
        params![vault.index("people.email", address)],
    )?;
    let Some((person, role, hash, confirmed_at)) = row else { return Ok(None) };
    Ok(Some(Account {
        person,
        role: Role::from_code(&role).ok_or(Error::NotFound)?,
        password: PasswordHash::stored(hash),
        confirmed: confirmed_at.is_some(),
    }))
}
