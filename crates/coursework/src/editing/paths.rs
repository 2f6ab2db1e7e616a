//! What the path of a file says of it.

use crate::comparison::folded;
use crate::folder::order_and_slug_of;
use crate::markdown;

/// The longest slug made from a title: an address that can still be read.
const LONGEST_SLUG: usize = 60;
const MEDIA_FOLDER: &str = "media";

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// `programme.toml`
    Programme,
    /// `NN-slug/module.toml`
    Module,
    /// `NN-slug/NN-slug.md`
    Lesson,
    /// `NN-slug/NN-slug.exercise.toml`
    Exercise,
    /// `NN-slug/NN-slug.assessment.toml`
    Assessment,
    /// What stands in the media folder of a module.
    Medium,
    /// Anything else that is kept beside content.
    Other,
}

/// The suffixes of the three kinds of resources. The longer ones end otherwise than the shorter, so their order is free.
const SUFFIXES: [(&str, FileKind); 3] =
    [(".md", FileKind::Lesson), (".exercise.toml", FileKind::Exercise), (".assessment.toml", FileKind::Assessment)];

impl FileKind {
    /// What the file at a path is.
    pub fn of(path: &str) -> Self {
        match path.split('/').collect::<Vec<_>>().as_slice() {
            ["programme.toml"] => Self::Programme,
            [_, "module.toml"] => Self::Module,
            [_, "README.md"] => Self::Other,
            [_, name] => split_suffix(name).map_or(Self::Other, |(_, _, kind)| kind),
            [_, MEDIA_FOLDER, _, ..] => Self::Medium,
            _ => Self::Other,
        }
    }

    /// The suffix of the file's name; empty for what is no resource.
    pub fn suffix(self) -> &'static str {
        SUFFIXES.iter().find(|(_, kind)| *kind == self).map_or("", |(suffix, _)| suffix)
    }

    /// The word for the kind in addresses and words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Module => "module",
            Self::Lesson => "lesson",
            Self::Exercise => "exercise",
            Self::Assessment => "assessment",
            Self::Medium => "medium",
            Self::Other => "other",
        }
    }

    /// The kind of a resource, from its code.
    pub fn resource_from_code(code: &str) -> Option<Self> {
        SUFFIXES.iter().map(|(_, kind)| *kind).find(|kind| kind.code() == code)
    }
}

/// The name of a resource file in its stem, suffix and kind.
pub(super) fn split_suffix(name: &str) -> Option<(&str, &'static str, FileKind)> {
    SUFFIXES.iter().find_map(|(suffix, kind)| Some((name.strip_suffix(suffix)?, *suffix, *kind)))
}

/// The order and the rest of a name such as `02-lire.md` or `01-marche`; what has no order comes last.
pub(super) fn ordered(name: &str) -> (u32, &str) {
    let stem = split_suffix(name).map_or(name, |(stem, ..)| stem);
    match order_and_slug_of(stem) {
        Some((order, _)) => (order, name.split_once('-').map_or(name, |(_, rest)| rest)),
        None => (u32::MAX, name),
    }
}

/// The path without its orders: the same for a file that was moved, whatever it now stands behind.
pub fn identity(path: &str) -> String {
    path.split('/').map(|part| ordered(part).1).collect::<Vec<_>>().join("/")
}

/// Where the file of a path stands among others: there, or where it was moved to.
pub fn counterpart<'paths>(mut paths: impl Iterator<Item = &'paths str> + Clone, path: &str) -> Option<&'paths str> {
    let wanted = identity(path);
    paths.clone().find(|one| *one == path).or_else(|| paths.find(|one| identity(one) == wanted))
}

/// An address made from a title, or from any words: lower-case letters, digits and single hyphens; `sans-titre` for none.
pub fn slug_of(title: &str) -> String {
    let mut slug = String::new();
    for character in folded(title).chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    // Cut where a word ends, unless there is only one.
    if slug.len() > LONGEST_SLUG {
        let cut = slug[..LONGEST_SLUG].rfind('-').unwrap_or(LONGEST_SLUG);
        slug.truncate(cut);
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "sans-titre".to_owned() } else { slug.to_owned() }
}

/// The name that a media file gets, from the one it had; nothing for a suffix that is no medium.
pub fn media_name(given: &str) -> Option<String> {
    let (stem, suffix) = given.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    let name = format!("{}.{}", slug_of(stem), suffix.to_ascii_lowercase());
    (markdown::content_type(&name) != "application/octet-stream").then_some(name)
}
