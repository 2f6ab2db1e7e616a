//! The catalogue: every programme with what it holds.

use database::{Reader, params, sql};

use super::ProgrammeId;
use crate::Error;

/// A programme as the catalogue shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueEntry {
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
    /// Modules in it.
    pub modules: i64,
    /// Lessons in it.
    pub lessons: i64,
    /// Exercises in it.
    pub exercises: i64,
    /// Assessments in it.
    pub assessments: i64,
}

/// Every programme, in the catalogue's order. One query.
pub fn catalogue(reader: &Reader<'_>) -> Result<Vec<CatalogueEntry>, Error> {
    type Columns = (ProgrammeId, String, String, String, String, i64, i64, i64, i64, i64, i64);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT programmes.id, programmes.slug, programmes.title, programmes.summary, programmes.language,
                    programmes.price_cents, programmes.hours, COUNT(DISTINCT modules.id),
                    COUNT(resources.id) FILTER (WHERE resources.kind = 'lesson'),
                    COUNT(resources.id) FILTER (WHERE resources.kind = 'exercise'),
                    COUNT(resources.id) FILTER (WHERE resources.kind = 'assessment')
             FROM programmes
             LEFT JOIN modules ON modules.programme_id = programmes.id AND modules.retired_at IS NULL
             LEFT JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             GROUP BY programmes.id ORDER BY programmes.position, programmes.title"
        ),
        params![],
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, slug, title, summary, language, price_cents, hours, modules, lessons, exercises, assessments)| {
            CatalogueEntry {
                id,
                slug,
                title,
                summary,
                language,
                price_cents,
                hours,
                modules,
                lessons,
                exercises,
                assessments,
            }
        })
        .collect())
}
