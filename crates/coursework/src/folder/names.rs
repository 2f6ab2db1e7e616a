//! Names of folders, files and keys.

use std::collections::HashMap;
use std::path::Path;

use super::files::Entry;
use super::report::Report;
use crate::mistake::MistakeKind;

/// The longest slug: addresses and file systems stay comfortable.
const LONGEST_SLUG: usize = 80;

const EXPECTED_ORDERED: &str =
    "NN-nom est attendu : deux chiffres, un tiret, puis minuscules sans accent, chiffres et tirets";

/// Whether a name is made of lower-case ASCII letters and digits, in words joined by single hyphens.
pub fn is_slug(name: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    name.len() <= LONGEST_SLUG && name.split('-').all(is_word)
}

/// The entries in the order their names tell, each with its slug. Names that are not `NN-slug` and slugs that come twice
/// are reported; the entries are kept, so that what is in them is checked too.
pub(super) fn in_order(entries: Vec<Entry>, stem: impl Fn(&Entry) -> &str, report: &Report) -> Vec<(String, Entry)> {
    let mut ordered: Vec<(u32, String, Entry)> = entries
        .into_iter()
        .map(|entry| {
            let (order, slug) = order_and_slug(stem(&entry), &entry.path, report);
            (order, slug, entry)
        })
        .collect();
    ordered.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    tell_duplicates(&ordered, report);
    ordered.into_iter().map(|(_, slug, entry)| (slug, entry)).collect()
}

fn order_and_slug(stem: &str, path: &Path, report: &Report) -> (u32, String) {
    if let Some((order, slug)) = order_and_slug_of(stem) {
        return (order, slug.to_owned());
    }
    report.add(path, None, MistakeKind::BadSlug { name: stem.to_owned(), expected: EXPECTED_ORDERED });
    (u32::MAX, stem.to_owned())
}

/// The two parts of `NN-slug`, if that is what it is.
pub(crate) fn order_and_slug_of(stem: &str) -> Option<(u32, &str)> {
    let (order, slug) = stem.split_once('-').filter(|(order, slug)| is_order(order) && is_slug(slug))?;
    Some((order.parse().ok()?, slug))
}

fn is_order(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn tell_duplicates(ordered: &[(u32, String, Entry)], report: &Report) {
    let mut first_paths: HashMap<&str, &Path> = HashMap::new();
    for (_, slug, entry) in ordered {
        if let Some(first) = first_paths.get(slug.as_str()) {
            let first = first.display().to_string();
            report.add(&entry.path, None, MistakeKind::DuplicateSlug { slug: slug.clone(), first });
        } else {
            first_paths.insert(slug, &entry.path);
        }
    }
}
