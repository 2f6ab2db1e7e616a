//! Codes of an application on the person's telephone (RFC 6238).

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use totp_rs::{Builder, Secret, Totp};
use vault::{Access, Category, Sealed, Vault};

use super::FactorRefusal;
use super::proof::{Recent, guarded, take_any_code};
use super::recovery::{added, removed};
use crate::Error;
use crate::people::confirmation::note;
use crate::people::link::token_hash;
use crate::people::session::life;
use crate::people::throttle::{Scope, is_own, make_own};
use crate::people::{Device, PersonId, Role, Session, SessionId};

const PLACE: &str = "code_factors.secret_sealed";

/// A secret that waits for its first code.
pub struct NewFactor {
    /// For an application that reads no image: base 32.
    pub secret: String,
    /// For the image: an `otpauth:` address.
    pub address: String,
}

pub(super) struct Stored {
    totp: Totp,
    last_step: i64,
}

/// Makes a secret, which demands nothing before its first code was typed. One that was begun before is replaced.
pub fn begin_factor(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, person): (Recent, PersonId),
) -> Result<(), Error> {
    if stored(transaction, vault, person, true)?.is_some() {
        return Err(Error::Refused("factor-there"));
    }
    let secret = Secret::from(moment.entropy.bytes::<20>()).to_base32();
    let sealed = vault.seal(moment, person.uuid(), Category::Identity, PLACE, &secret)?;
    transaction.execute(
        sql!(
            "INSERT INTO code_factors (person_id, secret_sealed, created_at, last_step) VALUES ($1, $2, $3, 0)
             ON CONFLICT (person_id) DO UPDATE SET secret_sealed = $2, created_at = $3"
        ),
        params![person, sealed, moment.now],
    )?;
    Ok(())
}

/// The secret that waits for its first code, if one does. The account is named as the application will list it.
pub fn waiting_factor(
    reader: &Reader<'_>,
    vault: &Vault,
    person: PersonId,
    (school, account): (&str, &str),
) -> Result<Option<NewFactor>, Error> {
    let Some(secret) = secret(reader, vault, person, false)? else { return Ok(None) };
    // A colon would end the name (Key URI format).
    let builder =
        totp(&secret.0)?.with_issuer(Some(school.replace(':', " "))).with_account_name(account.replace(':', " "));
    let address = builder.build().and_then(|totp| totp.to_url()).map_err(|error| Error::Other(error.to_string()))?;
    Ok(Some(NewFactor { secret: secret.0, address }))
}

/// Takes the first code: from here on each sign-in demands one. Gives the recovery codes of a first factor, shown this once; the
/// other sessions end.
pub fn confirm_factor(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, session): (Recent, &Session),
    code: &str,
) -> Result<Result<Vec<String>, FactorRefusal>, Error> {
    let person = session.person;
    let stored = stored(transaction, vault, person, false)?.ok_or(Error::NotFound)?;
    if let Err(refusal) = take_code(transaction, vault, moment, (person, Scope::Proof(session.id), &stored), code)? {
        return Ok(Err(refusal));
    }
    let confirm = sql!("UPDATE code_factors SET confirmed_at = $2 WHERE person_id = $1");
    transaction.execute(confirm, params![person, moment.now])?;
    Ok(Ok(added(transaction, vault, moment, session)?))
}

/// Takes the application's codes away.
pub fn discard_factor(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, person): (Recent, PersonId),
) -> Result<(), Error> {
    let gone = transaction.execute(sql!("DELETE FROM code_factors WHERE person_id = $1"), params![person])?;
    if gone > 0 { removed(transaction, vault, moment, person) } else { Ok(()) }
}

/// The session of a token that still waits for its code.
pub fn half_signed_in(reader: &Reader<'_>, moment: &Moment, token: &str) -> Result<Option<SessionId>, Error> {
    Ok(waiting_session(reader, moment, token)?.map(|(session, ..)| session))
}

/// Takes the code, or a recovery code, that a sign-in waits for. [`Error::NotFound`] when none does. Wrong ones typed elsewhere
/// by whoever stole the password make nobody wait at a network of theirs.
pub fn prove(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (token, device): (&str, &Device),
    code: &str,
) -> Result<Result<(), FactorRefusal>, Error> {
    let (session, person, role) = waiting_session(transaction, moment, token)?.ok_or(Error::NotFound)?;
    let home = Scope::FactorAtHome(person, &device.address);
    let scope = if is_own(transaction, vault, moment, home)? { home } else { Scope::Factor(person) };
    if let Err(refusal) = take_any_code(transaction, vault, moment, (person, scope), code)? {
        return Ok(Err(refusal));
    }
    let role = Role::from_code(&role).ok_or(Error::NotFound)?;
    transaction.execute(
        sql!("UPDATE sessions SET factor = 'given', proved_at = $3, expires_at = $2 WHERE id = $1"),
        params![session, moment.now.saturating_add(life(role)).unwrap_or(moment.now), moment.now],
    )?;
    for own in [home, Scope::Home(person, &device.address)] {
        make_own(transaction, vault, moment, own)?;
    }
    note(transaction, vault, moment, person, "account.factor_proved")?;
    Ok(Ok(()))
}

fn waiting_session(
    reader: &Reader<'_>,
    moment: &Moment,
    token: &str,
) -> Result<Option<(SessionId, PersonId, String)>, Error> {
    Ok(reader.optional(
        sql!(
            "SELECT sessions.id, people.id, people.role FROM sessions JOIN people ON people.id = sessions.person_id
             WHERE sessions.token_hash = $1 AND sessions.expires_at > $2 AND sessions.factor = 'due'
               AND people.closed_at IS NULL"
        ),
        params![token_hash(token), moment.now],
    )?)
}

/// Takes a code of the application once; a wrong one counts.
pub(super) fn take_code(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, scope, stored): (PersonId, Scope<'_>, &Stored),
    typed: &str,
) -> Result<Result<(), FactorRefusal>, Error> {
    guarded(transaction, vault, moment, scope, || {
        let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
        let seconds = u64::try_from(moment.now.as_second()).unwrap_or_default();
        let step = stored.totp.check(&typed, seconds).and_then(|step| i64::try_from(step).ok());
        let Some(step) = step.filter(|step| *step > stored.last_step) else { return Ok(false) };
        let statement = sql!("UPDATE code_factors SET last_step = $2 WHERE person_id = $1 AND last_step < $2");
        Ok(transaction.execute(statement, params![person, step])? > 0)
    })
}

pub(super) fn stored(
    reader: &Reader<'_>,
    vault: &Vault,
    person: PersonId,
    is_confirmed: bool,
) -> Result<Option<Stored>, Error> {
    let Some((secret, last_step)) = secret(reader, vault, person, is_confirmed)? else { return Ok(None) };
    let totp = totp(&secret)?.build().map_err(|error| Error::Other(error.to_string()))?;
    Ok(Some(Stored { totp, last_step }))
}

fn secret(
    reader: &Reader<'_>,
    vault: &Vault,
    person: PersonId,
    is_confirmed: bool,
) -> Result<Option<(String, i64)>, Error> {
    let row: Option<(Sealed, i64, Option<Timestamp>)> = reader.optional(
        sql!("SELECT secret_sealed, last_step, confirmed_at FROM code_factors WHERE person_id = $1"),
        params![person],
    )?;
    let Some((sealed, last_step, confirmed_at)) = row else { return Ok(None) };
    if confirmed_at.is_some() != is_confirmed {
        return Ok(None);
    }
    let value = vault.open_value(person.uuid(), Category::Identity, PLACE, &sealed)?;
    Ok(Some((value.reveal(Access::own(person.uuid()))?.clone(), last_step)))
}

/// SHA-1, six digits, thirty seconds, one step of tolerance: what every application understands (RFC 6238 §4, §5.2).
fn totp(secret: &str) -> Result<Builder, Error> {
    let secret = Secret::try_from_base32(secret).map_err(|error| Error::Other(error.to_string()))?;
    Ok(Builder::new().with_secret(secret).with_skew(1))
}
