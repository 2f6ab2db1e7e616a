//! An event: its file for a calendar, its page, and who comes.

use database::{Moment, Reader, Transaction, params, sql};
use icalendar::{Calendar, Component, Event, EventLike};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use mail::LetterFile;

use super::{Campaign, CampaignId};
use crate::people::PersonId;
use crate::{Error, Settings};

/// An event as whoever was invited sees it.
#[derive(Clone, Debug)]
pub struct EventView {
    /// Its campaign.
    pub id: CampaignId,
    /// Its title, in French and in English; the second is empty where there is none.
    pub title: (String, String),
    /// When it begins.
    pub at: Timestamp,
    /// How long it lasts.
    pub minutes: i64,
    /// Where: an address, or a link.
    pub place: String,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
    /// Whether it is over.
    pub is_over: bool,
    /// Whether the person registered.
    pub is_registered: bool,
}

/// An event whose invitations have begun to leave.
pub fn event(reader: &Reader<'_>, moment: &Moment, (person, id): (PersonId, CampaignId)) -> Result<EventView, Error> {
    type Columns = (String, String, Timestamp, i64, String, bool, bool);
    let row: Option<Columns> = reader.optional(
        sql!(
            "SELECT subject_fr, subject_en, event_at, event_minutes, event_place, cancelled_at IS NOT NULL,
                    EXISTS (SELECT 1 FROM event_registrations WHERE campaign_id = campaigns.id AND person_id = $2)
             FROM campaigns WHERE id = $1 AND begun_at IS NOT NULL AND event_at IS NOT NULL"
        ),
        params![id, person],
    )?;
    let (french, english, at, minutes, place, is_cancelled, is_registered) = row.ok_or(Error::NotFound)?;
    let is_over = end(at, minutes) <= moment.now;
    Ok(EventView { id, title: (french, english), at, minutes, place, is_cancelled, is_over, is_registered })
}

/// Registers for an event that is still to come.
pub fn register_for(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, id): (PersonId, CampaignId),
) -> Result<(), Error> {
    let found = event(transaction, moment, (person, id))?;
    if found.is_cancelled || found.is_over {
        return Err(Error::Refused("event-over"));
    }
    transaction.execute(
        sql!(
            "INSERT INTO event_registrations (campaign_id, person_id, registered_at) VALUES ($1, $2, $3)
             ON CONFLICT (campaign_id, person_id) DO NOTHING"
        ),
        params![id, person, moment.now],
    )?;
    Ok(())
}

/// Gives one's place back.
pub fn unregister_from(transaction: &Transaction<'_>, (person, id): (PersonId, CampaignId)) -> Result<(), Error> {
    let statement = sql!("DELETE FROM event_registrations WHERE campaign_id = $1 AND person_id = $2");
    transaction.execute(statement, params![id, person])?;
    Ok(())
}

/// The event as a file for a calendar (RFC 5545); none for a campaign without one.
pub(super) fn ics(settings: &Settings, moment: &Moment, campaign: &Campaign, title: &str) -> Option<LetterFile> {
    let (at, minutes, place) = campaign.event.as_ref()?;
    let stamp = |at: Timestamp| at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    let event = Event::new()
        .uid(&format!("{}@{}", campaign.id, settings.name))
        .summary(title)
        .location(place)
        .url(&format!("{}/rencontres/{}", settings.base_url, campaign.id))
        .add_property("DTSTART", stamp(*at))
        .add_property("DTEND", stamp(end(*at, *minutes)))
        .add_property("DTSTAMP", stamp(moment.now))
        .done();
    let calendar = Calendar::new().push(event).done();
    let (name, content_type) = ("rencontre.ics".to_owned(), "text/calendar; charset=utf-8; method=PUBLISH");
    Some(LetterFile { name, content_type, bytes: calendar.to_string().into_bytes() })
}

fn end(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}
