//! What follows when a factor comes or goes, and recovery codes: for a telephone or a passkey that is lost. Each works once, and only
//! its hash is kept.

use database::{Moment, Reader, Transaction, params, sql};
use vault::Vault;

use super::{Recent, has_factor};
use crate::Error;
use crate::people::confirmation::note;
use crate::people::letters::{Letter, enqueue};
use crate::people::link::token_hash;
use crate::people::{PersonId, Session, end_other_sessions};

/// Recovery codes given at a time, each of 50 random bits: beyond guessing within the throttle.
const RECOVERY_CODES: usize = 10;
/// Without 0, O, 1 and I, which people mistake for one another.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// What follows from a factor that was added in this session; gives the recovery codes of a first one.
pub(super) fn added(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    session: &Session,
) -> Result<Vec<String>, Error> {
    let person = session.person;
    let given = sql!("UPDATE sessions SET factor = 'given', proved_at = $2 WHERE id = $1");
    transaction.execute(given, params![session.id, moment.now])?;
    end_other_sessions(transaction, person, Some(session.id))?;
    note(transaction, vault, moment, person, "account.factor_added")?;
    enqueue(transaction, moment, &Letter::FactorChanged { person })?;
    first_recovery_codes(transaction, moment, person)
}

/// What follows from a factor that was removed: without any, the password alone signs in again.
pub(super) fn removed(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
) -> Result<(), Error> {
    if !has_factor(transaction, person)? {
        forget_recovery_codes(transaction, person)?;
        transaction.execute(sql!("UPDATE sessions SET factor = 'none' WHERE person_id = $1"), params![person])?;
    }
    note(transaction, vault, moment, person, "account.factor_removed")?;
    enqueue(transaction, moment, &Letter::FactorChanged { person })
}

/// Recovery codes for whoever has a first factor since now; none for whoever has some already.
fn first_recovery_codes(
    transaction: &Transaction<'_>,
    moment: &Moment,
    person: PersonId,
) -> Result<Vec<String>, Error> {
    if left(transaction, person)? > 0 { Ok(Vec::new()) } else { new_recovery_codes(transaction, moment, person) }
}

/// New recovery codes, shown this once; those given before work no more.
pub fn renew_recovery_codes(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, person): (Recent, PersonId),
) -> Result<Vec<String>, Error> {
    if !has_factor(transaction, person)? {
        return Err(Error::NotFound);
    }
    note(transaction, vault, moment, person, "account.recovery_renewed")?;
    new_recovery_codes(transaction, moment, person)
}

/// Takes the recovery codes of whoever has no factor any more.
fn forget_recovery_codes(transaction: &Transaction<'_>, person: PersonId) -> Result<(), Error> {
    transaction.execute(sql!("DELETE FROM recovery_codes WHERE person_id = $1"), params![person])?;
    Ok(())
}

/// Takes a recovery code once; whether it was one.
pub(super) fn take_recovery_code(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, typed): (PersonId, &str),
) -> Result<bool, Error> {
    let taken = transaction.execute(
        sql!("UPDATE recovery_codes SET used_at = $3 WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL"),
        params![person, token_hash(&typed.to_ascii_uppercase()), moment.now],
    )?;
    Ok(taken > 0)
}

fn left(reader: &Reader<'_>, person: PersonId) -> Result<i64, Error> {
    let statement = sql!("SELECT COUNT(*) FROM recovery_codes WHERE person_id = $1 AND used_at IS NULL");
    Ok(reader.one(statement, params![person])?)
}

/// Codes like `K7QXM-2PRTW`; what is kept is the hash of each, without its hyphen.
fn new_recovery_codes(transaction: &Transaction<'_>, moment: &Moment, person: PersonId) -> Result<Vec<String>, Error> {
    forget_recovery_codes(transaction, person)?;
    let code = || -> Result<String, Error> {
        let bytes = moment.entropy.bytes::<10>();
        let code: String = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
        transaction.execute(
            sql!("INSERT INTO recovery_codes (person_id, code_hash) VALUES ($1, $2)"),
            params![person, token_hash(&code)],
        )?;
        Ok(format!("{}-{}", &code[..5], &code[5..]))
    };
    (0..RECOVERY_CODES).map(|_| code()).collect()
}
