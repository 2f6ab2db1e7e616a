//! The page of a programme: what it promises and what it holds, in three short queries.

use std::collections::HashMap;

use coursework::Competence;
use database::{Reader, params, sql};

use super::{ModuleId, ProgrammeDetail, ProgrammeId, ResourceId, ResourceKind, read_json};
use crate::Error;

/// A programme with its modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammePage {
    /// Its identifier.
    pub id: ProgrammeId,
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// The language of its texts: `fr` or `en`.
    pub language: String,
    /// Price in euro cents, VAT included; 0 is free.
    pub price_cents: i64,
    /// Expected duration.
    pub hours: i64,
    /// The least mean score for the certificate, in percent; absent when there is no certificate.
    pub minimum_score_percent: Option<i64>,
    /// Audience, prerequisites, objectives, competences.
    pub detail: ProgrammeDetail,
    /// Its modules, in order.
    pub modules: Vec<ModuleEntry>,
}

/// A module of a programme's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleEntry {
    /// Its identifier.
    pub id: ModuleId,
    /// Its address in the programme.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it brings.
    pub summary: String,
    /// `technical` or `strategic`.
    pub dimension: String,
    /// Competences worked on.
    pub competences: Vec<Competence>,
    /// Days after enrolment at which it should be done.
    pub deadline_days: Option<i64>,
    /// The slug of the partner who brings it.
    pub partner: Option<String>,
    /// Its resources, in order.
    pub resources: Vec<ResourceEntry>,
}

/// A resource of a programme's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceEntry {
    /// Its identifier.
    pub id: ResourceId,
    /// Its address in the module.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: ResourceKind,
    /// How long it should take.
    pub minutes: i64,
}

/// The programme of this address; [`Error::NotFound`] when there is none.
pub fn programme(reader: &Reader<'_>, slug: &str) -> Result<ProgrammePage, Error> {
    type Columns = (ProgrammeId, String, String, String, i64, i64, Option<i64>, String);
    let row: Option<Columns> = reader.optional(
        sql!(
            "SELECT id, title, summary, language, price_cents, hours, minimum_score_percent, detail
             FROM programmes WHERE slug = $1"
        ),
        params![slug],
    )?;
    let (id, title, summary, language, price_cents, hours, minimum_score_percent, detail) =
        row.ok_or(Error::NotFound)?;
    Ok(ProgrammePage {
        id,
        slug: slug.to_owned(),
        title,
        summary,
        language,
        price_cents,
        hours,
        minimum_score_percent,
        detail: read_json(&detail)?,
        modules: modules(reader, id)?,
    })
}

fn modules(reader: &Reader<'_>, programme: ProgrammeId) -> Result<Vec<ModuleEntry>, Error> {
    type Columns = (ModuleId, String, String, String, String, String, Option<i64>, Option<String>);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT id, slug, title, summary, dimension, competences, deadline_days, partner FROM modules
             WHERE programme_id = $1 AND retired_at IS NULL ORDER BY position"
        ),
        params![programme],
    )?;
    let mut resources = resources(reader, programme)?;
    rows.into_iter()
        .map(|(id, slug, title, summary, dimension, competences, deadline_days, partner)| {
            Ok(ModuleEntry {
                id,
                slug,
                title,
                summary,
                dimension,
                competences: read_json(&competences)?,
                deadline_days,
                partner,
                resources: resources.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
}

fn resources(reader: &Reader<'_>, programme: ProgrammeId) -> Result<HashMap<ModuleId, Vec<ResourceEntry>>, Error> {
    let rows: Vec<(ModuleId, ResourceId, String, String, String, i64)> = reader.all(
        sql!(
            "SELECT modules.id, resources.id, resources.slug, resources.title, resources.kind, resources.minutes
             FROM modules JOIN resources ON resources.module_id = modules.id
             WHERE modules.programme_id = $1 AND modules.retired_at IS NULL AND resources.retired_at IS NULL
             ORDER BY modules.position, resources.position"
        ),
        params![programme],
    )?;
    let mut resources: HashMap<ModuleId, Vec<ResourceEntry>> = HashMap::new();
    for (module, id, slug, title, kind, minutes) in rows {
        let kind = ResourceKind::from_code(&kind)?;
        resources.entry(module).or_default().push(ResourceEntry { id, slug, title, kind, minutes });
    }
    Ok(resources)
}
