//! Office Open XML (ISO/IEC 29500): texts, sheets and presentations, without who wrote them.
//!
//! What goes is what the document inspector of their own programs takes away: the properties of the document, its thumbnail, the
//! people it was shared with, custom data, signatures that would no longer hold. What its author wrote stays, comments included.

use std::collections::{BTreeMap, BTreeSet};

use crate::package::{Package, Part};
use crate::xml::{Fate, rewrite, visit};
use crate::{Kind, Refusal};

const TYPES: &str = "[Content_Types].xml";
/// A sheet in a chart in a text is as deep as documents go.
const MOST_DEPTH: usize = 3;
/// The last word of the types of relations that lead to what only tells about the document.
const TELLING: [&str; 9] = [
    "core-properties",
    "extended-properties",
    "custom-properties",
    "thumbnail",
    "customXml",
    "customXmlProps",
    "people",
    "origin",
    "signature",
];
/// The template a document was made from: a path on its author's machine, or an address to load it from.
const TEMPLATE: &str = "attachedTemplate";

/// What a package is; none where it is something else.
pub(crate) fn kind(bytes: &[u8]) -> Result<Option<Kind>, Refusal> {
    let mut package = Package::open(bytes)?;
    let Some(types) = package.list(TYPES)? else { return Ok(None) };
    let (mut kind, mut has_macros) = (None, false);
    visit(&types, |element| {
        let said = element.value("ContentType");
        has_macros |= said.contains("macroEnabled") || said.contains("vbaProject");
        kind = kind.or(match said.as_str() {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml" => Some(Kind::Docx),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml" => Some(Kind::Xlsx),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml" => Some(Kind::Pptx),
            _ => None,
        });
    })?;
    if has_macros { Err(Refusal::Macros) } else { Ok(kind) }
}

/// Takes away what tells about the document; in the documents that it holds too.
pub(crate) fn clean(bytes: &[u8], depth: usize) -> Result<Vec<u8>, Refusal> {
    let mut package = Package::open(bytes)?;
    let names = package.names()?;
    refuse_programs(&names)?;
    let (mut changed, mut gone) = (BTreeMap::new(), BTreeSet::new());
    for name in names.iter().filter(|name| name.ends_with(".rels")) {
        let list = package.list(name)?.unwrap_or_default();
        changed.insert(name.clone(), relations(name, &list, &mut gone)?);
    }
    gone.extend(names.iter().filter(|name| only_tells(name)).cloned());
    let types = package.list(TYPES)?.ok_or(Refusal::Damaged)?;
    changed.insert(TYPES.to_owned(), without(&types, &gone)?);
    let fate = |name: &str| match changed.remove(name) {
        _ if gone.contains(name) || gone.contains(&described(name)) => Ok(Part::Drop),
        Some(content) => Ok(Part::Replace(content)),
        None => Ok(Part::Keep),
    };
    package.rewrite(fate, |name, content| embedded(name, content, depth))
}

/// A document in the document, cleaned; refused is what is not one: it may be anything, programs included.
fn embedded(name: &str, content: &[u8], depth: usize) -> Result<Option<Vec<u8>>, Refusal> {
    if !name.to_ascii_lowercase().contains("embeddings/") {
        return Ok(None);
    }
    if depth >= MOST_DEPTH || !content.starts_with(b"PK") || kind(content)?.is_none() {
        return Err(Refusal::Embedded);
    }
    clean(content, depth + 1).map(Some)
}

fn refuse_programs(names: &[String]) -> Result<(), Refusal> {
    let is_program = |name: &String| {
        let name = name.to_ascii_lowercase();
        name.contains("vbaproject") || name.contains("vbadata") || name.contains("/activex/")
    };
    if names.iter().any(is_program) { Err(Refusal::Macros) } else { Ok(()) }
}

/// Where such parts lie when the programs that are usual write them.
fn only_tells(name: &str) -> bool {
    ["docProps/", "customXml/", "_xmlsignatures/"].iter().any(|folder| name.starts_with(folder))
}

/// A list of relations without those that lead to what only tells about the document; where they led is noted.
fn relations(name: &str, list: &[u8], gone: &mut BTreeSet<String>) -> Result<Vec<u8>, Refusal> {
    let folder = name.split_once("_rels/").map_or("", |(folder, _)| folder);
    rewrite(list, |element| {
        let kind = element.value("Type");
        let last = kind.rsplit('/').next().unwrap_or_default();
        if !element.is("Relationship") {
            Fate::Keep
        } else if TELLING.contains(&last) {
            gone.insert(resolved(folder, &element.value("Target")));
            Fate::Drop
        } else if last == TEMPLATE {
            Fate::Say("Target", "Normal.dotm")
        } else {
            Fate::Keep
        }
    })
}

/// The part that a relation leads to, from the folder of the part that has it.
fn resolved(folder: &str, target: &str) -> String {
    let whole = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned);
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// The part whose relations a list holds: `word/document.xml` for `word/_rels/document.xml.rels`.
fn described(name: &str) -> String {
    match name.split_once("_rels/") {
        Some((folder, part)) => format!("{folder}{}", part.trim_end_matches(".rels")),
        None => String::new(),
    }
}

fn without(types: &[u8], gone: &BTreeSet<String>) -> Result<Vec<u8>, Refusal> {
    rewrite(types, |element| {
        let part = element.value("PartName");
        if gone.contains(part.trim_start_matches('/')) { Fate::Drop } else { Fate::Keep }
    })
}
