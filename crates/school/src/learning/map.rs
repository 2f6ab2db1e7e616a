//! The programme as a map of modules, for a person who is enrolled.

use database::{Reader, params, sql};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::Error;
use crate::people::PersonId;
use crate::programmes::{ModuleId, ProgrammeId, ResourceKind};

/// A programme with the person's progress in it.
#[derive(Clone, Debug)]
pub struct ProgrammeMap {
    /// The programme.
    pub id: ProgrammeId,
    /// The programme's title.
    pub title: String,
    /// The programme's summary.
    pub summary: String,
    /// The code of the certificate the person holds for it.
    pub certificate: Option<String>,
    /// Its modules, in order.
    pub modules: Vec<MapModule>,
}

/// A module on the map.
#[derive(Clone, Debug)]
pub struct MapModule {
    /// The module.
    pub id: ModuleId,
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// technical or strategic.
    pub dimension: String,
    /// The day by which it should be done.
    pub due_on: Option<Date>,
    /// Its resources, in order.
    pub resources: Vec<MapResource>,
}

/// A resource on the map.
#[derive(Clone, Debug)]
pub struct MapResource {
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: ResourceKind,
    /// Estimated minutes.
    pub minutes: i64,
    /// Where the person stands in it.
    pub state: State,
}

/// Where a person stands in a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Never opened.
    New,
    /// Opened.
    Begun,
    /// Completed.
    Done,
}

impl ProgrammeMap {
    /// Resources completed, and resources there are.
    pub fn progress(&self) -> (i64, i64) {
        self.modules.iter().map(MapModule::progress).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// The first resource that is not completed, with its module.
    pub fn next(&self) -> Option<(&MapModule, &MapResource)> {
        let pairs = self.modules.iter().flat_map(|module| module.resources.iter().map(move |one| (module, one)));
        pairs.into_iter().find(|(_, resource)| resource.state != State::Done)
    }
}

impl MapModule {
    /// Resources completed, and resources there are.
    pub fn progress(&self) -> (i64, i64) {
        let done = self.resources.iter().filter(|resource| resource.state == State::Done).count();
        (done as i64, self.resources.len() as i64)
    }
}

/// The map, in two queries; none when the person is not enrolled.
pub fn map(reader: &Reader<'_>, person: PersonId, slug: &str) -> Result<Option<ProgrammeMap>, Error> {
    let programme: Option<(ProgrammeId, String, String, Option<String>)> = reader.optional(
        sql!(
            "SELECT programmes.id, programmes.title, programmes.summary, certificates.code FROM programmes
             JOIN enrolments ON enrolments.programme_id = programmes.id AND enrolments.person_id = $1
             LEFT JOIN certificates ON certificates.programme_id = programmes.id AND certificates.person_id = $1
                                    AND certificates.revoked_at IS NULL
             WHERE programmes.slug = $2"
        ),
        params![person, slug],
    )?;
    let Some((id, title, summary, certificate)) = programme else { return Ok(None) };
    Ok(Some(ProgrammeMap { id, title, summary, certificate, modules: modules(reader, person, slug)? }))
}

fn modules(reader: &Reader<'_>, person: PersonId, slug: &str) -> Result<Vec<MapModule>, Error> {
    type Columns = (
        (ModuleId, String, String, String, Option<Date>),
        (String, String, String, i64, Option<Timestamp>, Option<Timestamp>),
    );
    let rows: Vec<(
        ModuleId,
        String,
        String,
        String,
        Option<Date>,
        String,
        String,
        String,
        i64,
        Option<Timestamp>,
        Option<Timestamp>,
    )> = reader.all(
        sql!(
            "SELECT modules.id, modules.slug, modules.title, modules.dimension, deadlines.due_on,
                    resources.slug, resources.title, resources.kind, resources.minutes,
                    progress.opened_at, progress.completed_at
             FROM programmes
             JOIN modules ON modules.programme_id = programmes.id AND modules.retired_at IS NULL
             JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             LEFT JOIN progress ON progress.resource_id = resources.id AND progress.person_id = $1
             LEFT JOIN deadlines ON deadlines.module_id = modules.id AND deadlines.person_id = $1
             WHERE programmes.slug = $2 ORDER BY modules.position, resources.position"
        ),
        params![person, slug],
    )?;
    let rows = rows.into_iter().map(|(id, module, title, dimension, due, slug, name, kind, minutes, opened, done)| {
        let columns: Columns = ((id, module, title, dimension, due), (slug, name, kind, minutes, opened, done));
        columns
    });
    let mut modules: Vec<MapModule> = Vec::new();
    for ((id, module, title, dimension, due_on), (slug, name, kind, minutes, opened, done)) in rows {
        if modules.last().is_none_or(|last| last.id != id) {
            modules.push(MapModule { id, slug: module, title, dimension, due_on, resources: Vec::new() });
        }
        let state = match (opened, done) {
            (_, Some(_)) => State::Done,
            (Some(_), None) => State::Begun,
            (None, None) => State::New,
        };
        let kind = ResourceKind::from_code(&kind);
        if let Some(last) = modules.last_mut() {
            last.resources.push(MapResource { slug, title: name, kind, minutes, state });
        }
    }
    Ok(modules)
}
