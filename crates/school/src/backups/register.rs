//! The register of backups, held against what lies in their folders each time one is made.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use vault::Vault;

use crate::Error;
use crate::access::{Access, Administration};

/// One that did not become whole is shown for as long as the others are kept at most.
const SHOWN: SignedDuration = SignedDuration::from_hours(super::MOST_KEEP_DAYS as i64 * 24);

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub folder: String,
    /// Its file's name.
    pub name: String,
    /// Its data are as of then.
    pub made_at: Timestamp,
    /// How long its file is; 0 when there is none.
    pub bytes: i64,
    /// Why it is not whole: `interrupted`, `shortened`, or what went wrong in words.
    pub failure: Option<String>,
}

/// A folder with a copy of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderLine {
    /// Where.
    pub folder: String,
    /// The keys in it are as of then.
    pub keys_at: Timestamp,
}

/// What lies in a folder.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Archives that have their name, with their instant and length.
    pub whole: Vec<(String, Timestamp, u64)>,
    /// Archives that a process left half-way.
    pub interrupted: Vec<(String, Timestamp)>,
}

type Row = (String, String, Timestamp, i64, Option<String>);

/// The backups that are there, and those of late that did not become whole; the newest first.
pub fn backups(reader: &Reader<'_>, now: Timestamp) -> Result<Vec<Backup>, Error> {
    let rows: Vec<Row> = reader.all(
        sql!(
            "SELECT folder, name, made_at, bytes, failure FROM backups
             WHERE gone_at IS NULL OR failure IS NOT NULL AND made_at > $1 ORDER BY made_at DESC, folder LIMIT 200"
        ),
        params![now - SHOWN],
    )?;
    let backup = |(folder, name, made_at, bytes, failure)| Backup { folder, name, made_at, bytes, failure };
    Ok(rows.into_iter().map(backup).collect())
}

/// The folders that hold a copy of the keys, the oldest copy first.
pub fn folders(reader: &Reader<'_>) -> Result<Vec<FolderLine>, Error> {
    let rows: Vec<(String, Timestamp)> = reader.all(
        sql!("SELECT folder, keys_at FROM backup_folders WHERE gone_at IS NULL ORDER BY keys_at, folder"),
        params![],
    )?;
    Ok(rows.into_iter().map(|(folder, keys_at)| FolderLine { folder, keys_at }).collect())
}

/// What is known of a folder, by name, with the length each file should have.
pub fn known(reader: &Reader<'_>, folder: &str) -> Result<Vec<(String, i64)>, Error> {
    let statement = sql!("SELECT name, bytes FROM backups WHERE folder = $1 AND gone_at IS NULL");
    Ok(reader.all(statement, params![folder])?)
}

/// Writes down what lies in a folder now: what is new there, what is no longer, and what is shorter than it was.
pub fn note_folder(transaction: &Transaction<'_>, moment: &Moment, folder: &str, found: &Found) -> Result<(), Error> {
    for (name, _) in known(transaction, folder)? {
        if !found.whole.iter().any(|(other, _, _)| *other == name) {
            let statement = sql!("UPDATE backups SET gone_at = $3 WHERE folder = $1 AND name = $2");
            transaction.execute(statement, params![folder, name, moment.now])?;
        }
    }
    for (name, made_at, bytes) in &found.whole {
        transaction.execute(
            sql!(
                "INSERT INTO backups (folder, name, made_at, bytes) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (folder, name) DO UPDATE SET gone_at = NULL,
                   failure = CASE WHEN backups.bytes = $4 THEN NULL ELSE 'shortened' END"
            ),
            params![folder, name, *made_at, *bytes as i64],
        )?;
    }
    for (name, made_at) in &found.interrupted {
        note_failure(transaction, moment, (folder, name, *made_at), "interrupted")?;
    }
    Ok(())
}

/// Writes down that a backup did not become whole. `reason` is a code, or words without a personal value.
pub fn note_failure(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (folder, name, made_at): (&str, &str, Timestamp),
    reason: &str,
) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO backups (folder, name, made_at, bytes, failure, gone_at) VALUES ($1, $2, $3, 0, $4, $5)
             ON CONFLICT (folder, name) DO NOTHING"
        ),
        params![folder, name, made_at, reason, moment.now],
    )?;
    Ok(())
}

/// Writes down that a folder's copy of the keys is as of an instant now.
pub fn note_keys(transaction: &Transaction<'_>, folder: &str, keys_at: Timestamp) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "INSERT INTO backup_folders (folder, keys_at) VALUES ($1, $2)
             ON CONFLICT (folder) DO UPDATE SET keys_at = $2, gone_at = NULL"
        ),
        params![folder, keys_at],
    )?;
    Ok(())
}

/// Takes a folder that is no more out of the register: what it held is gone. An administrator vouches for it where the program cannot
/// see.
pub fn folder_gone(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (administrator, folder): (Option<Access<Administration>>, &str),
) -> Result<(), Error> {
    let statement = sql!("UPDATE backup_folders SET gone_at = $2 WHERE folder = $1 AND gone_at IS NULL");
    if transaction.execute(statement, params![folder, moment.now])? == 0 {
        return Err(Error::NotFound);
    }
    let statement = sql!("UPDATE backups SET gone_at = $2 WHERE folder = $1 AND gone_at IS NULL");
    let gone = transaction.execute(statement, params![folder, moment.now])?;
    let mut entry = Entry::new("backup.folder_gone").with("backups", gone);
    if let Some(administrator) = administrator {
        entry = entry.by(vault.pseudonym(administrator.person().uuid())?);
    }
    journal::append(transaction, moment, entry)?;
    Ok(())
}
