//! Putting a programme in its place: what still exists is updated, so that learners keep their progress in it.

use coursework::{Module, Programme, Resource};
use database::{Moment, Transaction, params, sql};
use privacy::Engine;

use super::content::{ProgrammeDetail, ResourceRow, row};
use super::import::{ImportReport, MediaByPath};
use super::surroundings::keep_surroundings;
use super::{ModuleId, ProgrammeId, ResourceId};
use crate::{Error, notices};

/// Puts a checked programme in its place, and tells those who follow it what is new.
pub(crate) fn place(
    transaction: &Transaction<'_>,
    moment: &Moment,
    engine: &Engine,
    (programme, media): (&Programme, &MediaByPath),
) -> Result<(ProgrammeId, ImportReport), Error> {
    let (mut report, mut new) = (ImportReport::default(), Vec::new());
    let id = upsert_programme(transaction, moment, programme)?;
    keep_media(transaction, id, media)?;
    transaction.execute(
        sql!("UPDATE modules SET retired_at = $2 WHERE programme_id = $1 AND retired_at IS NULL"),
        params![id, moment.now],
    )?;
    for (position, module) in (0_i64..).zip(&programme.modules) {
        let module_id = upsert_module(transaction, moment, id, position, module)?;
        let live: Vec<String> = module.resources.iter().map(|resource| resource.slug.clone()).collect();
        for (position, resource) in (0_i64..).zip(&module.resources) {
            let added = report.added;
            upsert_resource(transaction, moment, module_id, position, resource, media, &mut report)?;
            new.extend((report.added > added).then(|| resource.title.clone()));
        }
        report.retired += retire_others(transaction, moment, module_id, &live)?;
    }
    report.retired += retire_with_their_module(transaction, moment, id)?;
    keep_surroundings(transaction, id)?;
    notices::new_content(transaction, moment, engine, (id, &new))?;
    Ok((id, report))
}

fn upsert_programme(
    transaction: &Transaction<'_>,
    moment: &Moment,
    programme: &Programme,
) -> Result<ProgrammeId, Error> {
    // A programme that was begun in the application has its identifier already.
    let begun: Option<ProgrammeId> =
        transaction.optional(sql!("SELECT id FROM programme_sources WHERE slug = $1"), params![&programme.slug])?;
    let minimum = programme.certificate.as_ref().map(|rule| i64::from(rule.minimum_score_percent));
    Ok(transaction.one(
        sql!(
            "INSERT INTO programmes (id, slug, title, summary, language, price_cents, hours, position, detail,
                                     minimum_score_percent, imported_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT COUNT(*) FROM programmes), $8, $9, $10)
             ON CONFLICT (slug) DO UPDATE SET title = $3, summary = $4, language = $5, price_cents = $6, hours = $7,
               detail = $8, minimum_score_percent = $9, imported_at = $10
             RETURNING id"
        ),
        params![
            begun.unwrap_or_else(|| ProgrammeId::new(moment)),
            &programme.slug,
            &programme.title,
            &programme.summary,
            programme.language.code(),
            programme.price_cents,
            programme.hours,
            serde_json::to_string(&ProgrammeDetail::of(programme))?,
            minimum,
            moment.now
        ],
    )?)
}

fn keep_media(transaction: &Transaction<'_>, programme: ProgrammeId, media: &MediaByPath) -> Result<(), Error> {
    for (path, file) in media {
        transaction.execute(
            sql!(
                "INSERT INTO media (programme_id, name, hash, content_type, size_bytes) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT DO NOTHING"
            ),
            params![programme, path.display().to_string(), &file.hash, file.content_type, file.size_bytes as i64],
        )?;
    }
    Ok(())
}

fn upsert_module(
    transaction: &Transaction<'_>,
    moment: &Moment,
    programme: ProgrammeId,
    position: i64,
    module: &Module,
) -> Result<ModuleId, Error> {
    Ok(transaction.one(
        sql!(
            "INSERT INTO modules (id, programme_id, slug, position, title, summary, dimension, competences,
                                  deadline_days, partner)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (programme_id, slug) DO UPDATE SET position = $4, title = $5, summary = $6, dimension = $7,
               competences = $8, deadline_days = $9, partner = $10, retired_at = NULL
             RETURNING id"
        ),
        params![
            ModuleId::new(moment),
            programme,
            &module.slug,
            position,
            &module.title,
            &module.summary,
            match module.dimension {
                coursework::Dimension::Technical => "technical",
                coursework::Dimension::Strategic => "strategic",
            },
            serde_json::to_string(&module.competences)?,
            module.deadline_days.map(i64::from),
            module.partner.clone()
        ],
    )?)
}

fn upsert_resource(
    transaction: &Transaction<'_>,
    moment: &Moment,
    module: ModuleId,
    position: i64,
    resource: &Resource,
    media: &MediaByPath,
    report: &mut ImportReport,
) -> Result<(), Error> {
    let row = addressed(resource, media)?;
    let known: Option<(ResourceId, String, i64, String, String, String, bool)> = transaction.optional(
        sql!(
            "SELECT id, kind, position, title, html, content, retired_at IS NOT NULL FROM resources
             WHERE module_id = $1 AND slug = $2"
        ),
        params![module, &resource.slug],
    )?;
    let same = known.as_ref().is_some_and(|(_, _, at, title, html, content, retired)| {
        *at == position && *title == resource.title && *html == row.html && *content == row.content && !retired
    });
    match &known {
        Some(_) if same => report.unchanged += 1,
        Some(_) => report.updated += 1,
        None => report.added += 1,
    }
    if same {
        return Ok(());
    }
    if let Some((id, kind, ..)) = known
        && kind != row.kind.code()
    {
        begin_anew(transaction, id)?;
    }
    transaction.execute(
        sql!(
            "INSERT INTO resources (id, module_id, slug, position, kind, title, minutes, html, content, around)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '{}')
             ON CONFLICT (module_id, slug) DO UPDATE SET position = $4, kind = $5, title = $6, minutes = $7, html = $8,
               content = $9, retired_at = NULL"
        ),
        params![
            ResourceId::new(moment),
            module,
            &resource.slug,
            position,
            row.kind.code(),
            &resource.title,
            row.minutes,
            row.html,
            row.content
        ],
    )?;
    Ok(())
}

/// The row of a resource whose media have the addresses that learners see.
pub(super) fn addressed(resource: &Resource, media: &MediaByPath) -> Result<ResourceRow, Error> {
    let address = |name: &str| {
        let file = resource.body.media().iter().find(|file| file.name == name);
        let stored = file.and_then(|file| media.get(&file.path_in_folder));
        stored.map_or_else(|| name.to_owned(), |stored| format!("/media/{}/{name}", stored.hash))
    };
    row(resource, &address)
}

/// A lesson that became an exercise has another file name: having read the one says nothing of the other.
fn begin_anew(transaction: &Transaction<'_>, resource: ResourceId) -> Result<(), Error> {
    transaction.execute(
        sql!("UPDATE progress SET completed_at = NULL, block = NULL, media = '{}' WHERE resource_id = $1"),
        params![resource],
    )?;
    Ok(())
}

/// What a module that is gone held is gone with it, and comes back with it.
fn retire_with_their_module(
    transaction: &Transaction<'_>,
    moment: &Moment,
    programme: ProgrammeId,
) -> Result<u32, Error> {
    let gone = transaction.execute(
        sql!(
            "UPDATE resources SET retired_at = $2 WHERE retired_at IS NULL AND module_id IN (
               SELECT id FROM modules WHERE programme_id = $1 AND retired_at IS NOT NULL)"
        ),
        params![programme, moment.now],
    )?;
    Ok(gone as u32)
}

fn retire_others(
    transaction: &Transaction<'_>,
    moment: &Moment,
    module: ModuleId,
    live: &[String],
) -> Result<u32, Error> {
    let known: Vec<(ResourceId, String)> = transaction
        .all(sql!("SELECT id, slug FROM resources WHERE module_id = $1 AND retired_at IS NULL"), params![module])?;
    let gone: Vec<ResourceId> = known.into_iter().filter(|(_, slug)| !live.contains(slug)).map(|(id, _)| id).collect();
    for resource in &gone {
        transaction
            .execute(sql!("UPDATE resources SET retired_at = $2 WHERE id = $1"), params![*resource, moment.now])?;
    }
    Ok(gone.len() as u32)
}
