//! The media of a draft: which there are, where they are shown, and a new one.

use std::io::Write;
use std::path::Path;

use coursework::MEDIA_LIMIT;
use coursework::editing::{counterpart, media_name, outline};
use coursework::markdown::{captions_name, content_type};
use database::{Moment, Reader, Transaction, params, sql};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::draft::{Changes, Draft, Step};
use super::files::{Kept, keep_medium};
use super::workshop::{Workshop, opened};
use crate::access::{Access, Teaching};
use crate::{Error, hexadecimal};

/// The largest file of captions, in bytes: what the format takes.
const CAPTIONS_LIMIT: u64 = 1024 * 1024;

/// A media file of the draft.
#[derive(Clone, Debug)]
pub struct MediaLine {
    /// Its path.
    pub path: String,
    /// Its name below the media folder, as a text names it: `media/courbe.svg`.
    pub name: String,
    /// The title of its module.
    pub module: String,
    /// Its size.
    pub size_bytes: u64,
    /// The hash of its content.
    pub hash: String,
    /// Whether it can be shown as an image.
    pub is_image: bool,
    /// The resources that show it: path and title.
    pub used_in: Vec<(String, String)>,
    /// Whether it can be removed: nothing shows it, and it is no captions of something that is shown.
    pub is_free: bool,
}

/// Every media file, module by module.
pub fn media(reader: &Reader<'_>, (_, slug): (Access<Teaching>, &str)) -> Result<(Workshop, Vec<MediaLine>), Error> {
    let workshop = opened(reader, slug)?;
    let mut lines = Vec::new();
    for module in outline(&workshop.sources).modules {
        for path in module.media {
            let name = name_of(&path).to_owned();
            let shows = |resource: &&coursework::editing::ResourceOutline| {
                workshop.sources.text(&resource.path).is_some_and(|text| text.contains(&name))
            };
            let used = module.resources.iter().filter(shows);
            let used_in = used.map(|one| (one.path.clone(), one.title.clone())).collect();
            let kept = workshop.files.get(&path).ok_or(Error::NotFound)?;
            let size_bytes = if let Kept::Medium { size_bytes, .. } = kept { *size_bytes } else { 0 };
            lines.push(MediaLine {
                is_image: content_type(&name).starts_with("image/"),
                is_free: !is_used(&workshop, &path),
                hash: kept.hash().to_owned(),
                module: module.title.clone(),
                size_bytes,
                used_in,
                name,
                path,
            });
        }
    }
    Ok((workshop, lines))
}

/// `media/courbe.svg` of `01-marche/media/courbe.svg`
fn name_of(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, name)| name)
}

/// Whether a text of its module shows a file, or the one that it is the captions of.
pub(super) fn is_used(workshop: &Workshop, path: &str) -> bool {
    let (folder, name) = path.split_once('/').unwrap_or_default();
    let inside = format!("{folder}/");
    let texts = workshop.sources.iter().filter(|(one, _)| one.starts_with(&inside));
    let texts: Vec<&str> = texts.filter_map(|(one, _)| workshop.sources.text(one)).collect();
    let heard = workshop.files.keys().filter_map(|one| one.strip_prefix(&inside));
    let heard = heard.filter(|one| *one != name && captions_name(one) == name);
    std::iter::once(name).chain(heard).any(|name| texts.iter().any(|text| text.contains(name)))
}

/// The content type of a file that the draft or a version of this programme holds, for the pages of the team.
pub fn medium_type(
    reader: &Reader<'_>,
    (_, slug): (Access<Teaching>, &str),
    hash: &str,
) -> Result<Option<&'static str>, Error> {
    let path: Option<String> = reader.optional(
        sql!(
            "SELECT draft_files.path FROM draft_files JOIN programme_sources ON programme_sources.id = draft_files.programme_id
             WHERE programme_sources.slug = $1 AND draft_files.media_hash = $2
             UNION ALL
             SELECT version_files.path FROM version_files
             JOIN programme_sources ON programme_sources.id = version_files.programme_id
             WHERE programme_sources.slug = $1 AND version_files.media_hash = $2
             LIMIT 1"
        ),
        params![slug, hash],
    )?;
    Ok(path.map(|path| content_type(&path)))
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadRefused {
    /// Its suffix is no known medium.
    Kind,
    /// It is larger than allowed.
    Size,
    /// There is nothing in it.
    Empty,
}

impl UploadRefused {
    /// A code for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kind => "authoring-medium-kind",
            Self::Size => "authoring-medium-size",
            Self::Empty => "authoring-medium-empty",
        }
    }
}

/// A file on its way into the media folder, piece by piece: nothing of it is left there unless it arrives whole.
pub struct Upload {
    file: NamedTempFile,
    digest: Sha256,
    size_bytes: u64,
    name: String,
}

/// A file that lies in the media folder.
#[derive(Clone, Debug)]
pub struct Arrived {
    name: String,
    hash: String,
    size_bytes: u64,
}

impl Upload {
    /// Begins, under the name that the file had on the person's machine.
    pub fn begin(media_folder: &Path, given: &str) -> Result<Result<Self, UploadRefused>, Error> {
        let Some(name) = media_name(given) else { return Ok(Err(UploadRefused::Kind)) };
        std::fs::create_dir_all(media_folder).map_err(|error| unwritable(&error))?;
        let file = NamedTempFile::with_prefix_in(".draft-", media_folder).map_err(|error| unwritable(&error))?;
        Ok(Ok(Self { file, digest: Sha256::new(), size_bytes: 0, name }))
    }

    /// Takes a piece, unless the file is then larger than allowed.
    pub fn take(&mut self, piece: &[u8]) -> Result<Result<(), UploadRefused>, Error> {
        self.size_bytes += piece.len() as u64;
        let limit = if self.name.ends_with(".vtt") { CAPTIONS_LIMIT } else { MEDIA_LIMIT };
        if self.size_bytes > limit {
            return Ok(Err(UploadRefused::Size));
        }
        self.digest.update(piece);
        self.file.write_all(piece).map_err(|error| unwritable(&error))?;
        Ok(Ok(()))
    }

    /// Gives the whole file its name in the media folder. Slow: it waits for the disk.
    pub fn finish(self, media_folder: &Path) -> Result<Result<Arrived, UploadRefused>, Error> {
        if self.size_bytes == 0 {
            return Ok(Err(UploadRefused::Empty));
        }
        let hash = hexadecimal(&self.digest.finalize());
        self.file.as_file().sync_all().map_err(|error| unwritable(&error))?;
        self.file.persist(media_folder.join(&hash)).map_err(|error| unwritable(&error.error))?;
        Ok(Ok(Arrived { name: self.name, hash, size_bytes: self.size_bytes }))
    }
}

fn unwritable(error: &std::io::Error) -> Error {
    Error::Other(format!("the media folder: {error}"))
}

/// Puts a file that arrived into the media of a module; one of the same name is replaced. Gives its path.
pub fn take_upload(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (author, slug, folder): (Access<Teaching>, &str, &str),
    arrived: &Arrived,
) -> Result<String, Error> {
    let draft = Draft::take(transaction, moment, (author, slug))?;
    let modules = draft.workshop.files.keys().filter_map(|path| path.split_once('/').map(|(folder, _)| folder));
    let folder =
        counterpart(modules.collect::<Vec<_>>().into_iter(), folder).ok_or(Error::Refused("authoring-gone"))?;
    let path = format!("{folder}/media/{}", arrived.name);
    let kept = keep_medium(transaction, (&arrived.hash, arrived.size_bytes))?;
    draft.step(&Step { kind: "uploaded", path: &path, base: None }, Changes::from([(path.clone(), Some(kept))]))?;
    Ok(path)
}
