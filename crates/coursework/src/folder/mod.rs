//! Reading a programme folder: the whole of it, and every mistake in it.
//!
//! The files lie on a disk, or are held in memory; what is read from either is the same. Readers never stop at a mistake. They report it and go on with a placeholder, which nobody ever sees, since a folder
//! with a mistake yields no programme.

mod assignments;
mod disk;
mod fields;
mod files;
mod lessons;
mod listing;
mod media;
mod modules;
mod names;
mod question_kinds;
mod questions;
mod report;
mod sources;
mod toml_file;
mod values;

use std::fs;
use std::path::{Path, PathBuf};

use crate::mistake::{Mistake, MistakeKind};
use crate::model::{CertificateRule, Language, Module, Programme};
use disk::Disk;
use fields::Fields;
use files::{Entry, EntryKind, Place};
use modules::ModuleReader;
use report::Report;
use toml_file::TomlFile;

pub use files::MEDIA_LIMIT;
pub use listing::folder_sources;
pub use names::is_slug;
pub(crate) use names::order_and_slug_of;
pub(crate) use question_kinds::KINDS;
pub use sources::{Source, Sources};

const PROGRAMME_FILE: &str = "programme.toml";
/// Files that people keep beside content and that are no content.
const COMPANIONS: [&str; 3] = ["README.md", "LICENSE", "LICENSE.md"];

/// Reads a programme folder, or tells all that is wrong in it, file by file. Its name is the programme's address.
pub fn read_folder(path: &Path) -> Result<Programme, Vec<Mistake>> {
    let named = path.file_name().map(PathBuf::from);
    // The folder may have been given as `.`.
    let full = named.or_else(|| fs::canonicalize(path).ok()).unwrap_or_default();
    read_folder_as(path, &full.file_name().unwrap_or_default().to_string_lossy())
}

/// Reads a programme folder of any name, for a programme of this address.
pub fn read_folder_as(path: &Path, slug: &str) -> Result<Programme, Vec<Mistake>> {
    read(&Disk(path), slug)
}

/// Reads a programme whose files are held already.
pub fn read_sources(sources: &Sources, slug: &str) -> Result<Programme, Vec<Mistake>> {
    read(sources, slug)
}

/// Reads what can be read, for a page that shows a file while it is being written, and tells what is wrong in it.
pub fn read_leniently(sources: &Sources, slug: &str) -> (Programme, Vec<Mistake>) {
    let report = Report::default();
    let programme = FolderReader { place: sources, report: &report }.programme(slug);
    let mistakes = report.into_result(()).err().unwrap_or_default();
    (programme, mistakes)
}

fn read(place: &dyn Place, slug: &str) -> Result<Programme, Vec<Mistake>> {
    let report = Report::default();
    if !is_slug(slug) {
        let expected = "un nom de dossier en minuscules sans accent, chiffres et tirets est attendu";
        report.add(Path::new("."), None, MistakeKind::BadSlug { name: slug.to_owned(), expected });
    }
    let programme = FolderReader { place, report: &report }.programme(slug);
    report.into_result(programme)
}

struct FolderReader<'run> {
    place: &'run dyn Place,
    report: &'run Report,
}

impl FolderReader<'_> {
    fn programme(&self, slug: &str) -> Programme {
        let entries = self.place.list(Path::new(""), self.report);
        let mut programme = self.description(slug);
        programme.modules = self.modules(entries, programme.language);
        programme
    }

    fn description(&self, slug: &str) -> Programme {
        let path = Path::new(PROGRAMME_FILE);
        let text = files::required_text(self.place, path, self.report);
        let file = text.as_deref().and_then(|text| TomlFile::parse(path, text, self.report));
        let mut programme = empty_programme(slug);
        // Without a readable description the rest of the folder is still checked, as if it were French.
        if let Some(file) = &file {
            let mut fields = file.root();
            programme.language = fields.word("language", &[("fr", Language::Fr), ("en", Language::En)], Language::Fr);
            fields.set_language(programme.language);
            fill_description(&mut programme, &mut fields);
            fields.finish();
        }
        programme
    }

    fn modules(&self, entries: Vec<Entry>, language: Language) -> Vec<Module> {
        let mut found = Vec::new();
        for entry in entries {
            match entry.kind {
                EntryKind::Folder => found.push(entry),
                EntryKind::File if entry.name == PROGRAMME_FILE || COMPANIONS.contains(&entry.name.as_str()) => {}
                EntryKind::File => self.report.add(&entry.path, None, MistakeKind::UnexpectedFile),
            }
        }
        if found.is_empty() {
            self.report.add(Path::new(PROGRAMME_FILE), None, MistakeKind::NoModule);
        }
        let ordered = names::in_order(found, |entry| &entry.name, self.report);
        let reader = ModuleReader { place: self.place, report: self.report, language };
        ordered.into_iter().map(|(slug, entry)| reader.module(slug, &entry.path)).collect()
    }
}

fn empty_programme(slug: &str) -> Programme {
    Programme {
        slug: slug.to_owned(),
        title: String::new(),
        summary: String::new(),
        language: Language::Fr,
        price_cents: 0,
        hours: 0,
        updated_on: String::new(),
        audience: String::new(),
        prerequisites: String::new(),
        objectives: Vec::new(),
        competences: Vec::new(),
        certificate: None,
        modules: Vec::new(),
    }
}

fn fill_description(programme: &mut Programme, fields: &mut Fields<'_>) {
    programme.title = fields.text("title");
    programme.summary = fields.text("summary");
    programme.price_cents = fields.whole("price_cents", 0..=10_000_000);
    programme.hours = fields.whole("hours", 1..=5_000);
    programme.updated_on = fields.date("updated_on");
    programme.audience = fields.text("audience");
    programme.prerequisites = fields.text("prerequisites");
    programme.objectives = fields.texts("objectives", 1);
    programme.competences = fields.competences("competences");
    programme.certificate = fields.optional_table("certificate").map(|mut certificate| {
        let minimum_score_percent = certificate.whole("minimum_score_percent", 0..=100);
        certificate.finish();
        CertificateRule { minimum_score_percent }
    });
}
