//! The rows of an import: each is compared with the one that is there, and written only when it differs.

use std::collections::HashMap;

use coursework::{Dimension, Module, Programme, Resource};
use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;

use super::import::detail_json;
use super::{Content, ModuleId, ProgrammeId, ResourceId};
use crate::Error;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Added,
    Updated,
    Unchanged,
}

/// The columns of a programme that a folder decides.
type ProgrammeColumns = (String, String, String, i64, i64, i64, String, Option<i64>);

/// Writes the programme's row and gives its identifier.
pub(super) fn write_programme(
    transaction: &Transaction<'_>,
    moment: &Moment,
    programme: &Programme,
    position: Option<u32>,
) -> Result<(ProgrammeId, Fate), Error> {
    let known: Option<ProgrammeId> =
        transaction.optional(sql!("SELECT id FROM programmes WHERE slug = $1"), params![&programme.slug])?;
    let Some(id) = known else {
        return Ok((insert_programme(transaction, moment, programme, position)?, Fate::Added));
    };
    let columns: ProgrammeColumns = transaction.one(
        sql!(
            "SELECT title, summary, language, price_cents, hours, position, detail, minimum_score_percent
             FROM programmes WHERE id = $1"
        ),
        params![id],
    )?;
    let place = position.map_or(columns.5, i64::from);
    let wanted = programme_columns(programme, place)?;
    if columns == wanted {
        return Ok((id, Fate::Unchanged));
    }
    let (title, summary, language, price_cents, hours, place, detail, minimum) = wanted;
    transaction.execute(
        sql!(
            "UPDATE programmes SET title = $2, summary = $3, language = $4, price_cents = $5, hours = $6, position = $7,
                                   detail = $8, minimum_score_percent = $9, imported_at = $10
             WHERE id = $1"
        ),
        params![id, title, summary, language, price_cents, hours, place, detail, minimum, moment.now],
    )?;
    Ok((id, Fate::Updated))
}

fn insert_programme(
    transaction: &Transaction<'_>,
    moment: &Moment,
    programme: &Programme,
    position: Option<u32>,
) -> Result<ProgrammeId, Error> {
    let id = ProgrammeId::new(moment);
    let last: i64 = transaction.one(sql!("SELECT COALESCE(MAX(position), 0) FROM programmes"), params![])?;
    let place = position.map_or(last + 1, i64::from);
    let (title, summary, language, price_cents, hours, place, detail, minimum) = programme_columns(programme, place)?;
    transaction.execute(
        sql!(
            "INSERT INTO programmes (id, slug, title, summary, language, price_cents, hours, position, detail,
                                     minimum_score_percent, imported_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        params![
            id,
            &programme.slug,
            title,
            summary,
            language,
            price_cents,
            hours,
            place,
            detail,
            minimum,
            moment.now
        ],
    )?;
    Ok(id)
}

fn programme_columns(programme: &Programme, place: i64) -> Result<ProgrammeColumns, Error> {
    Ok((
        programme.title.clone(),
        programme.summary.clone(),
        programme.language.code().to_owned(),
        programme.price_cents.into(),
        programme.hours.into(),
        place,
        detail_json(programme)?,
        programme.certificate.map(|rule| rule.minimum_score_percent.into()),
    ))
}

/// The columns of a module that a folder decides.
#[derive(Debug, PartialEq)]
pub(super) struct ModuleRow {
    slug: String,
    place: i64,
    title: String,
    summary: String,
    dimension: String,
    competences: String,
    deadline_days: Option<i64>,
    partner: Option<String>,
}

impl ModuleRow {
    pub(super) fn of(place: i64, module: &Module) -> Result<Self, Error> {
        let dimension = match module.dimension {
            Dimension::Technical => "technical",
            Dimension::Strategic => "strategic",
        };
        Ok(Self {
            slug: module.slug.clone(),
            place,
            title: module.title.clone(),
            summary: module.summary.clone(),
            dimension: dimension.to_owned(),
            competences: serde_json::to_string(&module.competences)?,
            deadline_days: module.deadline_days.map(i64::from),
            partner: module.partner.clone(),
        })
    }
}

/// A module as it is in the database.
pub(super) struct KnownModule {
    pub(super) id: ModuleId,
    row: ModuleRow,
    retired_at: Option<Timestamp>,
}

impl KnownModule {
    pub(super) const fn is_retired(&self) -> bool {
        self.retired_at.is_some()
    }
}

/// Every module of the programme, retired ones included, by slug.
pub(super) fn known_modules(
    reader: &Reader<'_>,
    programme: ProgrammeId,
) -> Result<HashMap<String, KnownModule>, Error> {
    type Columns = (
        ModuleId,
        String,
        i64,
        String,
        String,
        String,
        String,
        Option<i64>,
        Option<String>,
        Option<Timestamp>,
    );
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT id, slug, position, title, summary, dimension, competences, deadline_days, partner, retired_at
             FROM modules WHERE programme_id = $1"
        ),
        params![programme],
    )?;
    let known = |(id, slug, place, title, summary, dimension, competences, deadline_days, partner, retired_at)| {
        let row = ModuleRow { slug, place, title, summary, dimension, competences, deadline_days, partner };
        (row.slug.clone(), KnownModule { id, row, retired_at })
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Writes a module's row, if it differs from the known one, and gives its identifier.
pub(super) fn write_module(
    transaction: &Transaction<'_>,
    moment: &Moment,
    programme: ProgrammeId,
    row: &ModuleRow,
    known: Option<KnownModule>,
) -> Result<(ModuleId, Fate), Error> {
    let (id, fate) = match known {
        Some(known) if !known.is_retired() && known.row == *row => return Ok((known.id, Fate::Unchanged)),
        Some(known) => (known.id, Fate::Updated),
        None => (ModuleId::new(moment), Fate::Added),
    };
    transaction.execute(
        sql!(
            "INSERT INTO modules (id, programme_id, slug, position, title, summary, dimension, competences, deadline_days,
                                  partner)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (id) DO UPDATE SET position = $4, title = $5, summary = $6, dimension = $7, competences = $8,
               deadline_days = $9, partner = $10, retired_at = NULL"
        ),
        params![
            id,
            programme,
            &row.slug,
            row.place,
            &row.title,
            &row.summary,
            &row.dimension,
            &row.competences,
            row.deadline_days,
            row.partner.clone()
        ],
    )?;
    Ok((id, fate))
}

/// The columns of a resource that a folder decides.
#[derive(Debug, PartialEq)]
pub(super) struct ResourceRow {
    slug: String,
    place: i64,
    kind: String,
    title: String,
    minutes: i64,
    html: String,
    content: String,
}

impl ResourceRow {
    pub(super) fn of(place: i64, resource: &Resource, html: String, content: &Content) -> Result<Self, Error> {
        Ok(Self {
            slug: resource.slug.clone(),
            place,
            kind: content.kind().code().to_owned(),
            title: resource.title.clone(),
            minutes: content.minutes().into(),
            html,
            content: serde_json::to_string(content)?,
        })
    }
}

/// A resource as it is in the database.
pub(super) struct KnownResource {
    pub(super) id: ResourceId,
    row: ResourceRow,
    retired_at: Option<Timestamp>,
}

impl KnownResource {
    pub(super) const fn is_retired(&self) -> bool {
        self.retired_at.is_some()
    }
}

/// Every resource of the programme, retired ones included, by module and slug.
pub(super) fn known_resources(
    reader: &Reader<'_>,
    programme: ProgrammeId,
) -> Result<HashMap<(ModuleId, String), KnownResource>, Error> {
    type Columns = (ModuleId, ResourceId, String, i64, String, String, i64, String, String, Option<Timestamp>);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT modules.id, resources.id, resources.slug, resources.position, resources.kind, resources.title,
                    resources.minutes, resources.html, resources.content, resources.retired_at
             FROM modules JOIN resources ON resources.module_id = modules.id WHERE modules.programme_id = $1"
        ),
        params![programme],
    )?;
    let known = |(module, id, slug, place, kind, title, minutes, html, content, retired_at)| {
        let row = ResourceRow { slug, place, kind, title, minutes, html, content };
        ((module, row.slug.clone()), KnownResource { id, row, retired_at })
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Writes a resource's row, if it differs from the known one.
pub(super) fn write_resource(
    transaction: &Transaction<'_>,
    moment: &Moment,
    module: ModuleId,
    row: &ResourceRow,
    known: Option<KnownResource>,
) -> Result<Fate, Error> {
    let (id, fate) = match known {
        Some(known) if !known.is_retired() && known.row == *row => return Ok(Fate::Unchanged),
        Some(known) => {
            if known.row.kind != row.kind {
                begin_anew(transaction, known.id)?;
            }
            (known.id, Fate::Updated)
        }
        None => (ResourceId::new(moment), Fate::Added),
    };
    transaction.execute(
        sql!(
            "INSERT INTO resources (id, module_id, slug, position, kind, title, minutes, html, content)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (id) DO UPDATE SET position = $4, kind = $5, title = $6, minutes = $7, html = $8, content = $9,
               retired_at = NULL"
        ),
        params![id, module, &row.slug, row.place, &row.kind, &row.title, row.minutes, &row.html, &row.content],
    )?;
    Ok(fate)
}

/// A lesson that became an exercise has another file name: having read the one says nothing of the other.
fn begin_anew(transaction: &Transaction<'_>, resource: ResourceId) -> Result<(), Error> {
    transaction.execute(
        sql!("UPDATE progress SET completed_at = NULL, block = NULL, media = '{}' WHERE resource_id = $1"),
        params![resource],
    )?;
    Ok(())
}
