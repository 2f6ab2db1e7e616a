//! The letter that says what waits: one notice, or several together, of one topic.

use coursework::Language;
use database::{Moment, Transaction, Uuid, params, sql};
use jiff::civil::Date;
use jobs::{Failure, Job, Outcome};
use mail::Transport;
use serde::{Deserialize, Serialize};
use vault::Vault;

use super::reading::text;
use crate::moments::Moments;
use crate::people::PersonId;
use crate::topics::{self, Addressee, Envelope, Reached, reply_tag};
use crate::{Error, School};

/// The job that writes and sends one of these letters.
pub const JOB: &str = "mail.notices";

/// The payload of the job: what waits for this person is found when the letter is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub(super) person: PersonId,
    pub(super) topic: String,
}

/// Writes what waits into one letter and hands it to the transport. Whoever stopped the topic meanwhile gets none.
pub async fn deliver(school: &School, transport: &Transport, job: &Job) -> Result<Outcome, Failure> {
    let id = job.id;
    let write = move |transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, waiting: Waiting| {
        address(transaction, vault, moment, (&waiting, id))
    };
    topics::deliver((school, transport, job), write).await
}

fn address(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (waiting, letter): (&Waiting, Uuid),
) -> Result<Option<Envelope>, Error> {
    // The first attempt decides what the letter says; later ones say the same, so that two that arrive can be told to be one.
    let begun: Option<i64> =
        transaction.optional(sql!("SELECT 1 FROM notices WHERE letter_id = $1 LIMIT 1"), params![letter])?;
    if begun.is_none() {
        transaction.execute(
            sql!(
                "UPDATE notices SET letter_id = $3
                 WHERE person_id = $1 AND topic = $2 AND by_mail AND letter_id IS NULL"
            ),
            params![waiting.person, &waiting.topic, letter],
        )?;
    }
    let about = (waiting.person, waiting.topic.as_str(), Reached::Open);
    let Some(to) = Addressee::about(transaction, vault, moment, about)? else { return Ok(None) };
    let said = said(transaction, moment, (to.language(), letter))?;
    Ok(match said.as_slice() {
        [] => None,
        [(text, path)] => {
            let values = vec![("text", text.clone())];
            // An answer in a conversation is answered where it is read.
            let reply_tag = path.strip_prefix("/messages/").map(|id| reply_tag(vault, id));
            Some(Envelope { key: "notice", to, path: path.clone(), reply_tag, values })
        }
        several => {
            let list: Vec<String> = several.iter().map(|(text, _)| format!("- {text}")).collect();
            let values = vec![("count", several.len().to_string()), ("list", list.join("\n"))];
            Some(Envelope { key: "notices", to, path: "/avis".to_owned(), reply_tag: None, values })
        }
    })
}

/// What a letter says, with where each leads.
fn said(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (language, letter): (Language, Uuid),
) -> Result<Vec<(String, String)>, Error> {
    let rows: Vec<(String, String, Option<Date>, String)> = transaction.all(
        sql!("SELECT kind, subject, due_on, path FROM notices WHERE letter_id = $1 ORDER BY created_at, id"),
        params![letter],
    )?;
    let moments = Moments::new(language, moment.now);
    let say =
        |(kind, subject, due_on, path): (String, _, _, _)| (text(&moments, language, (&kind, subject, due_on)), path);
    Ok(rows.into_iter().map(say).collect())
}
