//! Files that came while the scanner did not answer: asked about again, later each time, and given to nobody until it has answered.

use std::sync::Arc;

use database::{Reader, Transaction, params, sql};
use files::Verdict;
use jiff::SignedDuration;
use jobs::{Failure, Job, Outcome};
use privacy::Engine;
use serde::{Deserialize, Serialize};
use vault::{Access, Category, Personal, Sealed, Service, Vault};

use super::receiving::found;
use super::{AttachmentId, Scan};
use crate::conversations::{ConversationId, Desk, PURPOSE};
use crate::notices::{News, tell};
use crate::people::PersonId;
use crate::topics::Topic;
use crate::{Error, School};

/// The job that asks.
pub const JOB: &str = "attachments.scan";
/// Attempts whose delays double, over some twenty minutes; then it is asked every six hours for as long as the file is there.
const FIRST_ATTEMPTS: i64 = 8;
const LATER: SignedDuration = SignedDuration::from_hours(6);

/// What the queue holds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub(super) attachment: AttachmentId,
}

/// What was found.
enum Found {
    Nothing,
    Virus(String),
    /// The school has no scanner any more.
    Unlooked,
}

/// Asks about the file of a job.
pub async fn scan(school: &School, job: &Job) -> Result<Outcome, Failure> {
    let waiting: Waiting = serde_json::from_str(&job.payload).map_err(|error| Failure::Dead(error.to_string()))?;
    let retry = |error: Error| Failure::Retry(error.to_string());
    let read = school.report(move |reader, vault, _| pending(reader, vault, waiting.attachment));
    // It went with its conversation.
    let Some(file) = read.await.map_err(retry)? else { return Ok(Outcome::Done) };
    let found = match &school.scanner {
        None => Found::Unlooked,
        Some(scanner) => {
            let bytes = file.reveal(Access::service(Service::Scanning)).map_err(|error| retry(error.into()))?;
            match scanner.scan(bytes).await {
                Ok(Verdict::Clean) => Found::Nothing,
                Ok(Verdict::Infected(signature)) => Found::Virus(signature),
                Err(error) if job.attempts < FIRST_ATTEMPTS => return Err(Failure::Retry(error.to_string())),
                Err(_) => return put_off(school, job, waiting).await.map_err(retry),
            }
        }
    };
    let (engine, job) = (Arc::clone(&school.privacy), job.clone());
    let story = school.write(move |transaction, vault, moment| {
        settle(transaction, (vault, &engine), moment, (waiting.attachment, &found))?;
        Ok(jobs::finish(transaction, &job)?)
    });
    story.await.map_err(retry)?;
    Ok(Outcome::Finished)
}

/// A scanner that is away for days loses no file: the job does not die of it.
async fn put_off(school: &School, job: &Job, waiting: Waiting) -> Result<Outcome, Error> {
    let job = job.clone();
    let story = school.write(move |transaction, _, moment| {
        let due = moment.now.saturating_add(LATER).unwrap_or(moment.now);
        Ok(jobs::postpone(transaction, &job, &waiting, due)?)
    });
    story.await?;
    Ok(Outcome::Finished)
}

fn pending(reader: &Reader<'_>, vault: &Vault, id: AttachmentId) -> Result<Option<Personal<Vec<u8>>>, Error> {
    let row: Option<(ConversationId, Option<Sealed>)> = reader.optional(
        sql!("SELECT conversation_id, file_sealed FROM attachments WHERE id = $1 AND scan = 'pending'"),
        params![id],
    )?;
    let Some((conversation, Some(sealed))) = row else { return Ok(None) };
    let pair = (conversation.uuid(), conversation.uuid());
    match vault.open_file_of(pair, Category::Exchanges, "attachments.file_sealed", &sealed) {
        Ok(file) => Ok(Some(file)),
        Err(vault::Error::Destroyed) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Lets the file out, or destroys it and tells whoever sent it.
fn settle(
    transaction: &Transaction<'_>,
    (vault, engine): (&Vault, &Engine),
    moment: &database::Moment,
    (id, found_in_it): (AttachmentId, &Found),
) -> Result<(), Error> {
    let scan = match found_in_it {
        Found::Nothing => Scan::Clean,
        Found::Unlooked => Scan::None,
        Found::Virus(signature) => return destroy(transaction, (vault, engine), moment, (id, signature)),
    };
    let statement = sql!("UPDATE attachments SET scan = $2 WHERE id = $1 AND scan = 'pending'");
    transaction.execute(statement, params![id, scan.code()])?;
    Ok(())
}

fn destroy(
    transaction: &Transaction<'_>,
    (vault, engine): (&Vault, &Engine),
    moment: &database::Moment,
    (id, signature): (AttachmentId, &str),
) -> Result<(), Error> {
    let statement =
        sql!("UPDATE attachments SET scan = 'infected', file_sealed = NULL WHERE id = $1 AND scan = 'pending'");
    if transaction.execute(statement, params![id])? == 0 {
        return Ok(());
    }
    let (author, from_desk, conversation, desk): (PersonId, bool, ConversationId, String) = transaction.one(
        sql!(
            "SELECT messages.author_id, messages.from_desk, conversations.id, conversations.desk
             FROM attachments JOIN messages ON messages.id = attachments.message_id
             JOIN conversations ON conversations.id = messages.conversation_id
             WHERE attachments.id = $1"
        ),
        params![id],
    )?;
    found(transaction, vault, moment, (author, signature))?;
    let desk = Desk::from_code(&desk).ok_or(Error::NotFound)?;
    let folder = if from_desk { desk.messages_path() } else { "/messages" };
    let news = News {
        topic: Topic::CONVERSATIONS,
        purpose: PURPOSE,
        kind: "attachment-infected",
        subject: "",
        due_on: None,
        path: format!("{folder}/{conversation}"),
        occasion: format!("infected:{id}"),
    };
    tell(transaction, moment, engine, (author, &news))?;
    Ok(())
}
