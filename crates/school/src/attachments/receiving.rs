//! From what came in to what can be kept: the kind by its content, viruses, metadata.

use database::{Moment, Transaction};
use files::{FileName, Verdict};
use journal::Entry;
use tokio::sync::Semaphore;
use vault::Vault;

use super::{Accepted, Intake, Refused, Scan, Why};
use crate::people::PersonId;
use crate::{Error, School};

/// Documents cleaned at a time: a small one can open to a large one, and memory is shared.
static CLEANING: Semaphore = Semaphore::const_new(2);

/// What became of each file.
#[derive(Default)]
pub struct Received {
    /// Those that can be kept.
    pub accepted: Vec<Accepted>,
    /// Those that cannot.
    pub refused: Vec<Refused>,
}

/// Looks at the files that somebody sent. A virus found is journalled at once, whatever becomes of the message.
pub async fn receive(school: &School, mut intake: Intake, by: PersonId) -> Result<Received, Error> {
    intake.end();
    let mut received = Received { accepted: Vec::new(), refused: intake.refused };
    // A scanner that did not answer for one file is not waited for with the others.
    let mut is_silent = false;
    for (name, bytes) in intake.whole {
        match examined(school, &mut is_silent, (&name, bytes)).await? {
            Ok(accepted) => received.accepted.push(accepted),
            Err((why, signature)) => {
                if let Some(signature) = signature {
                    let story = school
                        .write(move |transaction, vault, moment| found(transaction, vault, moment, (by, &signature)));
                    story.await?;
                }
                received.refused.push(Refused { name, why });
            }
        }
    }
    Ok(received)
}

/// Why a file is refused, and the virus where that is why.
type Refusal = (Why, Option<String>);

async fn examined(
    school: &School,
    is_silent: &mut bool,
    (name, bytes): (&FileName, Vec<u8>),
) -> Result<Result<Accepted, Refusal>, Error> {
    let kind = match files::recognise(name, &bytes) {
        Ok(kind) => kind,
        Err(refusal) => return Ok(Err((Why::File(refusal), None))),
    };
    // Before anything opens it, and as it came: that is what is known of viruses.
    let scan = match &school.scanner {
        None => Scan::None,
        Some(_) if *is_silent => Scan::Pending,
        Some(scanner) => match scanner.scan(&bytes).await {
            Ok(Verdict::Clean) => Scan::Clean,
            Ok(Verdict::Infected(signature)) => return Ok(Err((Why::Infected, Some(signature)))),
            Err(error) => {
                tracing::warn!(%error, "a file waits to be scanned");
                *is_silent = true;
                Scan::Pending
            }
        },
    };
    let turn = CLEANING.acquire().await.map_err(|error| Error::Other(error.to_string()))?;
    let cleaned = tokio::task::spawn_blocking(move || files::clean(kind, bytes)).await;
    drop(turn);
    Ok(match cleaned {
        Ok(Ok(bytes)) => Ok(Accepted { name: name.clone().of(kind), kind, bytes, scan }),
        Ok(Err(refusal)) => Err((Why::File(refusal), None)),
        // Whatever makes a reader of documents stumble is no document.
        Err(_) => Err((Why::File(files::Refusal::Damaged), None)),
    })
}

/// Journals a virus that somebody's file held, by the name of its signature and not of the file.
pub(super) fn found(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (by, signature): (PersonId, &str),
) -> Result<(), Error> {
    let entry = Entry::new("attachment.infected").with("signature", signature);
    let entry = match vault.pseudonym(by.uuid()) {
        Ok(pseudonym) => entry.about(pseudonym),
        Err(vault::Error::Destroyed) => entry,
        Err(error) => return Err(error.into()),
    };
    journal::append(transaction, moment, entry)?;
    Ok(())
}
