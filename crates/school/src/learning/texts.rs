//! The texts of resources that were read lately, as pages show them: a lesson of ten thousand characters is read from the
//! database and parsed once, and not for each of its readers.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use coursework::Heading;
use database::{Reader, params, sql};
use serde::Deserialize;

use crate::Error;
use crate::programmes::{ResourceId, Surroundings};

/// Beyond, all are forgotten and read again as they are asked for: about ten megabytes of lessons.
const MOST_TEXTS: usize = 512;

/// What an import wrote of a resource, and what is the same for all its readers.
#[derive(Clone, Debug)]
pub struct ResourceText {
    /// The lesson's text, or the introduction.
    pub html: String,
    /// JSON of its kind: [`LessonFacts`](crate::programmes::LessonFacts), `coursework::Exercise` or `coursework::Assessment`.
    pub content: String,
    /// The headings of a lesson.
    pub outline: Vec<Heading>,
    /// What stands around it.
    pub around: Surroundings,
}

/// The texts read lately. Each is known by the revision that its import counted, so that no node shows an older one.
#[derive(Debug, Default)]
pub struct Texts(RwLock<HashMap<ResourceId, (i64, Arc<ResourceText>)>>);

/// The part of a lesson's content that its page shows; the other kinds have none.
#[derive(Deserialize)]
struct Shown {
    #[serde(default)]
    outline: Vec<Heading>,
}

impl Texts {
    /// The text of a resource at a revision; a query only when it was not read before.
    pub(crate) fn at(
        &self,
        reader: &Reader<'_>,
        resource: ResourceId,
        revision: i64,
    ) -> Result<Arc<ResourceText>, Error> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&resource).cloned();
        if let Some((_, text)) = known.filter(|(read, _)| *read == revision) {
            return Ok(text);
        }
        let (html, content, around): (String, String, String) =
            reader.one(sql!("SELECT html, content, around FROM resources WHERE id = $1"), params![resource])?;
        let Shown { outline } = serde_json::from_str(&content)?;
        let text = Arc::new(ResourceText { html, content, outline, around: serde_json::from_str(&around)? });
        let mut texts = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if texts.len() >= MOST_TEXTS {
            texts.clear();
        }
        texts.insert(resource, (revision, Arc::clone(&text)));
        Ok(text)
    }
}
