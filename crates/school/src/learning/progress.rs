//! Position and active time (P05, P10). What is stored is the state and daily totals, not a trail of clicks.

use std::collections::BTreeMap;

use database::{Moment, Transaction, Uuid, params, sql};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use vault::Vault;

use super::before::{Before, Count};
use super::complete;
use crate::Error;
use crate::people::PersonId;
use crate::programmes::ResourceId;

/// Saves of one person that may meet on several nodes before one gives up.
const MOST_MEETINGS: usize = 8;

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
    /// Whether the page is being left: it may arrive after the next page was opened, which is then where the person is.
    pub leaving: bool,
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

/// Notes that a person opened a resource, and is now there.
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
/// never more than has passed. Only a lesson is completed by reaching its end; the rest is by answering.
pub fn save_progress(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, resource): (PersonId, ResourceId),
    save: &Save,
) -> Result<Saved, Error> {
    for _ in 0..MOST_MEETINGS {
        let before = Before::read(transaction, person, resource, save.view)?;
        before.refuse_impossible(person, save)?;
        let count = before.count(moment.now, save.active_seconds);
        if !take(transaction, person, &before, &count)? {
            // Another node counted this person's time since it was read.
            continue;
        }
        write_state(transaction, moment, (person, resource), save, count.credited)?;
        if save.active_seconds > before.view_seconds {
            count_time(transaction, moment, (person, resource), save, count.credited)?;
        }
        if save.reached_end && before.is_unfinished_lesson() {
            complete(transaction, vault, moment, person, resource)?;
        }
        return Ok(Saved { credited_seconds: count.credited });
    }
    Err(database::Error::Locked.into())
}

/// Moves the end of the counted time forward, unless it moved since it was read. On PostgreSQL the row is held from here to
/// the commit, so that two nodes never count the same seconds.
fn take(transaction: &Transaction<'_>, person: PersonId, before: &Before, count: &Count) -> Result<bool, Error> {
    if count.credited == 0 {
        return Ok(true);
    }
    let moved = transaction.execute(
        sql!(
            "INSERT INTO activity (person_id, counted_until) VALUES ($1, $2)
             ON CONFLICT (person_id) DO UPDATE SET counted_until = $2 WHERE activity.counted_until = $3"
        ),
        params![person, count.counted_until, before.counted_until],
    )?;
    Ok(moved == 1)
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
    if save.leaving { Ok(()) } else { move_enrolment(transaction, moment, person, resource) }
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

/// Notes that a person is at this resource: it is where they resume.
pub(super) fn move_enrolment(
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
