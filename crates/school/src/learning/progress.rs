//! Position and active time (P05, P10). What is stored is the state and daily totals, not a trail of clicks.

use std::collections::BTreeMap;

use database::{Moment, Transaction, Uuid, params, sql};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use vault::Vault;

use super::complete;
use crate::Error;
use crate::people::PersonId;
use crate::programmes::ResourceId;

/// No page stays open and used for longer.
const MOST_SECONDS_A_VIEW: u32 = 86_400;
/// A page saves every twenty seconds; a stretch longer than this went unsaved and cannot be told from a forged one.
const MOST_SECONDS_A_SAVE: i64 = 600;
/// No audio or video is longer than a day.
const MOST_MEDIA_SECONDS: f64 = 86_400.0;
const MOST_MEDIA: usize = 32;

/// What a page reports about itself.
#[derive(Clone, Debug)]
pub struct Save {
    /// Identifies one view of a page in one tab.
    pub view: Uuid,
    /// Active seconds of this view so far; a repeated report counts once.
    pub active_seconds: u32,
    /// The block at the reading line.
    pub block: Option<String>,
    /// Whether the end of the text was reached.
    pub reached_end: bool,
    /// Seconds into each audio or video.
    pub media: BTreeMap<String, f64>,
}

/// What a report was counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Seconds added to the person's time.
    pub credited_seconds: i64,
}

/// The day it is in Strasbourg.
pub(crate) fn day_in_strasbourg(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)).date()
}

/// Notes that a person opened a resource for the first time.
pub fn record_opening(
    transaction: &Transaction<'_>,
    moment: &Moment,
    person: PersonId,
    resource: ResourceId,
) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO progress (person_id, resource_id, opened_at, last_at, media, active_seconds)
             VALUES ($1, $2, $3, $3, '{}', 0) ON CONFLICT DO NOTHING"
        ),
        params![person, resource, moment.now],
    )?;
    move_enrolment(transaction, moment, person, resource)
}

/// Saves what a page reports. Time is credited once: never for the same second twice, whatever the tabs and devices, and
/// never more than has passed.
pub fn save_progress(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, resource): (PersonId, ResourceId),
    save: &Save,
) -> Result<Saved, Error> {
    refuse_impossible(save)?;
    let block = save.block.clone().unwrap_or_default();
    let known: Option<(bool, i64, Option<Timestamp>)> = transaction.optional(
        sql!(
            "SELECT resources.content LIKE '%\"' || $4 || '\"%', COALESCE(page_views.active_seconds, 0),
                    activity.counted_until
             FROM resources
             JOIN modules ON modules.id = resources.module_id
             JOIN enrolments ON enrolments.programme_id = modules.programme_id AND enrolments.person_id = $1
             LEFT JOIN page_views ON page_views.id = $3 AND page_views.person_id = $1
             LEFT JOIN activity ON activity.person_id = $1
             WHERE resources.id = $2"
        ),
        params![person, resource, save.view, block],
    )?;
    let (block_exists, counted, counted_until) = known.ok_or(Error::NotFound)?;
    if save.block.is_some() && !block_exists {
        return Err(Error::Refused("progress-impossible"));
    }
    let credited = credit(moment.now, i64::from(save.active_seconds) - counted, counted_until);
    write_state(transaction, moment, (person, resource), save, credited)?;
    if i64::from(save.active_seconds) > counted {
        count_time(transaction, moment, (person, resource), save, credited)?;
    }
    if save.reached_end {
        complete(transaction, vault, moment, person, resource)?;
    }
    Ok(Saved { credited_seconds: credited })
}

fn refuse_impossible(save: &Save) -> Result<(), Error> {
    let block_is_one = save.block.as_ref().is_none_or(|block| {
        block.len() <= 32
            && block.starts_with("b-")
            && block.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    let media_is_possible = save.media.len() <= MOST_MEDIA
        && save.media.iter().all(|(key, seconds)| key.len() <= 200 && (0.0..MOST_MEDIA_SECONDS).contains(seconds));
    if block_is_one && media_is_possible && save.active_seconds <= MOST_SECONDS_A_VIEW {
        Ok(())
    } else {
        Err(Error::Refused("progress-impossible"))
    }
}

/// The seconds to add: what is claimed anew, at most what has passed since time was last counted for this person.
fn credit(now: Timestamp, claimed: i64, counted_until: Option<Timestamp>) -> i64 {
    let passed = counted_until.map_or(MOST_SECONDS_A_SAVE, |until| now.duration_since(until).as_secs());
    claimed.clamp(0, MOST_SECONDS_A_SAVE).min(passed.max(0))
}

fn write_state(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, resource): (PersonId, ResourceId),
    save: &Save,
    credited: i64,
) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO progress (person_id, resource_id, opened_at, last_at, block, media, active_seconds)
             VALUES ($1, $2, $3, $3, $4, $5, $6)
             ON CONFLICT (person_id, resource_id) DO UPDATE SET last_at = $3,
               block = COALESCE($4, progress.block), active_seconds = progress.active_seconds + $6,
               media = CASE WHEN $5 = '{}' THEN progress.media ELSE $5 END"
        ),
        params![person, resource, moment.now, save.block.clone(), serde_json::to_string(&save.media)?, credited],
    )?;
    move_enrolment(transaction, moment, person, resource)
}

fn count_time(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, resource): (PersonId, ResourceId),
    save: &Save,
    credited: i64,
) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO page_views (id, person_id, active_seconds, last_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET active_seconds = $3, last_at = $4 WHERE page_views.person_id = $2"
        ),
        params![save.view, person, save.active_seconds, moment.now],
    )?;
    // Time is counted up to now: another tab claims only what passes from here on.
    transaction.execute(
        sql!(
            "INSERT INTO activity (person_id, counted_until) VALUES ($1, $2)
             ON CONFLICT (person_id) DO UPDATE SET counted_until = $2"
        ),
        params![person, moment.now],
    )?;
    if credited == 0 {
        return Ok(());
    }
    transaction.execute(
        sql!(
            "INSERT INTO progress_days (day, person_id, resource_id, active_seconds) VALUES ($1, $2, $3, $4)
             ON CONFLICT (day, person_id, resource_id)
             DO UPDATE SET active_seconds = progress_days.active_seconds + $4"
        ),
        params![day_in_strasbourg(moment.now), person, resource, credited],
    )?;
    Ok(())
}

fn move_enrolment(
    transaction: &Transaction<'_>,
    moment: &Moment,
    person: PersonId,
    resource: ResourceId,
) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "UPDATE enrolments SET last_resource_id = $2, last_at = $3 WHERE person_id = $1 AND programme_id =
               (SELECT modules.programme_id FROM resources JOIN modules ON modules.id = resources.module_id
                WHERE resources.id = $2)"
        ),
        params![person, resource, moment.now],
    )?;
    Ok(())
}

/// Forgets the views of pages that closed days ago; their time is in the totals.
pub fn forget_old_views(transaction: &Transaction<'_>, _: &Vault, moment: &Moment) -> Result<u64, Error> {
    let before = moment.now.checked_sub(SignedDuration::from_hours(48)).unwrap_or(moment.now);
    Ok(transaction.execute(sql!("DELETE FROM page_views WHERE last_at < $1"), params![before])?)
}
