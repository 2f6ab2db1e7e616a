//! What stands where: adding, moving, renaming, copying and removing modules, resources and other files of a draft.

use coursework::editing::{
    self, Direction, FileKind, Moves, copied, counterpart, moved, new_path, renamed, renamed_title, slug_of,
};
use coursework::is_slug;
use database::{Moment, Transaction};

use super::begin::MOST_TITLE;
use super::draft::{Changes, Draft, Step};
use super::files::{Kept, keep_text};
use super::workshop::Workshop;
use crate::Error;
use crate::access::{Access, Teaching};
use crate::words::words;

/// What to do. A module is named by its folder, anything else by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// A new module of this title, behind the others.
    AddModule(String),
    /// A new resource of a kind and a title, behind the others of a module.
    AddResource {
        /// The module's folder.
        folder: String,
        /// Lesson, exercise or assessment.
        kind: FileKind,
        /// Its title.
        title: String,
    },
    /// A module or resource past its neighbour.
    Move(String, Direction),
    /// Another address for a module or resource.
    Rename(String, String),
    /// A module or resource once more, behind the others.
    Duplicate(String),
    /// A module, a resource or another file gone.
    Remove(String),
}

/// Does it, and gives the path of what was done it to, as it is named now. [`Error::Refused`] says why not.
pub fn arrange(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (author, slug, arrangement): (Access<Teaching>, &str, &Arrangement),
) -> Result<String, Error> {
    let draft = Draft::take(transaction, moment, (author, slug))?;
    match arrangement {
        Arrangement::AddModule(title) => add_module(draft, title),
        Arrangement::AddResource { folder, kind, title } => add_resource(draft, (folder, *kind, title)),
        Arrangement::Move(path, direction) => {
            let path = found(&draft, path)?;
            let moves = moved(&draft.paths(), &path, *direction);
            relocate(draft, "moved", &path, moves)
        }
        Arrangement::Rename(path, slug) => {
            let path = found(&draft, path)?;
            if !is_slug(slug) {
                return Err(Error::Refused("authoring-slug"));
            }
            let moves = renamed(&draft.paths(), &path, slug).map_err(|_| Error::Refused("authoring-slug-taken"))?;
            relocate(draft, "renamed", &path, moves)
        }
        Arrangement::Duplicate(path) => duplicate(draft, path),
        Arrangement::Remove(path) => remove(draft, path),
    }
}

fn title(typed: &str) -> Result<String, Error> {
    let title = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_right = !title.is_empty() && title.chars().count() <= MOST_TITLE;
    if is_right { Ok(title) } else { Err(Error::Refused("authoring-title")) }
}

fn add_module(draft: Draft<'_, '_>, typed: &str) -> Result<String, Error> {
    let (title, language) = (title(typed)?, draft.workshop.language());
    let folder = new_path(&draft.paths(), "", &slug_of(&title), FileKind::Other).map_err(|_| full())?;
    let lesson = format!("{folder}/01-{}.md", slug_of(&words(language, "authoring-first-lesson")));
    let texts = [
        (format!("{folder}/module.toml"), editing::module(&title, language)),
        (lesson, editing::lesson(&words(language, "authoring-first-lesson"), language)),
    ];
    add(draft, &folder, &texts)
}

fn add_resource(draft: Draft<'_, '_>, (folder, kind, typed): (&str, FileKind, &str)) -> Result<String, Error> {
    let (title, language) = (title(typed)?, draft.workshop.language());
    let folder = found(&draft, folder)?;
    let path = new_path(&draft.paths(), &folder, &slug_of(&title), kind).map_err(|_| full())?;
    let text = match kind {
        FileKind::Exercise => editing::exercise(&title, language),
        FileKind::Assessment => editing::assessment(&title, language),
        _ => editing::lesson(&title, language),
    };
    add(draft, &path, &[(path.clone(), text)])
}

/// Two digits number no more than ninety-nine in a row.
const fn full() -> Error {
    Error::Refused("authoring-full")
}

fn add(draft: Draft<'_, '_>, path: &str, texts: &[(String, String)]) -> Result<String, Error> {
    let mut changes = Changes::new();
    for (path, text) in texts {
        changes.insert(path.clone(), Some(keep_text(draft.transaction, text)?));
    }
    draft.step(&Step { kind: "added", path, base: None }, changes)?;
    Ok(path.to_owned())
}

/// The path as it is now, should it have been moved since the page was shown.
fn found(draft: &Draft<'_, '_>, path: &str) -> Result<String, Error> {
    let paths = draft.paths();
    let folders = paths.iter().filter_map(|path| path.split_once('/').map(|(folder, _)| folder));
    let all: Vec<&str> = if path.contains('/') { paths } else { folders.chain(paths.iter().copied()).collect() };
    counterpart(all.iter().copied(), path).map(str::to_owned).ok_or(Error::Refused("authoring-gone"))
}

fn relocate(draft: Draft<'_, '_>, kind: &'static str, path: &str, moves: Moves) -> Result<String, Error> {
    let files = &draft.workshop.files;
    let arriving = moves.iter().filter_map(|(from, to)| Some((to.clone(), Some(files.get(from)?.clone()))));
    // What leaves comes first: two that change places leave each the path of the other.
    let leaving = moves.iter().map(|(from, _)| (from.clone(), None));
    let changes: Changes = leaving.chain(arriving).collect();
    let now = moves.iter().find_map(|(from, to)| renamed_of(path, from, to)).unwrap_or_else(|| path.to_owned());
    draft.step(&Step { kind, path: &now, base: None }, changes)?;
    Ok(now)
}

/// Where a module or resource is now, seen from one of its files that moved.
fn renamed_of(path: &str, from: &str, to: &str) -> Option<String> {
    let rest = from.strip_prefix(path)?;
    if !rest.is_empty() && !rest.starts_with('/') {
        return None;
    }
    to.strip_suffix(rest).map(str::to_owned)
}

fn duplicate(draft: Draft<'_, '_>, path: &str) -> Result<String, Error> {
    let path = found(&draft, path)?;
    let copies = copied(&draft.paths(), &path).map_err(|_| full())?;
    let suffix = words(draft.workshop.language(), "authoring-copy-suffix");
    let mut changes = Changes::new();
    for (from, to) in &copies {
        let is_titled = *from == path || from.strip_prefix(path.as_str()) == Some("/module.toml");
        let text = draft.workshop.sources.text(from).filter(|_| is_titled);
        let kept = match text {
            Some(text) => Some(keep_text(draft.transaction, &renamed_title(from, text, &suffix))?),
            None => draft.workshop.files.get(from).cloned(),
        };
        changes.insert(to.clone(), kept);
    }
    let now = copies.iter().find_map(|(from, to)| renamed_of(&path, from, to)).unwrap_or_else(|| path.clone());
    draft.step(&Step { kind: "copied", path: &now, base: None }, changes)?;
    Ok(now)
}

fn remove(draft: Draft<'_, '_>, path: &str) -> Result<String, Error> {
    let path = found(&draft, path)?;
    if matches!(FileKind::of(&path), FileKind::Programme | FileKind::Module) {
        return Err(Error::Refused("authoring-needed"));
    }
    if FileKind::of(&path) == FileKind::Medium && super::media::is_used(&draft.workshop, &path) {
        return Err(Error::Refused("authoring-medium-used"));
    }
    let below = format!("{path}/");
    let gone = draft.workshop.files.keys().filter(|one| **one == path || one.starts_with(&below));
    let changes: Changes = gone.map(|one| (one.clone(), None::<Kept>)).collect();
    draft.step(&Step { kind: "removed", path: &path, base: None }, changes)?;
    Ok(path)
}

/// Whether a file of this path may be made: a resource, or what a module and a programme cannot do without.
pub(super) fn is_writable(workshop: &Workshop, path: &str) -> bool {
    let mut parts = path.split('/');
    let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let is_name = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.contains('\\');
    let has_folder = workshop.files.keys().any(|one| one.starts_with(&format!("{first}/")));
    match (second, third) {
        (None, _) => FileKind::of(path) == FileKind::Programme,
        (Some(name), None) => is_name(name) && has_folder && !matches!(FileKind::of(path), FileKind::Medium),
        _ => false,
    }
}
