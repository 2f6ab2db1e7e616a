//! Why a file was not taken: said on the page, or by a letter to whoever sent it by mail.

use coursework::Language;
use database::{Moment, Transaction};
use files::FileName;
use jobs::{Failure, Job, Outcome};
use mail::Transport;
use serde::{Deserialize, Serialize};
use vault::Vault;

use crate::conversations::ConversationId;
use crate::people::PersonId;
use crate::topics::{self, Addressee, Envelope, Reached, Topic, reply_tag};
use crate::words::{words, words_with};
use crate::{Error, School};

/// The job that writes and sends the letter.
pub const JOB: &str = "mail.attachments";

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is larger than a file may be.
    TooLarge,
    /// There were as many as a message may have.
    TooMany,
    /// With it, the message would weigh more than one may.
    TooMuch,
    /// With it, the files of a day would.
    TooMuchToday,
    /// What it is.
    File(files::Refusal),
    /// A virus was found in it.
    Infected,
}

impl Why {
    /// A code for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "large",
            Self::TooMany => "many",
            Self::TooMuch => "much",
            Self::TooMuchToday => "today",
            Self::Infected => "infected",
            Self::File(files::Refusal::Empty) => "empty",
            Self::File(files::Refusal::Kind) => "kind",
            Self::File(files::Refusal::Disagrees(_)) => "disagrees",
            Self::File(files::Refusal::Macros) => "macros",
            Self::File(files::Refusal::Locked) => "locked",
            Self::File(files::Refusal::Embedded) => "embedded",
            Self::File(files::Refusal::Damaged) => "damaged",
        }
    }
}

/// A file that was not taken.
pub struct Refused {
    /// What it is called.
    pub name: FileName,
    /// Why.
    pub why: Why,
}

impl Refused {
    /// What its sender is told, with what to do.
    pub fn words(&self, language: Language) -> String {
        let kind = match self.why {
            Why::File(files::Refusal::Disagrees(kind)) => words(language, &format!("file-kind-{}", kind.code())),
            _ => String::new(),
        };
        let values = [("name", self.name.as_str().to_owned().into()), ("kind", kind.into())];
        words_with(language, &format!("attachment-refused-{}", self.why.code()), &values)
    }
}

/// What the queue holds of the letter: codes, and no name of a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Letter {
    person: PersonId,
    conversation: ConversationId,
    reasons: Vec<String>,
}

/// Puts the letter in the queue, in the story that takes the rest of the message.
pub(crate) fn enqueue(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, conversation): (PersonId, ConversationId),
    refused: &[Why],
) -> Result<(), Error> {
    let reasons = refused.iter().map(|why| why.code().to_owned()).collect();
    Ok(jobs::enqueue(transaction, moment, JOB, &Letter { person, conversation, reasons }, moment.now)?)
}

/// Writes the letter of a job and hands it to the transport.
pub async fn deliver(school: &School, transport: &Transport, job: &Job) -> Result<Outcome, Failure> {
    let write = |transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, letter: Letter| {
        address(transaction, vault, moment, &letter)
    };
    topics::deliver((school, transport, job), write).await
}

fn address(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    letter: &Letter,
) -> Result<Option<Envelope>, Error> {
    let about = (letter.person, Topic::CONVERSATIONS, Reached::Open);
    let Some(to) = Addressee::about(transaction, vault, moment, about)? else { return Ok(None) };
    let language = to.language();
    let said = letter.reasons.iter().map(|code| format!("- {}", words(language, &format!("attachment-why-{code}"))));
    let id = letter.conversation.to_string();
    Ok(Some(Envelope {
        key: "attachments-refused",
        to,
        path: format!("/messages/{id}"),
        reply_tag: Some(reply_tag(vault, &id)),
        values: vec![("list", said.collect::<Vec<_>>().join("\n"))],
    }))
}
