//! A module: its description and its resources.

use std::path::Path;

use super::files::{self, Entry, EntryKind, Place};
use super::names;
use super::report::Report;
use super::toml_file::TomlFile;
use crate::mistake::MistakeKind;
use crate::model::{Dimension, Language, Module, Resource, ResourceBody};

const MODULE_FILE: &str = "module.toml";
const MEDIA_FOLDER: &str = "media";
const README: &str = "README.md";

const LESSON_SUFFIX: &str = ".md";
const EXERCISE_SUFFIX: &str = ".exercise.toml";
const ASSESSMENT_SUFFIX: &str = ".assessment.toml";

/// Reads the modules of a folder.
pub(super) struct ModuleReader<'run> {
    pub(super) place: &'run dyn Place,
    pub(super) report: &'run Report,
    pub(super) language: Language,
}

impl ModuleReader<'_> {
    /// Reads the module at a path below the root.
    pub(super) fn module(&self, slug: String, folder: &Path) -> Module {
        let mut module = self.description(slug, folder);
        module.resources = self.resources(folder);
        module
    }

    fn description(&self, slug: String, folder: &Path) -> Module {
        let mut module = Module {
            slug,
            title: String::new(),
            summary: String::new(),
            dimension: Dimension::Technical,
            competences: Vec::new(),
            deadline_days: None,
            partner: None,
            resources: Vec::new(),
        };
        let path = folder.join(MODULE_FILE);
        let Some(text) = files::required_text(self.place, &path, self.report) else {
            return module;
        };
        let Some(file) = TomlFile::parse(&path, &text, self.report) else {
            return module;
        };
        file.set_language(self.language);
        let mut fields = file.root();
        let dimensions = [("technical", Dimension::Technical), ("strategic", Dimension::Strategic)];
        module.title = fields.text("title");
        module.summary = fields.text("summary");
        module.dimension = fields.word("dimension", &dimensions, Dimension::Technical);
        module.competences = fields.competences("competences");
        module.deadline_days = fields.optional_whole("deadline_days", 1..=3_650);
        module.partner = fields.optional_slug("partner");
        fields.finish();
        module
    }

    fn resources(&self, folder: &Path) -> Vec<Resource> {
        let mut found = Vec::new();
        for entry in self.place.list(folder, self.report) {
            match (entry.kind, entry.name.as_str()) {
                (EntryKind::Folder, MEDIA_FOLDER) | (EntryKind::File, MODULE_FILE | README) => {}
                (EntryKind::File, name) if suffix_of(name).is_some() => found.push(entry),
                _ => self.report.add(&entry.path, None, MistakeKind::UnexpectedFile),
            }
        }
        if found.is_empty() {
            self.report.add(folder, None, MistakeKind::NoResource);
        }
        let ordered = names::in_order(found, stem_of, self.report);
        ordered.into_iter().filter_map(|(slug, entry)| self.resource(slug, folder, &entry)).collect()
    }

    /// A resource, or nothing when its file cannot be read at all, which was reported.
    fn resource(&self, slug: String, folder: &Path, entry: &Entry) -> Option<Resource> {
        let text = files::text(self.place, &entry.path, self.report)?;
        let (title, body) = match suffix_of(&entry.name)? {
            EXERCISE_SUFFIX => {
                let (title, exercise) = self.exercise(folder, &entry.path, &text)?;
                (title, ResourceBody::Exercise(exercise))
            }
            ASSESSMENT_SUFFIX => {
                let (title, assessment) = self.assessment(folder, &entry.path, &text)?;
                (title, ResourceBody::Assessment(assessment))
            }
            _ => {
                let (title, lesson) = self.lesson(folder, &entry.path, &text);
                (title, ResourceBody::Lesson(lesson))
            }
        };
        Some(Resource { slug, title, body })
    }
}

fn suffix_of(name: &str) -> Option<&'static str> {
    [EXERCISE_SUFFIX, ASSESSMENT_SUFFIX, LESSON_SUFFIX].into_iter().find(|suffix| name.ends_with(suffix))
}

fn stem_of(entry: &Entry) -> &str {
    suffix_of(&entry.name).and_then(|suffix| entry.name.strip_suffix(suffix)).unwrap_or(&entry.name)
}
