//! What a teacher said of a person's essays, as the person reads it.

use std::collections::HashMap;

use database::{Reader, params, sql};
use jiff::Timestamp;
use vault::{Access, Category, Sealed, Vault};

use crate::Error;
use crate::people::PersonId;
use crate::programmes::ResourceId;

/// What a teacher said of an essay.
#[derive(Clone, Debug)]
pub struct Grading {
    /// The points of each criterion, in the rubric's order.
    pub levels: Vec<u16>,
    /// What the teacher wrote.
    pub comment: String,
    /// When.
    pub graded_at: Timestamp,
}

/// What was said of a person's essays in an exercise, by question.
pub fn gradings(
    reader: &Reader<'_>,
    vault: &Vault,
    person: PersonId,
    resource: ResourceId,
) -> Result<HashMap<String, Grading>, Error> {
    let rows: Vec<(String, String, Sealed, Timestamp)> = reader.all(
        sql!(
            "SELECT question, levels, comment_sealed, graded_at FROM gradings WHERE person_id = $1 AND resource_id = $2"
        ),
        params![person, resource],
    )?;
    let read = |(question, levels, comment, graded_at): (String, String, Sealed, Timestamp)| {
        let comment = vault.open_value(person.uuid(), Category::Learning, "gradings.comment_sealed", &comment)?;
        let comment = comment.reveal(Access::own(person.uuid()))?.clone();
        Ok((question, Grading { levels: serde_json::from_str(&levels)?, comment, graded_at }))
    };
    rows.into_iter().map(read).collect()
}
