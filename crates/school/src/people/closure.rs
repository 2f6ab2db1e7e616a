//! Closing an account (P46): always possible, at once or after as many days as the person wants to think about it.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use privacy::{CountedFrom, Engine};
use serde::{Deserialize, Serialize};
use vault::{Access, Category, Sealed, Service, Vault};

use super::PersonId;
use super::confirmation::note;
use super::letters::{Letter, enqueue};
use crate::Error;
use crate::topics::{Withdrawal, withdraw_all};

/// The job that closes an account when its days have passed.
pub const JOB: &str = "account.close";
/// The longest time to think.
const MOST_DAYS: u8 = 30;

/// The payload of the job.
#[derive(Serialize, Deserialize)]
struct Due {
    person: PersonId,
}

/// Asks for the closure: at once without days, otherwise after so many (30 at most; more counts as 30).
pub fn ask_closure(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (person, days): (PersonId, u8),
) -> Result<(), Error> {
    if days == 0 {
        close(transaction, vault, moment, engine, person)?;
        return enqueue(transaction, moment, &Letter::Closed { person });
    }
    let days = SignedDuration::from_hours(24 * i64::from(days.min(MOST_DAYS)));
    let effective = moment.now.saturating_add(days).unwrap_or(moment.now);
    transaction.execute(
        sql!(
            "INSERT INTO closures (person_id, asked_at, effective_at) VALUES ($1, $2, $3)
             ON CONFLICT (person_id) DO UPDATE SET asked_at = $2, effective_at = $3"
        ),
        params![person, moment.now, effective],
    )?;
    note(transaction, vault, moment, person, "account.closure_asked")?;
    jobs::enqueue(transaction, moment, JOB, &Due { person }, effective)?;
    enqueue(transaction, moment, &Letter::ClosureAsked { person })
}

/// When the account will be closed, if that was asked for.
pub fn closure(reader: &Reader<'_>, person: PersonId) -> Result<Option<Timestamp>, Error> {
    Ok(reader.optional(sql!("SELECT effective_at FROM closures WHERE person_id = $1"), params![person])?)
}

/// Thinks better of it; whether there was something to cancel.
pub fn cancel_closure(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
) -> Result<bool, Error> {
    let cancelled = transaction.execute(sql!("DELETE FROM closures WHERE person_id = $1"), params![person])?;
    if cancelled == 1 {
        note(transaction, vault, moment, person, "account.closure_cancelled")?;
    }
    Ok(cancelled == 1)
}

/// Closes the account of a job, if its time has come and nobody thought better of it.
pub fn close_due(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    payload: &str,
) -> Result<(), Error> {
    let Due { person } = serde_json::from_str(payload)?;
    let due: Option<PersonId> = transaction.optional(
        sql!("SELECT person_id FROM closures WHERE person_id = $1 AND effective_at <= $2"),
        params![person, moment.now],
    )?;
    let Some(person) = due else { return Ok(()) };
    close(transaction, vault, moment, engine, person)?;
    enqueue(transaction, moment, &Letter::Closed { person })
}

/// Closes it now: nobody signs in any more, the address is free again, and every term that counts from here begins. The
/// caller says farewell.
pub(crate) fn close(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    person: PersonId,
) -> Result<(), Error> {
    // An agreement to be written to ends with the account (decision 3).
    withdraw_all(transaction, vault, moment, (person, Withdrawal::Closure))?;
    let sealed: Sealed = transaction
        .one(sql!("SELECT email_sealed FROM people WHERE id = $1 AND closed_at IS NULL"), params![person])?;
    let address = vault.open_value(person.uuid(), Category::Identity, "people.email_sealed", &sealed)?;
    let index =
        vault.index("people.closed_email", &address.reveal(Access::service(Service::MailDelivery))?.to_lowercase());
    transaction.execute(
        sql!("UPDATE people SET closed_at = $2, email_index = NULL, closed_email_index = $3 WHERE id = $1"),
        params![person, moment.now, index],
    )?;
    for statement in [
        sql!("DELETE FROM sessions WHERE person_id = $1"),
        sql!("DELETE FROM credentials WHERE person_id = $1"),
        sql!("DELETE FROM links WHERE person_id = $1"),
        sql!("DELETE FROM email_changes WHERE person_id = $1"),
        sql!("DELETE FROM closures WHERE person_id = $1"),
    ] {
        transaction.execute(statement, params![person])?;
    }
    let subject = person.uuid();
    privacy::begin_term(transaction, engine, (subject, subject), (CountedFrom::AccountClosure, moment.now))?;
    note(transaction, vault, moment, person, "account.closed")
}
