//! Seeing a campaign before it leaves: on a page, in both languages and both parts, and as a letter to oneself.

use coursework::Language;
use database::{Moment, Reader, Transaction};
use jobs::{Failure, Job, Outcome};
use mail::Transport;
use serde::{Deserialize, Serialize};
use vault::Vault;

use super::register::read;
use super::sending::written;
use super::{CampaignId, Editor};
use crate::people::PersonId;
use crate::topics::{Addressee, Reached, Topic};
use crate::{Error, School, Settings};

/// The job that sends a campaign to whoever writes it.
pub const TEST_JOB: &str = "mail.campaign_test";

/// The payload of the job.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Test {
    campaign: CampaignId,
    editor: PersonId,
}

/// A letter as it will leave, in one language.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The language's code.
    pub language: &'static str,
    /// Its subject.
    pub subject: String,
    /// Its text part.
    pub text: String,
    /// What stands in its HTML part: rendered and sanitised.
    pub html: String,
}

/// A campaign as each language will receive it, addressed to whoever looks.
pub fn preview(
    reader: &Reader<'_>,
    vault: &Vault,
    moment: &Moment,
    settings: &Settings,
    (editor, id): (Editor, CampaignId),
) -> Result<Vec<Preview>, Error> {
    let campaign = read(reader, id)?;
    let mut previews = Vec::new();
    for language in [Language::Fr, Language::En] {
        if language == Language::En && campaign.english.0.is_empty() {
            continue;
        }
        let Some(to) = oneself(reader, vault, moment, editor.person())? else { continue };
        let written = written(settings, moment, &campaign, to.speaking(language));
        let html = coursework::markdown::fragment(&written.body, language);
        let letter = written.letter(settings, moment.now, String::new())?;
        previews.push(Preview { language: language.code(), subject: letter.subject, text: letter.text, html });
    }
    Ok(previews)
}

/// Sends it to whoever writes it, and to nobody else.
pub fn send_test(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (editor, id): (Editor, CampaignId),
) -> Result<(), Error> {
    read(transaction, id)?;
    let test = Test { campaign: id, editor: editor.person() };
    Ok(jobs::enqueue(transaction, moment, TEST_JOB, &test, moment.now)?)
}

/// Writes the test and hands it to the transport.
pub async fn deliver_test(school: &School, transport: &Transport, job: &Job) -> Result<Outcome, Failure> {
    let Test { campaign, editor } =
        serde_json::from_str(&job.payload).map_err(|error| Failure::Dead(error.to_string()))?;
    let settings = school.settings.clone();
    let written = school.read(move |reader, vault, moment| {
        let campaign = read(reader, campaign)?;
        Ok(oneself(reader, vault, moment, editor)?.map(|to| written(&settings, moment, &campaign, to)))
    });
    match written.await.map_err(|error| Failure::Retry(error.to_string()))? {
        Some(mut written) => {
            written.subject = format!("[test] {}", written.subject);
            written.send(school, transport, job).await?;
            Ok(Outcome::Done)
        }
        None => Ok(Outcome::Done),
    }
}

/// Whoever writes, at their own address: what they ask for is part of their work, and no consent is needed for it.
fn oneself(reader: &Reader<'_>, vault: &Vault, moment: &Moment, editor: PersonId) -> Result<Option<Addressee>, Error> {
    Addressee::about(reader, vault, moment, (editor, Topic::ACCOUNT, Reached::Open))
}
