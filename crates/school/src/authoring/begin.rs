//! A new programme: a draft of one module with one lesson, which nobody else sees.

use coursework::editing::{self, slug_of};
use coursework::{Language, is_slug};
use database::{Moment, Transaction, params, sql};

use super::draft::{in_turn, put};
use super::files::keep_text;
use crate::Error;
use crate::access::{Access, Teaching};
use crate::moments::strasbourg;
use crate::people::FieldMistake;
use crate::programmes::ProgrammeId;

/// The longest title, in characters.
pub(super) const MOST_TITLE: usize = 150;

/// A programme to begin.
#[derive(Clone, Debug)]
pub struct NewProgramme {
    title: String,
    slug: String,
    language: Language,
}

impl NewProgramme {
    /// Takes what was typed: a title, an address or nothing (it is made from the title then), and a language's code.
    pub fn parse((title, slug, language): (&str, &str, &str)) -> Result<Self, Vec<FieldMistake>> {
        let mut mistakes = Vec::new();
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() || title.chars().count() > MOST_TITLE {
            mistakes.push(FieldMistake::new("title", "authoring-title"));
        }
        let slug = if slug.trim().is_empty() { slug_of(&title) } else { slug.trim().to_owned() };
        if !is_slug(&slug) {
            mistakes.push(FieldMistake::new("slug", "authoring-slug"));
        }
        let language = if language == "en" { Language::En } else { Language::Fr };
        if mistakes.is_empty() { Ok(Self { title, slug, language }) } else { Err(mistakes) }
    }
}

/// Begins it, and gives its address. [`Error::Refused`] when a programme has that address.
pub fn begin(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (_, new): (Access<Teaching>, &NewProgramme),
) -> Result<String, Error> {
    in_turn(transaction)?;
    let taken: bool = transaction.one(
        sql!(
            "SELECT EXISTS (SELECT 1 FROM programmes WHERE slug = $1)
                 OR EXISTS (SELECT 1 FROM programme_sources WHERE slug = $1)"
        ),
        params![&new.slug],
    )?;
    if taken {
        return Err(Error::Refused("authoring-slug-taken"));
    }
    let id = ProgrammeId::new(moment);
    transaction.execute(
        sql!("INSERT INTO programme_sources (id, slug, begun_at, revision, draft_since) VALUES ($1, $2, $3, 0, $3)"),
        params![id, &new.slug, moment.now],
    )?;
    for (path, text) in editing::programme(&new.title, new.language, &strasbourg(moment.now).to_string()) {
        let kept = keep_text(transaction, &text)?;
        put(transaction, id, &path, Some(&kept))?;
    }
    Ok(new.slug.clone())
}
