//! Opening a data folder: databases, vault, journal key; and what is wrong with it when it cannot be opened.

use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use database::{Clock, Database, Entropy, Moment, Uuid, params, sql};
use jiff::Timestamp;
use journal::LogKey;
use school::School;
use school::backups;
use vault::{MasterKey, Vault};

use crate::settings::Settings;

/// The data, when it lies in a file.
pub(crate) const DATA: &str = "school.sqlite";
/// The keys, when they lie in a file.
pub(crate) const KEYS: &str = "keys.sqlite";
/// The data, when they lie in PostgreSQL.
pub(crate) const DATA_SCHEMA: &str = "miravolunex";
/// The keys, when they do.
pub(crate) const KEYS_SCHEMA: &str = "miravolunex_keys";

/// An open data folder.
pub struct Opened {
    /// The school.
    pub school: School,
    /// The key store behind its vault.
    pub keys: Database,
    /// Signs the journal's checkpoints.
    pub log_key: Arc<LogKey>,
}

/// Opens the folder, creating what a first start creates: the folder, the master key (0600), both databases.
pub async fn open(settings: &Settings) -> Result<Opened> {
    open_with(settings, Clock::System, Entropy::system()).await
}

/// Opens the folder with a clock and randomness of the caller's.
pub async fn open_with(settings: &Settings, clock: Clock, entropy: Entropy) -> Result<Opened> {
    let opened = open_as_it_is(settings, clock, entropy).await?;
    dispose_again(&opened.school).await?;
    Ok(opened)
}

/// Opens the folder and leaves in it what should be disposed of again: nobody is to be served from it.
pub(crate) async fn open_as_it_is(settings: &Settings, clock: Clock, entropy: Entropy) -> Result<Opened> {
    private_folder(&settings.data)?;
    let moment = Moment::new(clock.now(), entropy.clone());
    let (database, keys) = databases(settings).await?;
    database::migrate(&database, school::schema::MIGRATIONS, moment.now).await?;
    database::migrate(&keys, vault::MIGRATIONS, moment.now).await?;
    // Keys are secrets of their own: they never come from a generator that repeats itself.
    let master = MasterKey::load_or_create(&settings.data.join("master.key"), &Entropy::system())?;
    let (seed, name) = (master.signing_seed("journal"), master.signing_seed("journal name"));
    let vault = Vault::open(master, keys.clone(), Moment::new(moment.now, Entropy::system())).await?;
    same_installation(&database, &vault, moment.now, settings).await?;
    // The log's name belongs to the installation: a school that moves to another address keeps its checkpoints.
    let name = u32::from_be_bytes([name[0], name[1], name[2], name[3]]);
    let log_key = LogKey::from_seed(&format!("miravolunex/journal/{name:08x}"), &seed)?;
    let versions = privacy::policy::versions()?;
    let in_force = versions.last().context("a version of the policy")?;
    let announced = versions.iter().rev().find(|version| version.is_substantial);
    let privacy = Arc::new(privacy::Engine::open(&database).await?);
    let school = School {
        database,
        privacy,
        vault: Arc::new(vault),
        clock,
        entropy,
        settings: Arc::new(school::Settings {
            name: settings.text("school_name").to_owned(),
            address: settings.text("school_address").to_owned(),
            base_url: settings.text("base_url").trim_end_matches('/').to_owned(),
            mail_from: settings.text("mail_from").to_owned(),
            mail_per_minute: Some(settings.parse("mail_per_minute", "a number")?).filter(|letters| *letters > 0),
            has_inbox: settings.inbox().is_some(),
            legal_identity: settings.text("legal_identity").to_owned(),
            publication_director: settings.text("publication_director").to_owned(),
            host: settings.text("host").to_owned(),
            privacy_officer: settings.text("privacy_officer").to_owned(),
            journal_key: log_key.verifier_key().to_owned(),
            second_factor_required: settings.text("second_factor") == "required",
            policy_version: in_force.number,
            policy_updated_on: in_force.updated_on,
            backups: crate::backups::setup(settings)?,
            policy_announced: announced.map_or(0, |version| version.number),
        }),
        scanner: settings.scanner()?,
        texts: Arc::default(),
        security_log: settings.security_log()?,
    };
    Ok(Opened { school, keys, log_key: Arc::new(log_key) })
}

/// Data put back from a backup holds rows that were disposed of since; nobody reads them before they are gone again.
pub(crate) async fn dispose_again(school: &School) -> Result<()> {
    loop {
        let engine = Arc::clone(&school.privacy);
        let story = school.write(move |transaction, vault, moment| {
            let as_of = backups::restored_as_of(transaction)?;
            let replayed = privacy::replay(transaction, vault, moment, &engine, as_of)?;
            if replayed == 0 {
                backups::settle_restored(transaction, moment)?;
            }
            Ok(replayed)
        });
        if story.await? == 0 {
            return Ok(());
        }
    }
}

/// Makes sure that the folder is there; one made here is its owner's alone.
pub(crate) fn private_folder(path: &Path) -> Result<()> {
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.with_context(|| path.display().to_string())
}

/// Refuses data without its keys, keys without their data, and those of two installations: going on would make new keys for
/// old people, and what the old ones sealed would pass for erased.
async fn same_installation(database: &Database, vault: &Vault, now: Timestamp, settings: &Settings) -> Result<()> {
    let (keys, in_use) = (vault.installation(), vault.was_in_use());
    let known: Option<Uuid> = database
        .write(move |transaction| {
            let known = transaction.optional(sql!("SELECT id FROM installation"), params![])?;
            if known.is_none() && !in_use {
                transaction.execute(
                    sql!("INSERT INTO installation (only_row, id, begun_at) VALUES (1, $1, $2) ON CONFLICT DO NOTHING"),
                    params![keys, now],
                )?;
                return transaction.optional(sql!("SELECT id FROM installation"), params![]);
            }
            Ok::<_, database::Error>(known)
        })
        .await?;
    let (data_name, keys_name) = names(settings);
    match known {
        Some(id) if id == keys => Ok(()),
        Some(_) => bail!("{keys_name} does not hold the keys of {data_name}; put back the one that belongs to it"),
        None => bail!("{keys_name} holds keys, but {data_name} is empty or new; put back the data they belong to"),
    }
}

/// What the two databases are called, for a person who has to put one back.
fn names(settings: &Settings) -> (String, String) {
    if settings.text("database").is_empty() {
        let file = |name: &str| settings.data.join(name).display().to_string();
        (file(DATA), file(KEYS))
    } else {
        (format!("the schema {DATA_SCHEMA}"), format!("the schema {KEYS_SCHEMA}"))
    }
}

/// The data and the keys, apart: two files, or two schemas of one PostgreSQL database.
async fn databases(settings: &Settings) -> Result<(Database, Database)> {
    let (data, url) = (data_alone(settings).await?, settings.text("database"));
    if url.is_empty() {
        return Ok((data, open_file(&settings.data.join(KEYS))?));
    }
    Ok((data, Database::postgres(url, KEYS_SCHEMA, 4).await.context("database")?))
}

/// The data without their keys: nothing sealed can be opened.
pub(crate) async fn data_alone(settings: &Settings) -> Result<Database> {
    let url = settings.text("database");
    if url.is_empty() {
        return open_file(&settings.data.join(DATA));
    }
    let connections = settings.parse("database_connections", "a number")?;
    Database::postgres(url, DATA_SCHEMA, connections).await.context("database")
}

/// Opens the file, its owner's alone when it is made here; the files that SQLite puts beside it take its mode.
fn open_file(path: &Path) -> Result<Database> {
    let made = std::fs::OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path);
    made.with_context(|| path.display().to_string())?;
    Database::sqlite(path).with_context(|| path.display().to_string())
}
