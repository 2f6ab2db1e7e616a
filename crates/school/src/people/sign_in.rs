//! Signing in: identity is verified each time (P09), guessing is slowed, and each try is recorded (P06).

use std::sync::Arc;

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use privacy::Engine;
use vault::Vault;

use super::connection::{is_new, record};
use super::letters::{Letter, enqueue};
use super::session::{Begun, after_password, begin};
use super::throttle::{Scope, count, forget, is_own, make_own, wait};
use super::{Device, Email, PasswordHash, PersonId, Role};
use crate::detection::{self, Line};
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

/// Why a try was refused. None of it tells whether the address has an account.
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

/// What is known before the password is looked at.
struct Before {
    account: Option<Account>,
    /// Until when everybody waits for this account, or from this network.
    everybody: Option<Timestamp>,
    /// Whether its person came in from this network before.
    is_home: bool,
    /// Until when they wait there for their own failures.
    own: Option<Timestamp>,
}

impl Before {
    /// Until when nothing is tried, if so. Whoever comes from a network of theirs waits for their own failures only.
    fn wait(&self) -> Option<Timestamp> {
        if self.is_home { self.own.map(|own| self.everybody.map_or(own, |all| all.max(own))) } else { self.everybody }
    }
}

/// Tries to sign in and gives the new session. The password is compared outside any transaction, and against a hash
/// that matches nothing when there is no account, so that both answers take as long.
pub async fn sign_in(school: &School, form: SignIn) -> Result<Result<Begun, Refusal>, Error> {
    let SignIn { email, password, device } = form;
    let (address, network) = (email.normalised(), device.address.clone());
    let before = look_up(school, address.clone(), network.clone()).await?;
    let refused = |line| school.security_log.write(school.clock.now(), line, &network);
    if let Some(until) = before.wait() {
        refused(Line::SignInRefused).await;
        return Ok(Err(Refusal::Wait(until)));
    }
    let hash = before.account.as_ref().map_or_else(PasswordHash::nobody, |account| account.password.clone());
    let matches = tokio::task::spawn_blocking(move || hash.matches(&password)).await.unwrap_or(false);
    let engine = Arc::clone(&school.privacy);
    let outcome = school
        .write(move |transaction, vault, moment| match before.account.as_ref().filter(|_| matches) {
            Some(account) => {
                accept(transaction, vault, moment, (account, &address, &device)).map(|begun| (begun, false))
            }
            None => refuse(transaction, vault, moment, &engine, (&before, &address, &device))
                .map(|(refusal, is_stuffing)| (Err(refusal), is_stuffing)),
        })
        .await?;
    if outcome.0.is_err() {
        refused(Line::SignInRefused).await;
    }
    if outcome.1 {
        refused(Line::Stuffing).await;
    }
    Ok(outcome.0)
}

fn accept(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (account, address, device): (&Account, &str, &Device),
) -> Result<Result<Begun, Refusal>, Error> {
    let Account { person, role, confirmed, .. } = *account;
    if !confirmed {
        record(transaction, vault, moment, Some(person), device, "refused")?;
        return Ok(Err(Refusal::Unconfirmed));
    }
    if is_new(transaction, person, device)? {
        enqueue(transaction, moment, &Letter::NewDevice { person })?;
    }
    let connection = record(transaction, vault, moment, Some(person), device, "accepted")?;
    forget(transaction, vault, Scope::Account(address))?;
    let factor = after_password(transaction, person)?;
    let begun = begin(transaction, moment, (person, role, factor), connection)?;
    // Half a sign-in is none: whoever stole a password has no network here.
    if !begun.is_due {
        make_own(transaction, vault, moment, Scope::Home(person, &device.address))?;
    }
    Ok(Ok(begun))
}

/// Counts a wrong password; whether its network is taken for one that stuffs since now. While everybody waits, one from the
/// person's own network counts there only: whoever watches from elsewhere sees the same as if nothing had been tried.
fn refuse(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (before, address, device): (&Before, &str, &Device),
) -> Result<(Refusal, bool), Error> {
    let person = before.account.as_ref().map(|account| account.person);
    record(transaction, vault, moment, person, device, "refused")?;
    if let Some(person) = person.filter(|_| before.is_home) {
        count(transaction, vault, moment, Scope::Home(person, &device.address))?;
    }
    if let Some(until) = before.everybody {
        return Ok((Refusal::Wait(until), false));
    }
    let (account, network) = (Scope::Account(address), Scope::Network(&device.address));
    count(transaction, vault, moment, account)?;
    count(transaction, vault, moment, network)?;
    let keys = (network.key(vault), account.key(vault));
    Ok((Refusal::Wrong, detection::failed(transaction, moment, engine, keys)?))
}

/// The account of an address and the instants before which nothing is tried, in point queries: as many whether or not there is one.
async fn look_up(school: &School, address: String, network: String) -> Result<Before, Error> {
    school
        .read(move |reader, vault, moment| {
            let account = account(reader, vault, &address)?;
            let by_account = wait(reader, vault, moment, Scope::Account(&address))?;
            let by_network = wait(reader, vault, moment, Scope::Network(&network))?;
            let person = account.as_ref().map_or_else(|| PersonId::from(database::Uuid::nil()), |one| one.person);
            let home = Scope::Home(person, &network);
            let (is_home, own) = (is_own(reader, vault, moment, home)?, wait(reader, vault, moment, home)?);
            Ok(Before { account, everybody: by_account.max(by_network), is_home, own: own.filter(|_| is_home) })
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
