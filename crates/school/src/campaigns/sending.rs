//! How a campaign leaves: a job finds those who agreed, a batch in a story, and puts a letter for each in the queue; each letter asks
//! again, when it is written, whether its person still agrees.

use std::sync::Arc;

use database::{Moment, Transaction, Uuid, params, sql};
use jiff::Timestamp;
use jobs::{Failure, Job, Outcome};
use mail::Transport;
use serde::{Deserialize, Serialize};
use vault::Vault;

use super::event::ics;
use super::register::{Editor, drafted, note, read};
use super::{Campaign, CampaignId};
use crate::people::PersonId;
use crate::topics::{
    Addressee, Consenting, Destination, Reached, Unsent, Written, audience, forget_destinations, spread,
};
use crate::words::words;
use crate::{Error, School, Settings};

/// The job that puts the letters in the queue.
pub const BEGIN_JOB: &str = "campaign.begin";
/// The job that writes and sends one letter.
pub const JOB: &str = "mail.campaign";
/// The purpose of `privacy/purposes.toml` that these letters serve.
const PURPOSE: &str = "marketing";
/// How many letters one story puts in the queue.
const BATCH: i64 = 500;

/// Where the queueing has come to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Begin {
    campaign: CampaignId,
    /// The last person whose letter is in the queue.
    after: PersonId,
}

/// One letter. It can be made from the consent of its person only.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Letter {
    campaign: CampaignId,
    person: PersonId,
    /// Whether its turn at its destination was given already.
    #[serde(default)]
    has_turn: bool,
}

impl Letter {
    const fn to(campaign: CampaignId, consenting: Consenting) -> Self {
        Self { campaign, person: consenting.person(), has_turn: false }
    }
}

/// Lets a draft leave at an instant: from then on its words do not change.
pub fn schedule(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (editor, id, at): (Editor, CampaignId, Timestamp),
) -> Result<(), Error> {
    drafted(transaction, id)?;
    let at = at.max(moment.now);
    let statement = sql!("UPDATE campaigns SET scheduled_at = $2, changed_at = $3 WHERE id = $1");
    transaction.execute(statement, params![id, at, moment.now])?;
    jobs::enqueue(transaction, moment, BEGIN_JOB, &Begin { campaign: id, after: PersonId::from(Uuid::nil()) }, at)?;
    note(transaction, vault, moment, (editor, id, "campaign.scheduled"))
}

/// Stops a campaign: what has not left yet does not leave.
pub fn cancel(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (editor, id): (Editor, CampaignId),
) -> Result<(), Error> {
    if !read(transaction, id)?.may_cancel() {
        return Err(Error::Refused("campaign-left"));
    }
    let statement = sql!("UPDATE campaigns SET cancelled_at = $2, changed_at = $2 WHERE id = $1");
    transaction.execute(statement, params![id, moment.now])?;
    note(transaction, vault, moment, (editor, id, "campaign.cancelled"))
}

/// Puts the next letters in the queue, and itself again while there are more; in one story with the end of the job.
pub fn begin(transaction: &Transaction<'_>, moment: &Moment, job: &Job) -> Result<(), Error> {
    let Begin { campaign: id, after } = serde_json::from_str(&job.payload)?;
    jobs::finish(transaction, job)?;
    forget_destinations(transaction, moment.now)?;
    let campaign = read(transaction, id)?;
    if campaign.cancelled_at.is_some() {
        return Ok(());
    }
    let consenting = audience(transaction, &campaign.topic, (after, BATCH))?;
    for one in &consenting {
        jobs::enqueue(transaction, moment, JOB, &Letter::to(id, *one), moment.now)?;
    }
    transaction.execute(
        sql!("UPDATE campaigns SET begun_at = COALESCE(begun_at, $2), queued_count = queued_count + $3 WHERE id = $1"),
        params![id, moment.now, consenting.len() as i64],
    )?;
    if let Some(last) = consenting.last().filter(|_| consenting.len() as i64 == BATCH) {
        jobs::enqueue(transaction, moment, BEGIN_JOB, &Begin { campaign: id, after: last.person() }, moment.now)?;
    }
    Ok(())
}

/// What became of a letter, as it is counted.
#[derive(Clone, Copy)]
enum Fate {
    Sent,
    Left,
    Refused,
}

/// A letter that may leave, and where it goes.
struct Ready {
    written: Written,
    destination: Destination,
    /// Until when nothing leaves there.
    paused: Option<Timestamp>,
}

/// Writes one letter and hands it to the transport, if its person still agrees, nobody stopped the campaign, and its turn has
/// come at the provider it goes to.
pub async fn deliver(school: &School, transport: &Transport, job: &Job) -> Result<Outcome, Failure> {
    let letter: Letter = serde_json::from_str(&job.payload).map_err(|error| Failure::Dead(error.to_string()))?;
    let fate = match write(school, letter).await.map_err(|error| Failure::Retry(error.to_string()))? {
        None => Fate::Left,
        Some(ready) => {
            if let Some(until) =
                wait(school, letter, &ready).await.map_err(|error| Failure::Retry(error.to_string()))?
            {
                return postpone(school, job, until).await;
            }
            match ready.written.send(school, transport, job).await {
                Ok(()) => Fate::Sent,
                Err(Unsent { failure: Failure::Dead(_), .. }) => Fate::Refused,
                Err(Unsent { failure, asked_to_wait }) => {
                    if asked_to_wait {
                        pause(school, ready.destination, job.attempts).await?;
                    }
                    return Err(failure);
                }
            }
        }
    };
    let (job, campaign) = (job.clone(), letter.campaign);
    let counted = school.write(move |transaction, _, _| count(transaction, &job, (campaign, fate)));
    counted.await.map(|()| Outcome::Finished).map_err(|error| Failure::Retry(error.to_string()))
}

/// The letter, for whoever still agrees.
async fn write(school: &School, letter: Letter) -> Result<Option<Ready>, Error> {
    let Letter { campaign, person, .. } = letter;
    let (settings, engine) = (school.settings.clone(), Arc::clone(&school.privacy));
    let story = school.read(move |reader, vault, moment| {
        let campaign = read(reader, campaign)?;
        let usable = privacy::usable(reader, &engine, (person.uuid(), PURPOSE))?;
        if campaign.cancelled_at.is_some() || usable.is_err() {
            return Ok(None);
        }
        let about = (person, campaign.topic.code(), Reached::Open);
        let Some(to) = Addressee::about(reader, vault, moment, about)? else { return Ok(None) };
        let destination = Destination::of(vault, &to);
        let paused = destination.paused(reader, moment.now)?;
        Ok(Some(Ready { written: written(&settings, moment, &campaign, to), destination, paused }))
    });
    story.await
}

/// Until when the letter is to wait, if it is, and what it is to know then.
async fn wait(school: &School, letter: Letter, ready: &Ready) -> Result<Option<(Timestamp, Letter)>, Error> {
    if let Some(until) = ready.paused {
        return Ok(Some((spread(&school.moment(), until), letter)));
    }
    let (destination, per_minute) = (ready.destination, school.settings.mail_per_minute);
    match per_minute {
        Some(per_minute) if !letter.has_turn => {
            let story =
                school.write(move |transaction, _, moment| destination.turn(transaction, moment.now, per_minute));
            Ok(story.await?.map(|turn| (turn, Letter { has_turn: true, ..letter })))
        }
        _ => Ok(None),
    }
}

async fn postpone(school: &School, job: &Job, (until, letter): (Timestamp, Letter)) -> Result<Outcome, Failure> {
    let job = job.clone();
    let story = school.write(move |transaction, _, _| Ok(jobs::postpone(transaction, &job, &letter, until)?));
    story.await.map(|()| Outcome::Finished).map_err(|error| Failure::Retry(error.to_string()))
}

async fn pause(school: &School, destination: Destination, attempts: i64) -> Result<(), Failure> {
    let story = school.write(move |transaction, _, moment| destination.pause(transaction, moment.now, attempts));
    story.await.map_err(|error| Failure::Retry(error.to_string()))
}

fn count(transaction: &Transaction<'_>, job: &Job, (campaign, fate): (CampaignId, Fate)) -> Result<(), Error> {
    jobs::finish(transaction, job)?;
    let statement = match fate {
        Fate::Sent => sql!("UPDATE campaigns SET sent_count = sent_count + 1 WHERE id = $1"),
        Fate::Left => sql!("UPDATE campaigns SET left_count = left_count + 1 WHERE id = $1"),
        Fate::Refused => sql!("UPDATE campaigns SET refused_count = refused_count + 1 WHERE id = $1"),
    };
    transaction.execute(statement, params![campaign])?;
    Ok(())
}

/// The letter in its person's language: French where there is no English.
pub(super) fn written(settings: &Settings, moment: &Moment, campaign: &Campaign, to: Addressee) -> Written {
    let language = to.language();
    let english = language == coursework::Language::En && !campaign.english.0.is_empty();
    let (subject, body) = if english { campaign.english.clone() } else { campaign.french.clone() };
    let event = campaign.event.is_some();
    let action = event.then(|| (words(language, "campaign-event-action"), format!("/rencontres/{}", campaign.id)));
    let file = ics(settings, moment, campaign, &subject);
    Written { to, subject, body, action, file }
}
