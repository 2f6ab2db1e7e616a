//! Who is at the device, shown again: before what cannot be undone, or reaches many, a session is asked for its factor anew.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value as Json;
use vault::Vault;

use super::ceremony::{Challenge, Kind};
use super::codes::{stored, take_code};
use super::passkeys::{PasskeyRefusal, answered, challenge};
use super::recovery::take_recovery_code;
use super::{FactorRefusal, has_factor};
use crate::people::confirmation::note;
use crate::people::throttle::{Scope, count, forget, wait};
use crate::people::{PersonId, Session, password_matches};
use crate::{Error, School, Settings};

/// How long a proof counts: a quarter of an hour of work.
const RECENT: SignedDuration = SignedDuration::from_mins(15);
/// Characters of a recovery code, its hyphen left out: a code of the application has six.
const RECOVERY_LENGTH: usize = 10;

/// That whoever acts showed who they are a moment ago. What is dangerous takes one.
#[derive(Clone, Copy, Debug)]
pub struct Recent(PersonId);

impl Recent {
    /// Who it is.
    pub const fn person(self) -> PersonId {
        self.0
    }
}

/// The proof of a session, if it is recent.
pub fn recent(session: &Session, now: Timestamp) -> Option<Recent> {
    let proved = session.proved_at.is_some_and(|at| now.duration_since(at) < RECENT);
    proved.then_some(Recent(session.person))
}

/// Whether a person shows who they are with their password, for want of a second factor.
pub fn demands_password(reader: &Reader<'_>, person: PersonId) -> Result<bool, Error> {
    Ok(!has_factor(reader, person)?)
}

/// Takes the password of whoever has no second factor.
pub async fn prove_with_password(
    school: &School,
    session: &Session,
    typed: String,
) -> Result<Result<(), FactorRefusal>, Error> {
    let session = session.clone();
    let matches = password_matches(school, session.person, typed).await?;
    school
        .write(move |transaction, vault, moment| {
            let takes = || Ok(matches && demands_password(transaction, session.person)?);
            let proved = guarded(transaction, vault, moment, Scope::Proof(session.id), takes)?;
            if proved.is_ok() {
                keep(transaction, vault, moment, &session)?;
            }
            Ok(proved)
        })
        .await
}

/// Takes a code, or a recovery code, of a session that is asked anew.
pub fn prove_again(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (session, code): (&Session, &str),
) -> Result<Result<(), FactorRefusal>, Error> {
    let scope = Scope::Proof(session.id);
    let proved = take_any_code(transaction, vault, moment, (session.person, scope), code)?;
    if proved.is_ok() {
        keep(transaction, vault, moment, session)?;
    }
    Ok(proved)
}

/// Challenges the passkeys of a session that is asked anew.
pub fn begin_proof(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (settings, session): (&Settings, &Session),
) -> Result<Challenge, Error> {
    challenge(transaction, moment, settings, (Kind::Proof, Some(session.id)))
}

/// Takes the answer of a passkey of the session's person.
pub fn prove_with_passkey(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (settings, session): (&Settings, &Session),
    answer: (&str, &Json),
) -> Result<Result<(), PasskeyRefusal>, Error> {
    let asked = (Kind::Proof, Some(session.id));
    match answered(transaction, vault, moment, settings, asked, answer)? {
        Ok(person) if person == session.person => {
            keep(transaction, vault, moment, session)?;
            Ok(Ok(()))
        }
        Ok(_) => Ok(Err(PasskeyRefusal::Wrong)),
        Err(refusal) => Ok(Err(refusal)),
    }
}

fn keep(transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, session: &Session) -> Result<(), Error> {
    let factor = if has_factor(transaction, session.person)? { "given" } else { "none" };
    transaction.execute(
        sql!("UPDATE sessions SET proved_at = $2, factor = $3 WHERE id = $1"),
        params![session.id, moment.now, factor],
    )?;
    note(transaction, vault, moment, session.person, "account.proved_again")
}

/// Takes a code of the application, or a recovery code, once; a wrong one counts.
pub(super) fn take_any_code(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, scope): (PersonId, Scope<'_>),
    typed: &str,
) -> Result<Result<(), FactorRefusal>, Error> {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    if plain.len() == RECOVERY_LENGTH {
        return guarded(transaction, vault, moment, scope, || {
            take_recovery_code(transaction, moment, (person, &plain))
        });
    }
    match stored(transaction, vault, person, true)? {
        Some(stored) => take_code(transaction, vault, moment, (person, scope, &stored), &plain),
        None => guarded(transaction, vault, moment, scope, || Ok(false)),
    }
}

/// Tries something that proves who somebody is, unless too much was tried before; what fails counts.
pub(super) fn guarded(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    scope: Scope<'_>,
    take: impl FnOnce() -> Result<bool, Error>,
) -> Result<Result<(), FactorRefusal>, Error> {
    if let Some(until) = wait(transaction, vault, moment, scope)? {
        return Ok(Err(FactorRefusal::Wait(until)));
    }
    if take()? {
        forget(transaction, vault, scope)?;
        return Ok(Ok(()));
    }
    count(transaction, vault, moment, scope)?;
    Ok(Err(FactorRefusal::Wrong))
}
