//! Recipients are told when a person's data is corrected, erased or restricted (GDPR article 19), at the address that the register
//! holds for it.

use coursework::Language;
use database::{Moment, Transaction, params, sql};
use jobs::{Failure, Job, Outcome};
use mail::Transport;
use serde::{Deserialize, Serialize};
use vault::{Access, Category, Sealed, Service, Vault};

use super::RecipientId;
use crate::people::PersonId;
use crate::topics::{Addressee, Envelope};
use crate::words::words;
use crate::{Error, School};

/// The job that writes and sends one of these letters.
pub const JOB: &str = "mail.recipient";
const PLACE: &str = "recipient_notices.about_sealed";

database::identifier! {
    /// What one recipient is told about one change.
    NoticeId
}

/// What happened to the data.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change<'c> {
    /// A field has another value now: its code, and the value; none when it was removed.
    Rectified(&'static str, Option<&'c str>),
    /// Categories were erased.
    Erased(&'c [&'c str]),
    /// A category is used for nothing else until further notice.
    Restricted(&'c str),
}

impl Change<'_> {
    const fn code(self) -> &'static str {
        match self {
            Self::Rectified(..) => "rectified",
            Self::Erased(_) => "erased",
            Self::Restricted(_) => "restricted",
        }
    }

    fn reaches(self, categories: &str) -> bool {
        let receives = |category: &str| categories.split(',').any(|one| one == category);
        match self {
            Self::Rectified(..) => receives("identity"),
            Self::Erased(going) => going.iter().any(|category| receives(category)),
            Self::Restricted(category) => receives(category),
        }
    }

    /// What the recipient has to know besides whom it is about.
    fn detail(self) -> String {
        match self {
            Self::Rectified(field, value) => {
                format!("{} : {}", words(Language::Fr, &format!("notice-field-{field}")), value.unwrap_or("-"))
            }
            Self::Erased(_) | Self::Restricted(_) => String::new(),
        }
    }
}

/// The payload of the job: nothing readable.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Payload {
    notice: NoticeId,
}

/// Whom and what, as it lies sealed until it is told.
#[derive(Serialize, Deserialize)]
struct About {
    email: String,
    detail: String,
}

/// Puts what each recipient concerned must be told on its way, while the person can still be named.
pub(crate) fn tell(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, change): (PersonId, Change<'_>),
) -> Result<(), Error> {
    let current: Vec<(RecipientId, String)> = transaction.all(
        sql!("SELECT id, categories FROM recipients WHERE ended_at IS NULL AND contact_email IS NOT NULL ORDER BY id"),
        params![],
    )?;
    let concerned: Vec<RecipientId> =
        current.into_iter().filter(|(_, categories)| change.reaches(categories)).map(|(id, _)| id).collect();
    if concerned.is_empty() {
        return Ok(());
    }
    let sealed: Sealed = transaction.one(sql!("SELECT email_sealed FROM people WHERE id = $1"), params![person])?;
    let email = vault.open_value(person.uuid(), Category::Identity, "people.email_sealed", &sealed)?;
    let email = email.reveal(Access::service(Service::Rights))?.clone();
    let about = serde_json::to_string(&About { email, detail: change.detail() })?;
    for recipient in concerned {
        let notice = NoticeId::new(moment);
        transaction.execute(
            sql!(
                "INSERT INTO recipient_notices (id, recipient_id, person_id, change, about_sealed, made_at)
                 VALUES ($1, $2, $3, $4, $5, $6)"
            ),
            params![
                notice,
                recipient,
                person,
                change.code(),
                vault.seal(moment, notice.uuid(), Category::Exchanges, PLACE, &about)?,
                moment.now
            ],
        )?;
        jobs::enqueue(transaction, moment, JOB, &Payload { notice }, moment.now)?;
    }
    Ok(())
}

/// Writes the letter of a job and hands it to the transport; then whom it was about is forgotten here.
pub async fn deliver(school: &School, transport: &Transport, job: &Job) -> Result<Outcome, Failure> {
    let Payload { notice } = serde_json::from_str(&job.payload).map_err(|error| Failure::Dead(error.to_string()))?;
    let retry = |error: Error| Failure::Retry(error.to_string());
    let written =
        school.write(move |transaction, vault, _| address(transaction, vault, notice)).await.map_err(retry)?;
    let Some(envelope) = written else { return Ok(Outcome::Done) };
    let outcome = envelope.send(school, transport, job).await?;
    let told = school.write(move |transaction, vault, moment| {
        transaction.execute(
            sql!("UPDATE recipient_notices SET told_at = $2, about_sealed = NULL WHERE id = $1"),
            params![notice, moment.now],
        )?;
        Ok(vault.destroy(moment, notice.uuid(), Category::Exchanges)?)
    });
    told.await.map_err(retry)?;
    Ok(outcome)
}

fn address(transaction: &Transaction<'_>, vault: &Vault, notice: NoticeId) -> Result<Option<Envelope>, Error> {
    let row: Option<(String, Option<String>, String, Sealed)> = transaction.optional(
        sql!(
            "SELECT recipients.name, recipients.contact_email, recipient_notices.change, recipient_notices.about_sealed
             FROM recipient_notices JOIN recipients ON recipients.id = recipient_notices.recipient_id
             WHERE recipient_notices.id = $1 AND recipient_notices.told_at IS NULL"
        ),
        params![notice],
    )?;
    let Some((name, Some(email), change, sealed)) = row else { return Ok(None) };
    let about = match vault.open_value(notice.uuid(), Category::Exchanges, PLACE, &sealed) {
        // It was told, and these data were put back from before.
        Err(vault::Error::Destroyed) => return Ok(None),
        opened => opened?,
    };
    let about: About = serde_json::from_str(about.reveal(Access::service(Service::Rights))?)?;
    let key = match change.as_str() {
        "rectified" => "recipient-rectified",
        "erased" => "recipient-erased",
        _ => "recipient-restricted",
    };
    let values = vec![("about", about.email), ("detail", about.detail)];
    let path = "/confidentialite".to_owned();
    Ok(Some(Envelope { reply_tag: None, key, to: Addressee::organisation(name, email), path, values }))
}
