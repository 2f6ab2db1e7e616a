//! What is known before a progress save, and what the save may claim.

use database::{Reader, Uuid, params, sql};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::Save;
use crate::Error;
use crate::people::PersonId;
use crate::programmes::{LessonFacts, ResourceId};

/// No page stays open and used for longer.
const MOST_SECONDS_A_VIEW: u32 = 86_400;
/// A page saves every twenty seconds; a stretch longer than this went unsaved and cannot be told from a forged one.
const MOST_SECONDS_A_SAVE: i64 = 600;
/// No audio or video is longer than a day.
const MOST_MEDIA_SECONDS: f64 = 86_400.0;

/// What is known before a save.
pub(super) struct Before {
    is_lesson: bool,
    completed_at: Option<Timestamp>,
    /// JSON of the resource's kind.
    content: String,
    opened_at: Option<Timestamp>,
    view_owner: Option<PersonId>,
    /// Seconds of this view that were counted already.
    pub(super) view_seconds: u32,
    pub(super) counted_until: Option<Timestamp>,
}

/// Seconds to credit, and until when the person's time is counted once they are.
pub(super) struct Count {
    pub(super) credited: i64,
    pub(super) counted_until: Timestamp,
}

/// The media of an exercise or an assessment; the rest of it is of no interest here.
#[derive(Deserialize)]
struct WithMedia {
    media: Vec<coursework::MediaFile>,
}

impl Before {
    /// Reads it in one query; [`Error::NotFound`] to who is not enrolled.
    pub(super) fn read(reader: &Reader<'_>, person: PersonId, resource: ResourceId, view: Uuid) -> Result<Self, Error> {
        type Columns =
            (bool, String, Option<Timestamp>, Option<Timestamp>, Option<PersonId>, Option<u32>, Option<Timestamp>);
        let row: Option<Columns> = reader.optional(
            sql!(
                "SELECT resources.kind = 'lesson', resources.content, progress.opened_at, progress.completed_at,
                        page_views.person_id, page_views.active_seconds, activity.counted_until
                 FROM resources
                 JOIN modules ON modules.id = resources.module_id
                 JOIN enrolments ON enrolments.programme_id = modules.programme_id AND enrolments.person_id = $1
                 LEFT JOIN progress ON progress.resource_id = resources.id AND progress.person_id = $1
                 LEFT JOIN page_views ON page_views.id = $3
                 LEFT JOIN activity ON activity.person_id = $1
                 WHERE resources.id = $2"
            ),
            params![person, resource, view],
        )?;
        let (is_lesson, content, opened_at, completed_at, view_owner, view_seconds, counted_until) =
            row.ok_or(Error::NotFound)?;
        let view_seconds = view_seconds.unwrap_or(0);
        Ok(Self { is_lesson, completed_at, content, opened_at, view_owner, view_seconds, counted_until })
    }

    /// Whether reaching the end completes the resource.
    pub(super) const fn is_unfinished_lesson(&self) -> bool {
        self.is_lesson && self.completed_at.is_none()
    }

    /// Refuses what no page of the school reports: whatever is kept in a readable column is then the school's own words.
    pub(super) fn refuse_impossible(&self, person: PersonId, save: &Save) -> Result<(), Error> {
        let (blocks, media) = self.known()?;
        let possible = save.active_seconds <= MOST_SECONDS_A_VIEW
            && self.view_owner.is_none_or(|owner| owner == person)
            && save.block.as_ref().is_none_or(|block| blocks.contains(block))
            && save
                .media
                .iter()
                .all(|(key, seconds)| media.contains(key) && (0.0..MOST_MEDIA_SECONDS).contains(seconds));
        if possible { Ok(()) } else { Err(Error::Refused("progress-impossible")) }
    }

    /// The seconds to add: what is claimed anew, at most what has passed since time was last counted for this person, or
    /// since the page was opened.
    pub(super) fn count(&self, now: Timestamp, active_seconds: u32) -> Count {
        let since = self.counted_until.or(self.opened_at).unwrap_or(now);
        let passed = now.duration_since(since).as_secs().max(0);
        let claimed = i64::from(active_seconds.saturating_sub(self.view_seconds));
        // Whole seconds: the fraction that remains belongs to the next save.
        let counted_until = since.checked_add(SignedDuration::from_secs(passed)).unwrap_or(now);
        Count { credited: claimed.min(MOST_SECONDS_A_SAVE).min(passed), counted_until }
    }

    /// The blocks and the media keys of the resource.
    fn known(&self) -> Result<(Vec<String>, Vec<String>), Error> {
        if self.is_lesson {
            let facts: LessonFacts = serde_json::from_str(&self.content)?;
            return Ok((facts.blocks, facts.media));
        }
        let other: WithMedia = serde_json::from_str(&self.content)?;
        Ok((Vec::new(), other.media.into_iter().map(|file| file.name).collect()))
    }
}
