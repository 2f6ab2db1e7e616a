//! Importing a programme: in place, so that a learner keeps the progress of every resource that still exists.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use coursework::{Module, Programme};
use database::{Moment, Transaction, params, sql};
use journal::Entry;

use super::content::html_and_content;
use super::files::StoredMedia;
use super::media::write_media;
use super::rows::{self, Fate, KnownModule, KnownResource, ModuleRow, ResourceRow};
use super::{ModuleId, ProgrammeDetail, ProgrammeId};
use crate::Error;

/// What an import did, counted over the programme, its modules and its resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// The programme's address.
    pub slug: String,
    /// New ones.
    pub added: u32,
    /// Changed ones, and ones that came back.
    pub updated: u32,
    /// Ones that left the folder; the progress made in them is kept.
    pub retired: u32,
    /// Ones left as they were.
    pub unchanged: u32,
}

impl fmt::Display for ImportReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { slug, added, updated, retired, unchanged } = self;
        write!(formatter, "{slug}: {added} added, {updated} updated, {retired} retired, {unchanged} unchanged")
    }
}

impl ImportReport {
    fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Added => self.added += 1,
            Fate::Updated => self.updated += 1,
            Fate::Unchanged => self.unchanged += 1,
        }
    }

    const fn changed(&self) -> bool {
        self.added + self.updated + self.retired > 0
    }
}

/// Imports a programme. `position` is its place in the catalogue: unless told, it keeps the one it has, or comes last.
/// `store_media` puts a file of the folder where it is served from; it is asked once for each file of a module.
pub fn import(
    transaction: &Transaction<'_>,
    moment: &Moment,
    programme: &Programme,
    position: Option<u32>,
    store_media: &mut dyn FnMut(&Path) -> Result<StoredMedia, Error>,
) -> Result<ImportReport, Error> {
    let slug = programme.slug.clone();
    let mut report = ImportReport { slug, added: 0, updated: 0, retired: 0, unchanged: 0 };
    let (id, fate) = rows::write_programme(transaction, moment, programme, position)?;
    report.count(fate);
    let mut import = Import {
        transaction,
        moment,
        programme: id,
        known_modules: rows::known_modules(transaction, id)?,
        known_resources: rows::known_resources(transaction, id)?,
        report,
    };
    for (place, module) in (1..).zip(&programme.modules) {
        import.module(place, module, store_media)?;
    }
    import.retire_the_rest()?;
    let report = import.report;
    if report.changed() {
        note(transaction, moment, &report)?;
    }
    Ok(report)
}

/// An import under way. What it has met is taken out of the known rows; what remains at the end has left the folder.
struct Import<'a, 'c> {
    transaction: &'a Transaction<'c>,
    moment: &'a Moment,
    programme: ProgrammeId,
    known_modules: HashMap<String, KnownModule>,
    known_resources: HashMap<(ModuleId, String), KnownResource>,
    report: ImportReport,
}

impl Import<'_, '_> {
    fn module(
        &mut self,
        place: i64,
        module: &Module,
        store_media: &mut dyn FnMut(&Path) -> Result<StoredMedia, Error>,
    ) -> Result<(), Error> {
        let known = self.known_modules.remove(&module.slug);
        let row = ModuleRow::of(place, module)?;
        let (id, fate) = rows::write_module(self.transaction, self.moment, self.programme, &row, known)?;
        self.report.count(fate);
        let mut store = |file: &coursework::MediaFile| store_media(&file.path_in_folder);
        let addresses = write_media(self.transaction, self.programme, module, &mut store)?;
        let address_of = |name: &str| addresses.get(name).cloned().unwrap_or_default();
        for (place, resource) in (1..).zip(&module.resources) {
            let (html, content) = html_and_content(&resource.body, &address_of);
            let row = ResourceRow::of(place, resource, html, &content)?;
            let known = self.known_resources.remove(&(id, resource.slug.clone()));
            let fate = rows::write_resource(self.transaction, self.moment, id, &row, known)?;
            self.report.count(fate);
        }
        Ok(())
    }

    fn retire_the_rest(&mut self) -> Result<(), Error> {
        for known in self.known_modules.values().filter(|known| !known.is_retired()) {
            let statement = sql!("UPDATE modules SET retired_at = $2 WHERE id = $1");
            self.transaction.execute(statement, params![known.id, self.moment.now])?;
            self.report.retired += 1;
        }
        for known in self.known_resources.values().filter(|known| !known.is_retired()) {
            let statement = sql!("UPDATE resources SET retired_at = $2 WHERE id = $1");
            self.transaction.execute(statement, params![known.id, self.moment.now])?;
            self.report.retired += 1;
        }
        Ok(())
    }
}

fn note(transaction: &Transaction<'_>, moment: &Moment, report: &ImportReport) -> Result<(), Error> {
    let entry = Entry::new("programme.imported")
        .with("programme", report.slug.as_str())
        .with("added", report.added)
        .with("updated", report.updated)
        .with("retired", report.retired);
    journal::append(transaction, moment, entry)?;
    Ok(())
}

/// The JSON of a programme's `detail` column.
pub(super) fn detail_json(programme: &Programme) -> Result<String, Error> {
    Ok(serde_json::to_string(&ProgrammeDetail::of(programme))?)
}
