//! The versions of a programme: which there are, one put back into the draft, and a draft brought up to a newer one.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use vault::{Sealed, Vault};

use super::draft::{Changes, Draft, Step};
use super::files::{Files, of_version};
use super::names::author_name;
use super::workshop::{Workshop, opened};
use crate::Error;
use crate::access::{Access, Teaching};
use crate::people::PersonId;
use crate::programmes::ProgrammeId;

/// A version.
#[derive(Clone, Debug)]
pub struct VersionLine {
    /// Its number, from 1.
    pub number: u32,
    /// When it was published or imported.
    pub published_at: Timestamp,
    /// By whom; nobody when it was imported on the command line, empty once the name is gone.
    pub name: Option<String>,
    /// What they said of it; may be empty.
    pub note: String,
}

/// What bringing a draft up to the newest version did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebased {
    /// Files that come from the newest version.
    pub taken: Vec<String>,
    /// Files that both changed, each in its way: the draft's stay.
    pub both: Vec<String>,
}

/// Every version, the newest first.
pub fn versions(
    reader: &Reader<'_>,
    vault: &Vault,
    (_, slug): (Access<Teaching>, &str),
) -> Result<(Workshop, Vec<VersionLine>), Error> {
    type Row = (u32, Timestamp, Option<PersonId>, String, Option<Sealed>);
    let workshop = opened(reader, slug)?;
    let rows: Vec<Row> = reader.all(
        sql!(
            "SELECT number, published_at, published_by, note, people.name_sealed
             FROM programme_versions LEFT JOIN people ON people.id = programme_versions.published_by
             WHERE programme_id = $1 ORDER BY number DESC"
        ),
        params![workshop.id],
    )?;
    let line = |(number, published_at, published_by, note, sealed): Row| {
        let name = published_by.map(|person| author_name(vault, person, sealed.as_ref())).transpose()?;
        Ok(VersionLine { number, published_at, name, note })
    };
    let lines = rows.into_iter().map(line).collect::<Result<_, Error>>()?;
    Ok((workshop, lines))
}

/// Puts the files of a version into the draft, as one step.
pub fn restore(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (author, slug, number): (Access<Teaching>, &str, u32),
) -> Result<bool, Error> {
    let draft = Draft::take(transaction, moment, (author, slug))?;
    let wanted = files_of(transaction, draft.workshop.id, Some(number))?;
    if wanted.is_empty() {
        return Err(Error::NotFound);
    }
    let gone = draft.workshop.files.keys().filter(|path| !wanted.contains_key(*path)).map(|path| (path.clone(), None));
    let changes: Changes = gone.chain(wanted.iter().map(|(path, kept)| (path.clone(), Some(kept.clone())))).collect();
    draft.step(&Step { kind: "restored", path: &number.to_string(), base: None }, changes)
}

/// Brings a draft that began from an older version up to the newest: files that only the newest changed are taken from it, those
/// that the draft changed stay. One step, which can be undone.
pub fn rebase(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (author, slug): (Access<Teaching>, &str),
) -> Result<Rebased, Error> {
    let draft = Draft::take(transaction, moment, (author, slug))?;
    let Some(newest) = draft.workshop.newest.filter(|_| draft.workshop.is_behind()) else {
        return Ok(Rebased::default());
    };
    let (changes, rebased) = towards_newest(transaction, &draft.workshop)?;
    draft.step(&Step { kind: "rebased", path: &newest.to_string(), base: Some(newest) }, changes)?;
    Ok(rebased)
}

/// What bringing the draft up to the newest version would do.
pub(super) fn towards_newest(reader: &Reader<'_>, workshop: &Workshop) -> Result<(Changes, Rebased), Error> {
    let base = files_of(reader, workshop.id, workshop.draft.as_ref().and_then(|draft| draft.base))?;
    let newest = files_of(reader, workshop.id, workshop.newest)?;
    let (mut changes, mut rebased) = (Changes::new(), Rebased::default());
    let paths: std::collections::BTreeSet<&String> = base.keys().chain(newest.keys()).collect();
    for path in paths {
        let (before, now, ours) = (base.get(path), newest.get(path), workshop.files.get(path));
        if before == now || ours == now {
            continue;
        }
        if ours == before {
            changes.insert(path.clone(), now.cloned());
            rebased.taken.push(path.clone());
        } else {
            rebased.both.push(path.clone());
        }
    }
    Ok((changes, rebased))
}

/// The files of a version; none of no version.
pub(super) fn files_of(reader: &Reader<'_>, programme: ProgrammeId, number: Option<u32>) -> Result<Files, Error> {
    number.map_or_else(|| Ok(Files::new()), |number| Ok(of_version(reader, programme, number)?.files))
}
