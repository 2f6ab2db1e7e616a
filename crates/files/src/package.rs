//! A package: the ZIP that an office document is.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use crate::{Kind, Refusal, image, jpeg};

/// A list of parts is no larger than this, opened.
const MOST_LIST_BYTES: u64 = 4 * 1024 * 1024;
/// What is opened of one package: a small file may open to one that fills the memory.
const MOST_OPENED_BYTES: u64 = 64 * 1024 * 1024;
/// Parts of a package.
const MOST_PARTS: usize = 10_000;

/// A package that is read.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    opened: u64,
}

/// What becomes of a part.
pub(crate) enum Part {
    /// It stays; a picture loses what it tells.
    Keep,
    /// It goes.
    Drop,
    /// It stays with this content.
    Replace(Vec<u8>),
}

impl<'b> Package<'b> {
    /// Opens a package whose parts can be told apart and read.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        let is_sound = archive.len() <= MOST_PARTS && !archive.has_duplicate_names();
        if !is_sound || archive.has_overlapping_files().map_err(|_| Refusal::Damaged)? {
            return Err(Refusal::Damaged);
        }
        for index in 0..archive.len() {
            if archive.by_index_raw(index).map_err(|_| Refusal::Damaged)?.encrypted() {
                return Err(Refusal::Locked);
            }
        }
        Ok(Self { archive, opened: 0 })
    }

    /// The names of its parts, in the package's order.
    pub(crate) fn names(&self) -> Result<Vec<String>, Refusal> {
        let names = self.archive.file_names();
        names.map(|name| name.map(std::borrow::Cow::into_owned).map_err(|_| Refusal::Damaged)).collect()
    }

    /// A list of parts, by its name; none where there is no such part.
    pub(crate) fn list(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        match self.archive.index_for_name(name) {
            Some(index) => self.content(index, MOST_LIST_BYTES).map(Some),
            None => Ok(None),
        }
    }

    /// The content of a part, up to what may be opened.
    fn content(&mut self, index: usize, most: u64) -> Result<Vec<u8>, Refusal> {
        let most = most.min(MOST_OPENED_BYTES.saturating_sub(self.opened));
        let part = self.archive.by_index(index).map_err(|_| Refusal::Damaged)?;
        let mut content = Vec::new();
        part.take(most + 1).read_to_end(&mut content).map_err(|_| Refusal::Damaged)?;
        self.opened += content.len() as u64;
        if content.len() as u64 > most { Err(Refusal::Damaged) } else { Ok(content) }
    }

    /// Writes it again, each part dealt with as told, under a time that says nothing. Parts that stay are not opened, but for
    /// pictures, which lose what they tell, and for `embedded` ones, which are packages themselves.
    pub(crate) fn rewrite(
        mut self,
        mut fate: impl FnMut(&str) -> Result<Part, Refusal>,
        mut embedded: impl FnMut(&str, &[u8]) -> Result<Option<Vec<u8>>, Refusal>,
    ) -> Result<Vec<u8>, Refusal> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let damaged = |_| Refusal::Damaged;
        for (index, name) in self.names()?.into_iter().enumerate() {
            let replaced = match fate(&name)? {
                Part::Drop => continue,
                Part::Replace(content) => Some(content),
                Part::Keep if tells(&name) => {
                    let content = self.content(index, MOST_OPENED_BYTES)?;
                    match embedded(&name, &content)? {
                        None => picture(content)?,
                        cleaned => cleaned,
                    }
                }
                Part::Keep => None,
            };
            if let Some(content) = replaced {
                writer.start_file(&name, SimpleFileOptions::default()).map_err(damaged)?;
                writer.write_all(&content).map_err(|_| Refusal::Damaged)?;
            } else {
                let part = self.archive.by_index_raw(index).map_err(damaged)?;
                writer.raw_copy_file_touch(part, DateTime::default(), None).map_err(damaged)?;
            }
        }
        Ok(writer.finish().map_err(damaged)?.into_inner())
    }
}

/// Whether a part may be a picture or a package, by its name: what it is, its content says.
fn tells(name: &str) -> bool {
    let suffix = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_picture = ["jpg", "jpeg", "jpe", "jfif", "png", "webp", "tmp"].contains(&suffix.as_str());
    is_picture || name.to_ascii_lowercase().contains("embeddings/")
}

/// A picture without what it tells; none where it is no picture of a kind that is known.
fn picture(content: Vec<u8>) -> Result<Option<Vec<u8>>, Refusal> {
    match Kind::of(&content) {
        Ok(Kind::Jpeg) => jpeg::clean(&content).map(Some),
        Ok(Kind::Png) => image::clean_png(content).map(Some),
        Ok(Kind::Webp) => image::clean_webp(content).map(Some),
        _ => Ok(None),
    }
}
