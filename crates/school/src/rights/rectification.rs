//! Rectification of what the person cannot change themselves (P38), and the supplementary statement (GDPR article 16).

use database::{Moment, Transaction, params, sql};
use privacy::Engine;
use serde_json::json;
use vault::{Category, Vault};

use super::letters::{RequestLetter, enqueue};
use super::request::{NewRequest, RequestKind, Requester, open};
use super::{Reading, RequestId, RequestText};
use crate::Error;

/// Asks that something be corrected: a person of the school does it, within the month.
pub fn ask_rectification(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (reading, category, text): (&Reading, &str, &RequestText),
) -> Result<RequestId, Error> {
    engine.map().category(category).ok_or(Error::NotFound)?;
    let new = NewRequest {
        kind: RequestKind::Rectification,
        from: Requester::Person(reading.person),
        language: reading.language,
        detail: json!({ "category": category }),
        text: text.as_str(),
    };
    let request = open(transaction, vault, moment, engine, &new)?;
    enqueue(transaction, moment, RequestLetter::Received { request })?;
    Ok(request)
}

/// Adds a statement that stands beside the person's data from now on, for them and for whoever reads that category.
pub fn add_statement(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (reading, category, text): (&Reading, &str, &RequestText),
) -> Result<(), Error> {
    engine.map().category(category).ok_or(Error::NotFound)?;
    let subject = reading.person.uuid();
    let sealed = vault.seal(moment, subject, Category::Identity, "statements.text_sealed", text.as_str())?;
    transaction.execute(
        sql!("INSERT INTO statements (id, person_id, category, text_sealed, made_at) VALUES ($1, $2, $3, $4, $5)"),
        params![moment.identifier(), reading.person, category, sealed, moment.now],
    )?;
    Ok(())
}
