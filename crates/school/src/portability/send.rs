//! The sending itself: retried while there is hope, taken up where it stopped, answered either way.

use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::sync::Arc;

use coursework::Language;
use database::{Reader, Transaction, params, sql};
use jobs::{Failure, Job, Outcome};
use outgoing::{Answer, Content, Destination, Outgoing};
use sha2::{Digest, Sha256};
use vault::{Access, Category, Sealed, Service, Vault};

use super::transmission::{Payload, Shape, TransmissionId};
use super::write_statements;
use crate::moments::Moments;
use crate::people::PersonId;
use crate::recipients::permit_on_request;
use crate::rights::letters::{RequestLetter, enqueue};
use crate::rights::{self, Reading, RequestId, RequestOutcome, Right};
use crate::words::{language, words, words_with};
use crate::{Error, School, hexadecimal};

/// The job that sends.
pub const JOB: &str = "portability.send";
/// Attempts over some hours; then the person is told that it did not work.
const MOST_ATTEMPTS: i64 = 8;
/// Statements in one request: what a record store takes without complaint.
const BATCH: usize = 500;

/// The header in which both sides of xAPI say which version they speak.
const VERSION: &str = "x-experience-api-version";

/// Everything that a sending needs.
struct Parcel {
    id: TransmissionId,
    request: RequestId,
    person: PersonId,
    language: Language,
    shape: Shape,
    destination: Destination,
    credentials: Option<(String, String)>,
    taken: usize,
}

/// How a sending ended.
struct Ending {
    status: Option<u16>,
    hash: Option<[u8; 32]>,
}

/// Sends what a job names.
pub async fn deliver(school: &School, outgoing: &Outgoing, job: &Job) -> Result<Outcome, Failure> {
    let payload: Payload = serde_json::from_str(&job.payload).map_err(|error| Failure::Dead(error.to_string()))?;
    let retry = |error: Error| Failure::Retry(error.to_string());
    let parcel =
        school.read(move |reader, vault, _| parcel(reader, vault, payload.transmission)).await.map_err(retry)?;
    let Some(parcel) = parcel else { return Ok(Outcome::Done) };
    let parcel = Arc::new(parcel);
    let ending = match send(school, outgoing, &parcel).await {
        Ok(ending) => ending,
        Err(Stopped::Broken(error)) => return Err(retry(error)),
        Err(Stopped::Later(reason)) if job.attempts < MOST_ATTEMPTS => return Err(Failure::Retry(reason)),
        Err(Stopped::Later(_)) => Ending { status: None, hash: None },
        Err(Stopped::Refused(status)) => Ending { status, hash: None },
    };
    let (engine, job) = (Arc::clone(&school.privacy), job.clone());
    let story = school.write(move |transaction, vault, moment| {
        end(transaction, (&parcel, &ending), moment.now)?;
        let (outcome, text) = told(&parcel, &ending);
        rights::answer(transaction, vault, moment, &engine, (parcel.request, outcome, &text))?;
        enqueue(transaction, moment, RequestLetter::Answered { request: parcel.request })?;
        Ok(jobs::finish(transaction, &job)?)
    });
    story.await.map_err(retry)?;
    Ok(Outcome::Finished)
}

/// What is left to send; none when it is over, or its key is gone.
fn parcel(reader: &Reader<'_>, vault: &Vault, id: TransmissionId) -> Result<Option<Parcel>, Error> {
    type Columns = (RequestId, PersonId, String, Sealed, Option<Sealed>, i64, String);
    let row: Option<Columns> = reader.optional(
        sql!(
            "SELECT transmissions.request_id, transmissions.person_id, form, destination_sealed, credentials_sealed, taken,
                    requests.language
             FROM transmissions JOIN requests ON requests.id = transmissions.request_id
             WHERE transmissions.id = $1 AND delivered_at IS NULL AND failed_at IS NULL"
        ),
        params![id],
    )?;
    let Some((request, person, form, destination, credentials, taken, spoken)) = row else { return Ok(None) };
    let open = |place, sealed: &Sealed| -> Result<String, Error> {
        let value = vault.open_value(request.uuid(), Category::Exchanges, place, sealed)?;
        Ok(value.reveal(Access::service(Service::Rights))?.clone())
    };
    let destination = Destination::parse(&open("transmissions.destination_sealed", &destination)?);
    let destination = destination.map_err(|error| Error::Other(error.to_string()))?;
    let credentials = credentials.map(|sealed| open("transmissions.credentials_sealed", &sealed)).transpose()?;
    let credentials = credentials.map(|pair| serde_json::from_str(&pair)).transpose()?;
    let shape = Shape::from_code(&form).ok_or_else(|| Error::Other(format!("form {form}")))?;
    let taken = usize::try_from(taken).unwrap_or_default();
    let language = language(&spoken);
    Ok(Some(Parcel { id, request, person, language, shape, destination, credentials, taken }))
}

enum Stopped {
    Later(String),
    Refused(Option<u16>),
    Broken(Error),
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self::Broken(error)
    }
}

impl From<outgoing::Error> for Stopped {
    fn from(error: outgoing::Error) -> Self {
        match error {
            outgoing::Error::NotPublic(_) => Self::Refused(None),
            outgoing::Error::Refused(status) => Self::Refused(Some(status)),
            outgoing::Error::Later(reason) => Self::Later(reason),
        }
    }
}

fn unwritten(error: &std::io::Error) -> Error {
    Error::Other(format!("what is to be sent cannot be written: {error}"))
}

async fn send(school: &School, outgoing: &Outgoing, parcel: &Arc<Parcel>) -> Result<Ending, Stopped> {
    let (id, host) = (parcel.id, parcel.destination.host().to_owned());
    let asked = (parcel.person, id.uuid());
    school
        .write(move |transaction, vault, moment| permit_on_request(transaction, vault, moment, (&host, asked)))
        .await?;
    let file = written(school, parcel).await?;
    match parcel.shape {
        Shape::Document => {
            let hash = hash_of(&file)?;
            let answer = post(outgoing, parcel, (&parcel.destination, file, &[])).await?;
            Ok(Ending { status: Some(answer.status), hash: Some(hash) })
        }
        Shape::Statements => statements(school, outgoing, parcel, &file).await,
    }
}

/// Writes what is to be sent into a file that has no name: nothing of it remains, whatever happens.
async fn written(school: &School, parcel: &Arc<Parcel>) -> Result<std::fs::File, Error> {
    let (engine, settings) = (Arc::clone(&school.privacy), Arc::clone(&school.settings));
    let parcel = Arc::clone(parcel);
    let story = school.read(move |reader, vault, moment| {
        let file = tempfile::tempfile().map_err(|error| unwritten(&error))?;
        let mut to = std::io::BufWriter::new(file);
        match parcel.shape {
            Shape::Statements => {
                write_statements(reader, vault, &settings, (parcel.person, &mut to))?;
            }
            Shape::Document => {
                let moments = Moments::new(parcel.language, moment.now);
                let reading = Reading { person: parcel.person, language: parcel.language, moments };
                let wanted = (&*settings, Right::Portability, &mut to as &mut dyn Write);
                rights::write_json(reader, vault, &engine, &reading, wanted)?;
            }
        }
        let mut file = to.into_inner().map_err(|error| unwritten(error.error()))?;
        file.rewind().map_err(|error| unwritten(&error))?;
        Ok(file)
    });
    story.await
}

/// Sends the statements that were not taken yet, a batch in a request; each batch that is taken is noted.
async fn statements(
    school: &School,
    outgoing: &Outgoing,
    parcel: &Parcel,
    file: &std::fs::File,
) -> Result<Ending, Stopped> {
    let (to, hash) = (parcel.destination.below("statements"), hash_of(file)?);
    let mut lines = BufReader::new(file).lines().skip(parcel.taken);
    let (mut taken, mut status) = (parcel.taken, None);
    loop {
        let batch: Vec<String> =
            lines.by_ref().take(BATCH).collect::<Result<_, _>>().map_err(|error| unwritten(&error))?;
        if batch.is_empty() {
            return Ok(Ending { status, hash: Some(hash) });
        }
        taken += batch.len();
        status = Some(hand_over(outgoing, parcel, (&to, &batch)).await?.status);
        let (id, taken) = (parcel.id, taken as i64);
        let note = school.write(move |transaction, _, _| {
            Ok(transaction.execute(sql!("UPDATE transmissions SET taken = $2 WHERE id = $1"), params![id, taken])?)
        });
        note.await?;
    }
}

/// Sends one batch, in the newest version of xAPI that the other side knows.
async fn hand_over(
    outgoing: &Outgoing,
    parcel: &Parcel,
    (to, batch): (&Destination, &[String]),
) -> Result<Answer, Stopped> {
    let body = || -> Result<std::fs::File, Error> {
        let mut file = tempfile::tempfile().map_err(|error| unwritten(&error))?;
        write!(file, "[{}]", batch.join(",")).map_err(|error| unwritten(&error))?;
        file.rewind().map_err(|error| unwritten(&error))?;
        Ok(file)
    };
    match post(outgoing, parcel, (to, body()?, &[(VERSION, "2.0.0")])).await {
        Err(Stopped::Refused(Some(400))) => post(outgoing, parcel, (to, body()?, &[(VERSION, "1.0.3")])).await,
        answer => answer,
    }
}

async fn post(
    outgoing: &Outgoing,
    parcel: &Parcel,
    (to, file, headers): (&Destination, std::fs::File, &[(&'static str, &'static str)]),
) -> Result<Answer, Stopped> {
    let size_bytes = file.metadata().map_err(|error| unwritten(&error))?.len();
    let content = Content {
        kind: "application/json",
        body: tokio::fs::File::from_std(file),
        size_bytes,
        headers: headers.to_vec(),
        credentials: parcel.credentials.clone(),
    };
    Ok(outgoing.post(to, content).await?)
}

fn hash_of(mut file: &std::fs::File) -> Result<[u8; 32], Error> {
    let mut hasher = Sha256::new();
    let mut part = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut part).map_err(|error| unwritten(&error))?;
        if read == 0 {
            break;
        }
        hasher.update(part.get(..read).unwrap_or_default());
    }
    file.rewind().map_err(|error| unwritten(&error))?;
    Ok(hasher.finalize().into())
}

/// Notes how it ended; the other side's password is not kept any longer.
fn end(transaction: &Transaction<'_>, (parcel, ending): (&Parcel, &Ending), now: jiff::Timestamp) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "UPDATE transmissions SET delivered_at = $2, failed_at = $3, status = $4, content_hash = $5,
                                      credentials_sealed = NULL
             WHERE id = $1"
        ),
        params![
            parcel.id,
            ending.hash.map(|_| now),
            ending.hash.is_none().then_some(now),
            ending.status.map(i64::from),
            ending.hash
        ],
    )?;
    Ok(())
}

/// What the person is told.
fn told(parcel: &Parcel, ending: &Ending) -> (RequestOutcome, String) {
    let host = parcel.destination.host().to_owned();
    match (&ending.hash, ending.status) {
        (Some(hash), _) => {
            let values = [("host", host.into()), ("hash", hexadecimal(hash).into())];
            (RequestOutcome::Granted, words_with(parcel.language, "transmission-delivered", &values))
        }
        (None, Some(status)) => {
            let values = [("host", host.into()), ("status", i64::from(status).into())];
            (RequestOutcome::Refused, words_with(parcel.language, "transmission-refused", &values))
        }
        (None, None) => (RequestOutcome::Refused, words(parcel.language, "transmission-unreachable")),
    }
}
