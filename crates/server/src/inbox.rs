//! The mailbox that what comes back is read from: reports about letters, and answers of people.

use std::path::Path;
use std::sync::Arc;

use jobs::{Failure, Outcome};
use school::attachments::{self, Intake};
use school::{conversations, topics};
use tokio::io::AsyncReadExt;

use crate::runner::Worker;

impl Worker {
    /// Reads what came: reports and answers are taken and removed, everything else is left to people, in the folder of what was
    /// seen.
    pub async fn read_inbox(&self) -> Result<Outcome, Failure> {
        let Some(inbox) = &self.inbox else { return Ok(Outcome::Done) };
        let retry = |error: std::io::Error| Failure::Retry(format!("mail_inbox: {error}"));
        for entry in std::fs::read_dir(inbox.join("new")).map_err(retry)? {
            let path = entry.map_err(retry)?.path();
            let (bytes, is_cut) = message(&path).await.map_err(retry)?;
            if self.take(&bytes, is_cut).await.map_err(|error| Failure::Retry(error.to_string()))? {
                tokio::fs::remove_file(&path).await.map_err(retry)?;
            } else {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let seen = inbox.join("cur").join(format!("{name}:2,"));
                tokio::fs::rename(&path, seen).await.map_err(retry)?;
            }
        }
        Ok(Outcome::Done)
    }

    /// Takes a message that a program can take; whether it did.
    async fn take(&self, bytes: &[u8], is_cut: bool) -> Result<bool, school::Error> {
        if let Some((report, tickets)) = mail::read_report(bytes, topics::MARKER) {
            let story = self.school.write(move |transaction, vault, moment| {
                topics::returned(transaction, vault, moment, (&report, &tickets))
            });
            // A report that answers no letter of ours has nothing to say to anybody.
            return story.await.map(|_| true);
        }
        let address = self.school.settings.mail_from.rsplit('<').next().unwrap_or_default();
        let local = address.split('@').next().unwrap_or_default();
        let Some(reply) = mail::read_reply(bytes, local, is_cut) else { return Ok(false) };
        let intake = intake(&reply);
        let story = self.school.read(move |reader, vault, _| conversations::sender(reader, vault, &reply));
        let Some(sender) = story.await? else { return Ok(false) };
        let received = attachments::receive(&self.school, intake, sender.person).await?;
        let engine = Arc::clone(&self.school.privacy);
        let story = self.school.write(move |transaction, vault, moment| {
            conversations::mailed(transaction, vault, moment, &engine, (&sender, &received))
        });
        story.await
    }
}

/// A message, or the beginning of one that is larger than any that can be taken; and whether it was cut.
async fn message(path: &Path) -> std::io::Result<(Vec<u8>, bool)> {
    let file = tokio::fs::File::open(path).await?;
    let is_cut = file.metadata().await?.len() > mail::MOST_BYTES as u64;
    let most = if is_cut { mail::CUT_BYTES } else { mail::MOST_BYTES };
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes).await?;
    Ok((bytes, is_cut))
}

/// The files of an answer.
fn intake(reply: &mail::Reply) -> Intake {
    let mut intake = Intake::default();
    for file in &reply.files {
        intake.begin(&file.name);
        intake.push(&file.bytes);
    }
    if reply.is_cut {
        intake.cut();
    }
    intake
}
