//! What a person asks to be sent, and where it stands.

use coursework::Language;
use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use outgoing::Destination;
use privacy::Engine;
use serde::{Deserialize, Serialize};
use serde_json::json;
use vault::{Access, Category, Sealed, Vault};

use super::send::JOB;
use crate::Error;
use crate::people::{FieldMistake, PersonId};
use crate::rights::{self, NewRequest, RequestId, RequestKind, Requester};

database::identifier! {
    /// Something sent to another organisation.
    TransmissionId
}

/// The form in which data is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// xAPI statements, to a learning record store.
    Statements,
    /// The document that can be downloaded too.
    Document,
}

impl Shape {
    /// The code under which it is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Statements => "statements",
            Self::Document => "document",
        }
    }

    /// The shape of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Statements, Self::Document].into_iter().find(|shape| shape.code() == code)
    }
}

/// The fields of the form, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct TransmissionForm {
    /// `statements` or `document`.
    pub shape: String,
    /// The HTTPS address.
    pub address: String,
    /// The name that the other side asks for; empty for none.
    pub name: String,
    /// Its password.
    pub password: String,
}

/// Something to send, that can be sent.
pub struct NewTransmission {
    shape: Shape,
    destination: Destination,
    credentials: Option<(String, String)>,
}

impl NewTransmission {
    /// Takes the form, or says every mistake in it.
    pub fn parse(form: &TransmissionForm) -> Result<Self, Vec<FieldMistake>> {
        let shape = Shape::from_code(&form.shape).ok_or(FieldMistake::new("shape", "transmission-shape"));
        let destination =
            Destination::parse(&form.address).map_err(|_| FieldMistake::new("address", "transmission-address"));
        let name = form.name.trim();
        let credentials = (!name.is_empty()).then(|| (name.to_owned(), form.password.clone()));
        match (shape, destination) {
            (Ok(shape), Ok(destination)) => Ok(Self { shape, destination, credentials }),
            (shape, destination) => Err(shape.err().into_iter().chain(destination.err()).collect()),
        }
    }
}

/// A sending as its person sees it.
#[derive(Clone, Debug)]
pub struct Transmission {
    /// The request that it answers.
    pub request: RequestId,
    /// The host that it goes to.
    pub host: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// `waiting`, `delivered` or `failed`.
    pub state: &'static str,
}

/// The payload of the job.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) transmission: TransmissionId,
}

/// Takes the request in and sends as soon as the queue comes to it. One at a time for a person: [`Error::Refused`] otherwise.
pub fn ask(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (person, language, new): (PersonId, Language, &NewTransmission),
) -> Result<RequestId, Error> {
    let waiting: i64 = transaction.one(
        sql!("SELECT COUNT(*) FROM transmissions WHERE person_id = $1 AND delivered_at IS NULL AND failed_at IS NULL"),
        params![person],
    )?;
    if waiting > 0 {
        return Err(Error::Refused("transmission-waiting"));
    }
    let from = Requester::Person(person);
    let detail = json!({ "sent": new.shape.code() });
    let request = NewRequest { kind: RequestKind::Portability, from, language, detail, text: "" };
    let request = rights::open(transaction, vault, moment, engine, &request)?;
    let seal = |place, text: &str| vault.seal(moment, request.uuid(), Category::Exchanges, place, text);
    let credentials = new.credentials.as_ref().map(|pair| json!(pair).to_string());
    let credentials = credentials.map(|pair| seal("transmissions.credentials_sealed", &pair)).transpose()?;
    let id = TransmissionId::new(moment);
    transaction.execute(
        sql!(
            "INSERT INTO transmissions (id, request_id, person_id, form, destination_sealed, credentials_sealed, asked_at,
                                        taken)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 0)"
        ),
        params![
            id,
            request,
            person,
            new.shape.code(),
            seal("transmissions.destination_sealed", new.destination.as_str())?,
            credentials,
            moment.now
        ],
    )?;
    jobs::enqueue(transaction, moment, JOB, &Payload { transmission: id }, moment.now)?;
    Ok(request)
}

/// What a person had sent, the newest first.
pub fn transmissions(reader: &Reader<'_>, vault: &Vault, person: PersonId) -> Result<Vec<Transmission>, Error> {
    let rows: Vec<(RequestId, Sealed, Timestamp, Option<Timestamp>, Option<Timestamp>)> = reader.all(
        sql!(
            "SELECT request_id, destination_sealed, asked_at, delivered_at, failed_at FROM transmissions
             WHERE person_id = $1 ORDER BY asked_at DESC LIMIT 20"
        ),
        params![person],
    )?;
    let line = |(request, sealed, asked_at, delivered_at, failed_at): (RequestId, Sealed, _, Option<_>, Option<_>)| {
        let pair = (person.uuid(), request.uuid());
        let address = vault.open_of(pair, Category::Exchanges, "transmissions.destination_sealed", &sealed)?;
        let destination = Destination::parse(address.reveal(Access::own(person.uuid()))?);
        let host = destination.map(|one| one.host().to_owned()).unwrap_or_default();
        let state = match (delivered_at, failed_at) {
            (Some(_), _) => "delivered",
            (None, Some(_)) => "failed",
            (None, None) => "waiting",
        };
        Ok(Transmission { request, host, asked_at, state })
    };
    rows.into_iter().map(line).collect()
}
