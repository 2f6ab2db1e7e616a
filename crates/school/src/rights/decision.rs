//! What an officer decides about an account that a request concerns: erasure for somebody who cannot sign in or was reported as
//! a minor, or that a report was unfounded.

use coursework::Language;
use database::{Moment, Transaction, params, sql};
use jiff::SignedDuration;
use privacy::{Engine, Erased};
use vault::Vault;

use super::contact::MINOR;
use super::erasure::carry_out;
use super::letters::{RequestLetter, enqueue};
use super::officer::{case, look};
use super::request::{RequestOutcome, answer};
use super::{ErasureGround, Officer, RequestId, RequestText};
use crate::Error;
use crate::people::close;
use crate::words::{language, words_with};

/// Between the announcement that a freeze will be lifted and the lifting (GDPR article 18(3)).
const NOTICE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Erases everything that may go of the account that a request concerns, closes it, answers, and gives the receipt's code. The
/// answer leaves with the receipt: it is all that the person can be told.
pub fn erase_for(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (officer, id, text): (Officer, RequestId, &RequestText),
) -> Result<String, Error> {
    let opened = case(transaction, vault, moment, (officer, id))?;
    let person = opened.account.ok_or(Error::Refused("case-no-account"))?;
    look(transaction, vault, moment, (officer, person, "identity", "erasure"))?;
    let is_minor = opened.line.kind == "minor";
    let ground = if is_minor { ErasureGround::Child } else { ErasureGround::NotNeeded };
    let open: i64 =
        transaction.one(sql!("SELECT COUNT(*) FROM people WHERE id = $1 AND closed_at IS NULL"), params![person])?;
    if open == 0 {
        return Err(Error::Refused("case-no-account"));
    }
    close(transaction, vault, moment, engine, person)?;
    let fates = privacy::fates(transaction, engine, moment, (person.uuid(), true))?;
    let going: Vec<&str> =
        fates.iter().filter(|fate| fate.erased == Erased::Now).map(|fate| fate.category.code.as_str()).collect();
    let receipt = carry_out(transaction, vault, moment, engine, (person, id, ground, &going))?;
    let spoken = language_of(transaction, id)?;
    let line = words_with(spoken, "erasure-receipt-at", &[("path", format!("/recus/{receipt}").into())]);
    let text = format!("{}\n{line}", text.as_str());
    let outcome = if fates.iter().all(|fate| fate.erased == Erased::Now) {
        RequestOutcome::Granted
    } else {
        RequestOutcome::Partly
    };
    answer(transaction, vault, moment, engine, (id, outcome, &text))?;
    enqueue(transaction, moment, RequestLetter::Answered { request: id })?;
    Ok(receipt)
}

/// A report about a minor was unfounded: the freeze will be lifted after a notice, and who reported gets an answer.
pub fn unfounded(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (officer, id, text): (Officer, RequestId, &RequestText),
) -> Result<(), Error> {
    let opened = case(transaction, vault, moment, (officer, id))?;
    if let Some(person) = opened.account {
        let at = moment.now.saturating_add(NOTICE).unwrap_or(moment.now);
        for hold in privacy::holds(transaction, person.uuid())?.iter().filter(|hold| hold.ground == MINOR) {
            privacy::announce_lift(transaction, hold.id, at)?;
        }
    }
    answer(transaction, vault, moment, engine, (id, RequestOutcome::Refused, text.as_str()))?;
    enqueue(transaction, moment, RequestLetter::Answered { request: id })
}

fn language_of(transaction: &Transaction<'_>, id: RequestId) -> Result<Language, Error> {
    let code: String = transaction.one(sql!("SELECT language FROM requests WHERE id = $1"), params![id])?;
    Ok(language(&code))
}
