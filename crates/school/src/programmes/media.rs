//! Files of programmes: found again by their hash, whatever page shows them.

use std::collections::HashMap;

use coursework::{MediaFile, Module};
use database::{Reader, Transaction, params, sql};

use super::files::StoredMedia;
use super::ProgrammeId;
use crate::Error;

/// A file of a programme. Two programmes may hold the same bytes under different names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaEntry {
    /// Whose file it is.
    pub programme: ProgrammeId,
    /// Its path in the programme's folder.
    pub name: String,
    /// What to serve it as.
    pub content_type: String,
    /// Size in bytes.
    pub size_bytes: i64,
}

/// The files whose bytes have this hash (SHA-256, hexadecimal); empty when there is none.
pub fn media_files(reader: &Reader<'_>, hash: &str) -> Result<Vec<MediaEntry>, Error> {
    let rows: Vec<(ProgrammeId, String, String, i64)> = reader.all(
        sql!("SELECT programme_id, name, content_type, size_bytes FROM media WHERE hash = $1 ORDER BY programme_id, name"),
        params![hash],
    )?;
    let entry = |(programme, name, content_type, size_bytes)| MediaEntry { programme, name, content_type, size_bytes };
    Ok(rows.into_iter().map(entry).collect())
}

/// The address of each file of a module, by the name that its texts give it.
pub(super) type Addresses = HashMap<String, String>;

/// Remembers the files of a module and gives their addresses.
pub(super) fn write_media(
    transaction: &Transaction<'_>,
    programme: ProgrammeId,
    module: &Module,
    store: &mut dyn FnMut(&MediaFile) -> Result<StoredMedia, Error>,
) -> Result<Addresses, Error> {
    let mut addresses = Addresses::new();
    for file in module.resources.iter().flat_map(|resource| resource.body.media()) {
        if addresses.contains_key(&file.name) {
            continue;
        }
        let stored = store(file)?;
        write(transaction, programme, file, &stored)?;
        let last_part = file.name.rsplit('/').next().unwrap_or(&file.name);
        addresses.insert(file.name.clone(), format!("/media/{}/{last_part}", stored.hash));
    }
    Ok(addresses)
}

fn write(
    transaction: &Transaction<'_>,
    programme: ProgrammeId,
    file: &MediaFile,
    stored: &StoredMedia,
) -> Result<(), Error> {
    let name = file.path_in_folder.to_string_lossy().into_owned();
    // An attempt begun before shows the file as it was, so its former bytes stay known under a name of their own.
    transaction.execute(
        sql!(
            "UPDATE media SET name = name || '@' || hash
             WHERE programme_id = $1 AND name = $2 AND hash <> $3
               AND NOT EXISTS (SELECT 1 FROM media AS other
                               WHERE other.programme_id = $1 AND other.name = media.name || '@' || media.hash)"
        ),
        params![programme, &name, &stored.hash],
    )?;
    transaction.execute(
        sql!(
            "INSERT INTO media (programme_id, name, hash, content_type, size_bytes) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (programme_id, name) DO UPDATE SET hash = $3, content_type = $4, size_bytes = $5"
        ),
        params![programme, &name, &stored.hash, file.content_type(), stored.size_bytes as i64],
    )?;
    Ok(())
}
