//! What anyone can see of the programmes.

use database::{Reader, params, sql};

use super::{ProgrammeDetail, ResourceKind};
use crate::Error;

/// A programme in the catalogue.
#[derive(Clone, Debug)]
pub struct CatalogueEntry {
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Expected duration.
    pub hours: i64,
    /// How many modules it has.
    pub modules: i64,
    /// Price in cents of euros, VAT included; 0 is free.
    pub price_cents: i64,
}

/// A programme's own page.
#[derive(Clone, Debug)]
pub struct ProgrammePage {
    /// What the catalogue tells.
    pub entry: CatalogueEntry,
    /// Audience, objectives and the like.
    pub detail: ProgrammeDetail,
    /// The least mean score for the certificate; none when the programme has no certificate.
    pub minimum_score_percent: Option<i64>,
    /// Its modules, in order.
    pub modules: Vec<ModuleOutline>,
}

/// A module in the outline of a programme.
#[derive(Clone, Debug)]
pub struct ModuleOutline {
    /// Its title.
    pub title: String,
    /// What it brings.
    pub summary: String,
    /// technical or strategic.
    pub dimension: String,
    /// Its resources, in order.
    pub resources: Vec<ResourceOutline>,
}

/// A resource in the outline of a programme.
#[derive(Clone, Debug)]
pub struct ResourceOutline {
    /// Its kind.
    pub kind: ResourceKind,
    /// Its title.
    pub title: String,
    /// Estimated minutes.
    pub minutes: i64,
}

/// Every programme, in the catalogue's order.
pub fn catalogue(reader: &Reader<'_>) -> Result<Vec<CatalogueEntry>, Error> {
    let rows: Vec<(String, String, String, i64, i64, i64)> = reader.all(
        sql!(
            "SELECT programmes.slug, programmes.title, programmes.summary, programmes.hours, programmes.price_cents,
                    (SELECT COUNT(*) FROM modules
                     WHERE modules.programme_id = programmes.id AND modules.retired_at IS NULL)
             FROM programmes ORDER BY programmes.position, programmes.slug"
        ),
        params![],
    )?;
    Ok(rows
        .into_iter()
        .map(|(slug, title, summary, hours, price_cents, modules)| CatalogueEntry {
            slug,
            title,
            summary,
            hours,
            modules,
            price_cents,
        })
        .collect())
}

/// One programme with its outline, in two queries.
pub fn programme(reader: &Reader<'_>, slug: &str) -> Result<ProgrammePage, Error> {
    type Columns = (String, String, String, i64, i64, String, Option<i64>);
    let row: Option<Columns> = reader.optional(
        sql!(
            "SELECT slug, title, summary, hours, price_cents, detail, minimum_score_percent FROM programmes
             WHERE slug = $1"
        ),
        params![slug],
    )?;
    let (slug, title, summary, hours, price_cents, detail, minimum_score_percent) = row.ok_or(Error::NotFound)?;
    let modules = outline(reader, &slug)?;
    let entry = CatalogueEntry { slug, title, summary, hours, modules: modules.len() as i64, price_cents };
    Ok(ProgrammePage { entry, detail: serde_json::from_str(&detail)?, minimum_score_percent, modules })
}

fn outline(reader: &Reader<'_>, slug: &str) -> Result<Vec<ModuleOutline>, Error> {
    let rows: Vec<(i64, String, String, String, String, String, i64)> = reader.all(
        sql!(
            "SELECT modules.position, modules.title, modules.summary, modules.dimension, resources.kind,
                    resources.title, resources.minutes
             FROM programmes
             JOIN modules ON modules.programme_id = programmes.id AND modules.retired_at IS NULL
             JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             WHERE programmes.slug = $1 ORDER BY modules.position, resources.position"
        ),
        params![slug],
    )?;
    let mut modules: Vec<ModuleOutline> = Vec::new();
    let mut last = -1;
    for (position, title, summary, dimension, kind, resource, minutes) in rows {
        if position != last {
            modules.push(ModuleOutline { title, summary, dimension, resources: Vec::new() });
            last = position;
        }
        if let Some(module) = modules.last_mut() {
            module.resources.push(ResourceOutline { kind: ResourceKind::from_code(&kind), title: resource, minutes });
        }
    }
    Ok(modules)
}

/// The content type of a media file, if some programme holds it.
pub fn media_type(reader: &Reader<'_>, hash: &str) -> Result<Option<String>, Error> {
    Ok(reader.optional(sql!("SELECT content_type FROM media WHERE hash = $1 LIMIT 1"), params![hash])?)
}
