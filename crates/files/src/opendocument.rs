//! OpenDocument (ISO/IEC 26300): texts, sheets and presentations, without who wrote them.

use crate::package::{Package, Part};
use crate::xml::{Element, Fate, rewrite, visit};
use crate::{Kind, Refusal};

const KIND: &str = "mimetype";
const MANIFEST: &str = "META-INF/manifest.xml";
/// What the settings say of their author's printer, and of each time the document was open.
const TELLING: [&str; 4] = ["PrinterName", "PrinterSetup", "Rsid", "RsidRoot"];

/// What a package is; none where it is something else.
pub(crate) fn kind(bytes: &[u8]) -> Result<Option<Kind>, Refusal> {
    let mut package = Package::open(bytes)?;
    let Some(said) = package.list(KIND)? else { return Ok(None) };
    let said = String::from_utf8_lossy(&said);
    let kinds = [Kind::Odt, Kind::Ods, Kind::Odp];
    Ok(kinds.into_iter().find(|kind| kind.content_type() == said.trim()))
}

/// Takes away what tells about the document and about those that it holds.
pub(crate) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut package = Package::open(bytes)?;
    let names = package.names()?;
    if names.iter().any(|name| name.starts_with("Basic/") || name.starts_with("Scripts/")) {
        return Err(Refusal::Macros);
    }
    let manifest = package.list(MANIFEST)?.ok_or(Refusal::Damaged)?;
    refuse_what_is_closed(&manifest)?;
    let manifest = rewrite(&manifest, |element| {
        if element.is("file-entry") && only_tells(&element.value("full-path")) { Fate::Drop } else { Fate::Keep }
    })?;
    let settings = match package.list("settings.xml")? {
        Some(settings) => Some(rewrite(&settings, without_traces)?),
        None => None,
    };
    let fate = |name: &str| match name {
        MANIFEST => Ok(Part::Replace(manifest.clone())),
        "settings.xml" => Ok(settings.clone().map_or(Part::Drop, Part::Replace)),
        _ if only_tells(name) => Ok(Part::Drop),
        _ => Ok(Part::Keep),
    };
    package.rewrite(fate, |_, _| Ok(None))
}

fn without_traces(element: &Element<'_>) -> Fate {
    let is_trace = element.is("config-item") && TELLING.contains(&element.value("name").as_str());
    if is_trace { Fate::Drop } else { Fate::Keep }
}

/// Properties, thumbnails, and signatures that would no longer hold.
fn only_tells(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    last == "meta.xml" || name.starts_with("Thumbnails/") || last.ends_with("signatures.xml")
}

/// A part that a password closes, and one that is an object of another program.
fn refuse_what_is_closed(manifest: &[u8]) -> Result<(), Refusal> {
    let (mut is_locked, mut holds_objects) = (false, false);
    visit(manifest, |element| {
        is_locked |= element.is("encryption-data");
        holds_objects |= element.value("media-type").contains("oleobject");
    })?;
    match (is_locked, holds_objects) {
        (true, _) => Err(Refusal::Locked),
        (_, true) => Err(Refusal::Embedded),
        _ => Ok(()),
    }
}
