//! What stands where in a programme, even while its files hold mistakes.

use std::collections::BTreeMap;

use toml_edit::Document;

use super::paths::{FileKind, ordered, split_suffix};
use crate::folder::{Source, Sources, order_and_slug_of};
use crate::markdown;

/// A programme as its paths and titles tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Its title; empty when it cannot be read.
    pub title: String,
    /// Its modules, in their order.
    pub modules: Vec<ModuleOutline>,
    /// Files beside the modules, `programme.toml` apart.
    pub others: Vec<String>,
}

/// A module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModuleOutline {
    /// Its folder, which is its path.
    pub folder: String,
    /// Its address.
    pub slug: String,
    /// Its title, or its address.
    pub title: String,
    /// Its resources, in their order.
    pub resources: Vec<ResourceOutline>,
    /// The paths of its media.
    pub media: Vec<String>,
    /// Files beside the resources, `module.toml` apart.
    pub others: Vec<String>,
}

/// A resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceOutline {
    /// The path of its file.
    pub path: String,
    /// Its address.
    pub slug: String,
    /// Its title, or its address.
    pub title: String,
    /// Lesson, exercise or assessment.
    pub kind: FileKind,
}

/// Tells what stands where.
pub fn outline(sources: &Sources) -> Outline {
    let mut outline =
        Outline { title: sources.text("programme.toml").map(toml_title).unwrap_or_default(), ..Outline::default() };
    let mut modules: BTreeMap<&str, ModuleOutline> = BTreeMap::new();
    for (path, source) in sources.iter() {
        match path.split_once('/') {
            Some((folder, name)) => file_of_module(modules.entry(folder).or_default(), (path, name), source),
            None if FileKind::of(path) == FileKind::Programme => {}
            None => outline.others.push(path.to_owned()),
        }
    }
    let mut modules: Vec<(&str, ModuleOutline)> = modules.into_iter().collect();
    modules.sort_by_key(|(folder, _)| ordered(folder));
    outline.modules = modules.into_iter().map(|(folder, module)| finished(folder, module)).collect();
    outline
}

fn file_of_module(module: &mut ModuleOutline, (path, name): (&str, &str), source: &Source) {
    let text = match source {
        Source::Text(text) => text,
        Source::Media { .. } => "",
    };
    match FileKind::of(path) {
        FileKind::Module => module.title = toml_title(text),
        FileKind::Medium => module.media.push(path.to_owned()),
        kind @ (FileKind::Lesson | FileKind::Exercise | FileKind::Assessment) => {
            let stem = split_suffix(name).map_or(name, |(stem, ..)| stem);
            let slug = order_and_slug_of(stem).map_or(stem, |(_, slug)| slug).to_owned();
            let title = Some(title_of(path, text)).filter(|title| !title.is_empty()).unwrap_or_else(|| slug.clone());
            module.resources.push(ResourceOutline { path: path.to_owned(), slug, title, kind });
        }
        FileKind::Programme | FileKind::Other => module.others.push(path.to_owned()),
    }
}

fn finished(folder: &str, mut module: ModuleOutline) -> ModuleOutline {
    module.resources.sort_by(|one, other| {
        let order = |resource: &ResourceOutline| ordered(file_name(&resource.path)).0;
        (order(one), &one.slug).cmp(&(order(other), &other.slug))
    });
    folder.clone_into(&mut module.folder);
    order_and_slug_of(folder).map_or(folder, |(_, slug)| slug).clone_into(&mut module.slug);
    if module.title.is_empty() {
        module.title.clone_from(&module.slug);
    }
    module
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The title that a file gives to what it holds; empty when there is none.
pub fn title_of(path: &str, text: &str) -> String {
    if FileKind::of(path) == FileKind::Lesson {
        let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        return first.strip_prefix("# ").map(|_| markdown::plain_line(first)).unwrap_or_default().trim().to_owned();
    }
    toml_title(text)
}

fn toml_title(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let title =
        Document::parse(text).ok().and_then(|document| Some(document.get("title")?.as_str()?.trim().to_owned()));
    title.unwrap_or_default()
}
