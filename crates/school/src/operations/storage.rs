//! What the school takes up.

use database::{Engine, Reader, params, sql};

use crate::Error;
use crate::access::{Access, Administration};

/// What the school takes up, in bytes and files.
#[derive(Clone, Debug)]
pub struct Storage {
    /// The engine of the database.
    pub engine: Engine,
    /// Bytes of the data, without the keys.
    pub database_bytes: i64,
    /// Media of programmes, each once: how many, and their bytes.
    pub media: (i64, i64),
    /// The names of their files.
    pub media_hashes: Vec<String>,
    /// Files of conversations, which lie in the database.
    pub attachments: (i64, i64),
    /// Backups that are kept.
    pub backups: (i64, i64),
}

/// Reads it, in four queries.
pub fn storage(reader: &Reader<'_>, _: Access<Administration>) -> Result<Storage, Error> {
    let media: Vec<(String, i64)> = reader.all(
        sql!(
            "SELECT hash, MAX(size_bytes)
             FROM (SELECT hash, size_bytes FROM media UNION ALL SELECT hash, size_bytes FROM source_media) AS kept
             GROUP BY hash"
        ),
        params![],
    )?;
    let attachments = reader.one(
        sql!(
            "SELECT COUNT(*), CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT) FROM attachments WHERE file_sealed IS NOT NULL"
        ),
        params![],
    )?;
    let backups = reader.one(
        sql!("SELECT COUNT(*), CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM backups WHERE gone_at IS NULL"),
        params![],
    )?;
    Ok(Storage {
        engine: reader.engine(),
        database_bytes: reader.size_bytes()?,
        media: (media.len() as i64, media.iter().map(|(_, bytes)| bytes).sum()),
        media_hashes: media.into_iter().map(|(hash, _)| hash).collect(),
        attachments,
        backups,
    })
}
