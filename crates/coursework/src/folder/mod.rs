//! Reading a programme folder: the whole of it, and every mistake in it.
//!
//! Readers never stop at a mistake. They report it and go on with a placeholder, which nobody ever sees, since a folder
//! with a mistake yields no programme.

mod assignments;
mod fields;
mod files;
mod lessons;
mod media;
mod modules;
mod names;
mod question_kinds;
mod questions;
mod report;
mod toml_file;
mod values;

use std::fs;
use std::path::{Path, PathBuf};

use crate::mistake::{Mistake, MistakeKind};
use crate::model::{CertificateRule, Language, Module, Programme};
use fields::Fields;
use files::{Entry, EntryKind};
use modules::ModuleReader;
use report::Report;
use toml_file::TomlFile;

const PROGRAMME_FILE: &str = "programme.toml";
/// Files that people keep beside content and that are no content.
const COMPANIONS: [&str; 3] = ["README.md", "LICENSE", "LICENSE.md"];

/// Reads a programme folder, or tells all that is wrong in it, file by file.
pub fn read_folder(path: &Path) -> Result<Programme, Vec<Mistake>> {
    let report = Report::default();
    let programme = FolderReader { root: path, report: &report }.programme();
    report.into_result(programme)
}

struct FolderReader<'run> {
    root: &'run Path,
    report: &'run Report,
}

impl FolderReader<'_> {
    fn programme(&self) -> Programme {
        let slug = self.slug();
        let entries = files::list(self.root, Path::new(""), self.report);
        let mut programme = self.description(&slug);
        programme.modules = self.modules(entries, programme.language);
        programme
    }

    /// The name of the folder, even when it was given as `.`.
    fn slug(&self) -> String {
        let named = self.root.file_name().map(PathBuf::from);
        let full = named.or_else(|| fs::canonicalize(self.root).ok()).unwrap_or_default();
        let name = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !names::is_slug(&name) {
            let expected = "un nom de dossier en minuscules sans accent, chiffres et tirets est attendu";
            self.report.add(Path::new("."), None, MistakeKind::BadSlug { name: name.clone(), expected });
        }
        name
    }

    fn description(&self, slug: &str) -> Programme {
        let path = Path::new(PROGRAMME_FILE);
        let text = files::required_text(self.root, path, self.report);
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
        let reader = ModuleReader { root: self.root, report: self.report, language };
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
