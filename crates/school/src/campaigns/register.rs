//! The campaigns, as those who write them see them: words and totals.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use journal::Entry;
use vault::Vault;

use super::NewCampaign;
use crate::Error;
use crate::access::{Access, Teaching};
use crate::people::PersonId;
use crate::topics::{Topic, audience_count};

/// How many campaigns are listed.
const MOST_LISTED: i64 = 100;

database::identifier! {
    /// A campaign.
    CampaignId
}

/// Somebody who writes campaigns. What only they may do takes one.
#[derive(Clone, Copy, Debug)]
pub struct Editor(PersonId);

/// Those who write the school's content write its letters.
impl From<Access<Teaching>> for Editor {
    fn from(access: Access<Teaching>) -> Self {
        Self(access.person())
    }
}

impl Editor {
    /// Who it is.
    pub const fn person(self) -> PersonId {
        self.0
    }
}

/// How far it has come, in letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Put in the queue.
    pub queued: i64,
    /// Taken by the relay.
    pub sent: i64,
    /// Not written, because their person had left meanwhile.
    pub left: i64,
    /// Refused by the relay for good.
    pub refused: i64,
}

/// A campaign.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// Its identifier.
    pub id: CampaignId,
    /// What it is about: a topic that needs a consent.
    pub topic: Topic,
    /// Subject and Markdown, in French.
    pub french: (String, String),
    /// The same in English; empty for none.
    pub english: (String, String),
    /// When the event begins, how many minutes it lasts, and where.
    pub event: Option<(Timestamp, i64, String)>,
    /// When it leaves.
    pub scheduled_at: Option<Timestamp>,
    /// When its letters were begun to be queued.
    pub begun_at: Option<Timestamp>,
    /// When it was stopped.
    pub cancelled_at: Option<Timestamp>,
    /// How far it has come.
    pub totals: Totals,
    /// How many agree to its topic now.
    pub audience: i64,
    /// How many registered for its event.
    pub registered: i64,
}

/// A line of the list.
#[derive(Clone, Debug)]
pub struct CampaignLine {
    /// Its identifier.
    pub id: CampaignId,
    /// What it is about.
    pub topic: Topic,
    /// Its subject in French.
    pub subject: String,
    /// A code for words.
    pub state: &'static str,
    /// When its words, or its fate, last changed.
    pub changed_at: Timestamp,
    /// Letters taken by the relay.
    pub sent: i64,
}

impl Campaign {
    /// A code for words.
    pub fn state(&self) -> &'static str {
        state((self.scheduled_at, self.begun_at, self.cancelled_at), self.totals)
    }

    /// Whether its words may still change.
    pub fn is_draft(&self) -> bool {
        self.state() == "draft"
    }

    /// Whether it can still be stopped.
    pub fn may_cancel(&self) -> bool {
        matches!(self.state(), "scheduled" | "sending")
    }
}

fn state(
    (scheduled, begun, cancelled): (Option<Timestamp>, Option<Timestamp>, Option<Timestamp>),
    totals: Totals,
) -> &'static str {
    match (cancelled, begun, scheduled) {
        (Some(_), ..) => "cancelled",
        (None, Some(_), _) if totals.sent + totals.left + totals.refused >= totals.queued => "sent",
        (None, Some(_), _) => "sending",
        (None, None, Some(_)) => "scheduled",
        (None, None, None) => "draft",
    }
}

/// Every campaign, the one that changed last first.
pub fn all(reader: &Reader<'_>, _: Editor) -> Result<Vec<CampaignLine>, Error> {
    type Instant = Option<Timestamp>;
    type Columns = (CampaignId, String, String, Timestamp, Instant, Instant, Instant, i64, i64, i64, i64);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT id, topic, subject_fr, changed_at, scheduled_at, begun_at, cancelled_at,
                    queued_count, sent_count, left_count, refused_count
             FROM campaigns ORDER BY changed_at DESC, id LIMIT $1"
        ),
        params![MOST_LISTED],
    )?;
    let line = |(id, topic, subject, changed_at, scheduled, begun, cancelled, queued, sent, left, refused): Columns| {
        let state = state((scheduled, begun, cancelled), Totals { queued, sent, left, refused });
        Ok(CampaignLine { id, topic: Topic::of(&topic)?, subject, state, changed_at, sent })
    };
    rows.into_iter().map(line).collect()
}

/// One campaign, with how many agree to its topic now.
pub fn campaign(reader: &Reader<'_>, (_, id): (Editor, CampaignId)) -> Result<Campaign, Error> {
    let mut campaign = read(reader, id)?;
    campaign.audience = audience_count(reader, &campaign.topic)?;
    let statement = sql!("SELECT COUNT(*) FROM event_registrations WHERE campaign_id = $1");
    campaign.registered = reader.one(statement, params![id])?;
    Ok(campaign)
}

/// A campaign without what is counted of people: each of its letters reads it.
pub(super) fn read(reader: &Reader<'_>, id: CampaignId) -> Result<Campaign, Error> {
    type Words = (String, String, String, String, String, Option<Timestamp>, Option<i64>, Option<String>);
    type Fate = (Option<Timestamp>, Option<Timestamp>, Option<Timestamp>, i64, i64, i64, i64);
    let words: Option<Words> = reader.optional(
        sql!(
            "SELECT topic, subject_fr, body_fr, subject_en, body_en, event_at, event_minutes, event_place
             FROM campaigns WHERE id = $1"
        ),
        params![id],
    )?;
    let (topic, subject_fr, body_fr, subject_en, body_en, at, minutes, place) = words.ok_or(Error::NotFound)?;
    let (scheduled_at, begun_at, cancelled_at, queued, sent, left, refused): Fate = reader.one(
        sql!(
            "SELECT scheduled_at, begun_at, cancelled_at, queued_count, sent_count, left_count, refused_count
             FROM campaigns WHERE id = $1"
        ),
        params![id],
    )?;
    let topic = Topic::of(&topic)?;
    Ok(Campaign {
        id,
        topic,
        french: (subject_fr, body_fr),
        english: (subject_en, body_en),
        event: at.zip(minutes).zip(place).map(|((at, minutes), place)| (at, minutes, place)),
        scheduled_at,
        begun_at,
        cancelled_at,
        totals: Totals { queued, sent, left, refused },
        audience: 0,
        registered: 0,
    })
}

/// Keeps a new campaign, or the words of one that is still a draft: [`Error::Refused`] once it is scheduled.
pub fn save(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (editor, id, new): (Editor, Option<CampaignId>, &NewCampaign),
) -> Result<CampaignId, Error> {
    let id = match id {
        Some(id) => {
            drafted(transaction, id)?;
            id
        }
        None => CampaignId::new(moment),
    };
    let (at, minutes, place) = match &new.event {
        Some((at, minutes, place)) => (Some(*at), Some(*minutes), Some(place.clone())),
        None => (None, None, None),
    };
    transaction.execute(
        sql!(
            "INSERT INTO campaigns (id, topic, subject_fr, body_fr, subject_en, body_en, event_at, event_minutes,
                                    event_place, written_by, changed_at, queued_count, sent_count, left_count,
                                    refused_count)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, 0)
             ON CONFLICT (id) DO UPDATE SET topic = $2, subject_fr = $3, body_fr = $4, subject_en = $5, body_en = $6,
               event_at = $7, event_minutes = $8, event_place = $9, written_by = $10, changed_at = $11"
        ),
        params![
            id,
            new.topic.code(),
            &new.french.0,
            &new.french.1,
            &new.english.0,
            &new.english.1,
            at,
            minutes,
            place,
            editor.0,
            moment.now
        ],
    )?;
    Ok(id)
}

/// Throws a draft away.
pub fn discard(transaction: &Transaction<'_>, (_, id): (Editor, CampaignId)) -> Result<(), Error> {
    drafted(transaction, id)?;
    transaction.execute(sql!("DELETE FROM campaigns WHERE id = $1"), params![id])?;
    Ok(())
}

pub(super) fn drafted(reader: &Reader<'_>, id: CampaignId) -> Result<(), Error> {
    let statement = sql!("SELECT scheduled_at IS NULL AND cancelled_at IS NULL FROM campaigns WHERE id = $1");
    match reader.optional::<bool>(statement, params![id])? {
        Some(true) => Ok(()),
        Some(false) => Err(Error::Refused("campaign-left")),
        None => Err(Error::NotFound),
    }
}

/// Writes in the journal who did what with a campaign, by its identifier.
pub(super) fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (editor, id, kind): (Editor, CampaignId, &'static str),
) -> Result<(), Error> {
    let entry = Entry::new(kind).by(vault.pseudonym(editor.0.uuid())?).with("campaign", id.to_string());
    journal::append(transaction, moment, entry)?;
    Ok(())
}
