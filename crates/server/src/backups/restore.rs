//! Putting a backup back where nothing is: everything is read and checked before anything gets its place.

use std::path::Path;

use anyhow::{Context, Result, bail};
use archive::{Identity, Progress};
use database::{Clock, Database, Programs, Rows};
use jiff::Timestamp;
use school::backups::mark_restored;
use vault::MasterKey;

use super::source::{Copies, Source};
use super::work::{Work, aside};
use super::{MEDIA, programs};
use crate::Negative;
use crate::opening::{DATA, DATA_SCHEMA, KEYS, KEYS_SCHEMA, private_folder};
use crate::settings::Settings;

/// What was put back.
pub(crate) struct Restored {
    /// The archive's name.
    pub(crate) name: String,
    /// The data are as of then.
    pub(crate) as_of: Timestamp,
    /// How many rows.
    pub(crate) rows: u64,
    /// How many files.
    pub(crate) files: u64,
    /// Whether the master key was there, so that the archives could be told to be this installation's.
    pub(crate) is_vouched: bool,
}

/// Puts a backup back into the folder and the database of the settings, which must be empty.
pub(crate) async fn restore(
    settings: &Settings,
    from: &Path,
    identity: Identity,
    progress: &Progress,
) -> Result<Restored> {
    let source = Source::find(from, None)?;
    refuse_what_is_there(settings).await?;
    private_folder(&settings.data)?;
    let work = Work::begin(&settings.data)?;
    let (master, media) = (settings.data.join("master.key"), settings.data.join(MEDIA));
    let (into, progress) = (work.path().to_owned(), progress.clone());
    let (source, copies, files) = aside(move || {
        let copies = source.unpack(&identity, &into, &progress)?;
        if master.exists() && !copies.are_of(&MasterKey::load(&master)?) {
            let said = format!("{}: {} did not make it", source.name(), master.display());
            return Err(Negative(said).into());
        }
        private_folder(&media)?;
        let files = source
            .files(&copies, (&identity, &progress), |part, path| std::fs::rename(path, media.join(&part.sha256)))?;
        Ok((source, copies, files))
    })
    .await?;
    put_in_place(settings, &copies).await?;
    let data = copies.data();
    let is_vouched = settings.data.join("master.key").exists();
    Ok(Restored { name: source.name(), as_of: data.as_of, rows: data.rows.values().sum(), files, is_vouched })
}

async fn refuse_what_is_there(settings: &Settings) -> Result<()> {
    let url = settings.text("database");
    if !url.is_empty() {
        let found = database::existing_schemas(url, &[DATA_SCHEMA, KEYS_SCHEMA]).await.context("database")?;
        if let Some(schema) = found.first() {
            bail!("the database has a schema {schema} already; a backup is put back where nothing is");
        }
    }
    for name in [DATA, KEYS] {
        for path in ["", "-wal", "-shm"].map(|ending| settings.data.join(format!("{name}{ending}"))) {
            if path.exists() {
                bail!("{} is there already; a backup is put back into a folder without a school", path.display());
            }
        }
    }
    Ok(())
}

async fn put_in_place(settings: &Settings, copies: &Copies) -> Result<()> {
    let wanted = settings.text("database");
    let engine = if wanted.is_empty() { "sqlite" } else { "postgres" };
    if copies.data().engine != engine {
        let how =
            if wanted.is_empty() { "set database to an empty PostgreSQL database" } else { "leave database empty" };
        bail!("this backup is of a school on {}; {how}", copies.data().engine);
    }
    if !wanted.is_empty() {
        return in_postgres(wanted, copies, &programs(settings)).await;
    }
    let [data, keys] = copies.paths()?;
    same_rows(copies, &examined(&data)?, &examined(&keys)?)?;
    let database = Database::sqlite(&data)?;
    mark(&database, copies.data().as_of).await?;
    // Its last handle leaves one whole file.
    drop(database);
    // The keys first: data without them would be taken for a school that lost them.
    for (copy, name) in [(keys, KEYS), (data, DATA)] {
        let place = settings.data.join(name);
        std::fs::rename(&copy, &place).with_context(|| place.display().to_string())?;
    }
    let folder = std::fs::File::open(&settings.data).and_then(|folder| folder.sync_all());
    folder.with_context(|| settings.data.display().to_string())
}

/// Both schemas, or none of them.
async fn in_postgres(url: &str, copies: &Copies, programs: &Programs) -> Result<()> {
    let outcome = async {
        let [data, keys] = copied_into_postgres(url, copies, programs).await?;
        same_rows(copies, &counted(&data).await?, &counted(&keys).await?)?;
        mark(&data, copies.data().as_of).await
    };
    let outcome = outcome.await;
    if outcome.is_err() {
        database::remove_schemas(url, &[DATA_SCHEMA, KEYS_SCHEMA]).await?;
    }
    outcome
}

/// Puts both copies into a PostgreSQL database that has neither schema, and opens them.
pub(super) async fn copied_into_postgres(url: &str, copies: &Copies, programs: &Programs) -> Result<[Database; 2]> {
    let (paths, target, programs) = (copies.paths()?, url.to_owned(), programs.clone());
    aside(move || {
        for copy in paths {
            database::put_back(&target, &copy, &programs)?;
        }
        Ok(())
    })
    .await?;
    Ok([Database::postgres(url, DATA_SCHEMA, 4).await?, Database::postgres(url, KEYS_SCHEMA, 2).await?])
}

/// How many rows each table has.
pub(super) async fn counted(database: &Database) -> Result<Rows> {
    let rows = database.report(|reader| {
        let rows: Rows = reader.rows()?;
        Ok::<_, database::Error>(rows)
    });
    Ok(rows.await?)
}

fn examined(copy: &Path) -> Result<Rows> {
    database::examine_file(copy).map_err(|error| Negative(error.to_string()).into())
}

pub(super) fn same_rows(copies: &Copies, data: &Rows, keys: &Rows) -> Result<()> {
    if copies.rows() == [data, keys] {
        return Ok(());
    }
    Err(Negative("the tables do not have the rows that the backup counted".to_owned()).into())
}

/// Data of an older version are brought up to date first; then they say as of when they are.
pub(super) async fn mark(database: &Database, as_of: Timestamp) -> Result<()> {
    database::migrate(database, school::schema::MIGRATIONS, Clock::System.now()).await?;
    database.write(move |transaction| mark_restored(transaction, as_of)).await?;
    Ok(())
}
