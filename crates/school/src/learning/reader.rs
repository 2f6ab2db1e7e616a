//! Opening a resource: what it holds, where the person was in it, and what stands before and after.

use std::sync::Arc;

use database::{Reader, params, sql};
use jiff::Timestamp;

use super::EnrolmentId;
use super::texts::{ResourceText, Texts};
use crate::Error;
use crate::people::PersonId;
use crate::programmes::{ResourceId, ResourceKind};

/// What opening a resource gives.
#[derive(Clone, Debug)]
pub enum Opening {
    /// The resource, for a person who is enrolled.
    Open(Box<OpenResource>),
    /// It exists, but the person is not enrolled in its programme.
    NotEnrolled,
}

/// A resource opened by a person.
#[derive(Clone, Debug)]
pub struct OpenResource {
    /// The resource.
    pub id: ResourceId,
    /// Its kind.
    pub kind: ResourceKind,
    /// Its title.
    pub title: String,
    /// Estimated minutes.
    pub minutes: i64,
    /// What is the same for all its readers.
    pub text: Arc<ResourceText>,
    /// The module's title.
    pub module_title: String,
    /// The programme's title.
    pub programme_title: String,
    /// The block at the reading line when the person was last here.
    pub block: Option<String>,
    /// JSON: seconds into each audio or video.
    pub media: String,
    /// Whether the person comes from elsewhere in the programme, or for the first time: the opening is then to be recorded.
    pub arriving: bool,
    /// When it was completed.
    pub completed_at: Option<Timestamp>,
}

/// Opens a resource by its addresses, in one query, or two when its text was not read before. One that left its programme opens to those who had begun it.
pub fn open_resource(
    reader: &Reader<'_>,
    texts: &Texts,
    person: PersonId,
    (programme, module, resource): (&str, &str, &str),
) -> Result<Opening, Error> {
    type Columns = (
        ResourceId,
        String,
        String,
        i64,
        i64,
        String,
        String,
        Option<EnrolmentId>,
        Option<String>,
        Option<String>,
        Option<Timestamp>,
        Option<Timestamp>,
    );
    let row: Option<Columns> = reader.optional(
        sql!(
            "SELECT resources.id, resources.kind, resources.title, resources.minutes, resources.revision,
                    modules.title, programmes.title, enrolments.id, progress.block, progress.media,
                    CASE WHEN enrolments.last_resource_id = resources.id THEN progress.opened_at END,
                    progress.completed_at
             FROM programmes
             JOIN modules ON modules.programme_id = programmes.id AND modules.slug = $3
             JOIN resources ON resources.module_id = modules.id AND resources.slug = $4
             LEFT JOIN enrolments ON enrolments.programme_id = programmes.id AND enrolments.person_id = $1
             LEFT JOIN progress ON progress.resource_id = resources.id AND progress.person_id = $1
             WHERE programmes.slug = $2
               AND (modules.retired_at IS NULL AND resources.retired_at IS NULL OR progress.opened_at IS NOT NULL)"
        ),
        params![person, programme, module, resource],
    )?;
    let (id, kind, title, minutes, revision, module_title, programme_title, enrolment, block, media, here_since, done) =
        row.ok_or(Error::NotFound)?;
    if enrolment.is_none() {
        return Ok(Opening::NotEnrolled);
    }
    Ok(Opening::Open(Box::new(OpenResource {
        id,
        kind: ResourceKind::from_code(&kind),
        title,
        minutes,
        text: texts.at(reader, id, revision)?,
        module_title,
        programme_title,
        block,
        media: media.unwrap_or_else(|| "{}".to_owned()),
        arriving: here_since.is_none(),
        completed_at: done,
    })))
}
