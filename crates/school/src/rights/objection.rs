//! Objection (P42; GDPR article 21): to what rests on a legitimate interest. What may stop stops at once; a person decides the rest.

use database::{Moment, Reader, Transaction};
use privacy::{Engine, Objection, Purpose};
use serde_json::json;
use vault::Vault;

use super::letters::{RequestLetter, enqueue};
use super::request::{NewRequest, RequestKind, RequestOutcome, Requester, answer, open};
use super::{Reading, RequestId, RequestText};
use crate::Error;
use crate::words::words;

/// A processing that a person may object to, and where their objection stands.
#[derive(Clone, Debug)]
pub struct Objectable {
    /// The purpose's code.
    pub code: String,
    /// The purpose, in words.
    pub label: String,
    /// The grounds that the school would hold against it; empty for what simply stops.
    pub grounds: String,
    /// `none`, `pending`, `upheld` or `rejected`.
    pub state: &'static str,
}

/// Every processing that rests on a legitimate interest, with where the person's objection stands.
pub fn objectables(reader: &Reader<'_>, engine: &Engine, reading: &Reading) -> Result<Vec<Objectable>, Error> {
    let made = privacy::objections(reader, reading.person.uuid())?;
    let purposes = engine.map().purposes().iter().filter_map(|purpose| Some((purpose, purpose.objection.as_ref()?)));
    Ok(purposes
        .map(|(purpose, objection)| Objectable {
            code: purpose.code.clone(),
            label: reading.said(&purpose.label),
            grounds: match objection {
                Objection::Stops => String::new(),
                Objection::Compelling(grounds) => reading.said(grounds),
            },
            state: match made.iter().find(|one| one.purpose == purpose.code).map(|one| one.upheld) {
                None => "none",
                Some(None) => "pending",
                Some(Some(true)) => "upheld",
                Some(Some(false)) => "rejected",
            },
        })
        .collect())
}

/// Objects to a purpose: what may stop has stopped when this returns, and the answer says so. What the school has compelling
/// grounds for protects other people too and goes on for that alone (article 18(2)) while a person weighs the reasons.
pub fn object(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (reading, purpose, reasons): (&Reading, &str, &RequestText),
) -> Result<RequestId, Error> {
    let known: &Purpose = engine.map().purpose(purpose).ok_or(Error::NotFound)?;
    let objection = known.objection.as_ref().ok_or(Error::NotFound)?;
    let subject = reading.person.uuid();
    privacy::object(transaction, moment, subject, purpose)?;
    let new = NewRequest {
        kind: RequestKind::Objection,
        from: Requester::Person(reading.person),
        language: reading.language,
        detail: json!({ "purpose": purpose }),
        text: reasons.as_str(),
    };
    let request = open(transaction, vault, moment, engine, &new)?;
    if *objection == Objection::Stops {
        privacy::decide_objection(transaction, moment, (subject, purpose, true))?;
        let text = words(reading.language, "objection-answer");
        answer(transaction, vault, moment, engine, (request, RequestOutcome::Granted, &text))?;
    } else {
        enqueue(transaction, moment, RequestLetter::Received { request })?;
    }
    Ok(request)
}
