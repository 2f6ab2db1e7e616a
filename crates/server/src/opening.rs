//! Opening a data folder: databases, vault, journal key; and what is wrong with it when it cannot be opened.

use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use database::{Clock, Database, Entropy, Moment};
use journal::LogKey;
use school::School;
use vault::{MasterKey, Vault};

use crate::settings::Settings;

/// The version of the privacy policy that stands in the repository.
const POLICY_VERSION: u32 = 1;

/// An open data folder.
pub struct Opened {
    /// The school.
    pub school: School,
    /// Signs the journal's checkpoints.
    pub log_key: Arc<LogKey>,
}

/// Opens the folder, creating what a first start creates: the folder, the master key (0600), both databases.
pub async fn open(settings: &Settings) -> Result<Opened> {
    open_with(settings, Clock::System, Entropy::system()).await
}

/// Opens the folder with a clock and randomness of the caller's.
pub async fn open_with(settings: &Settings, clock: Clock, entropy: Entropy) -> Result<Opened> {
    private_folder(&settings.data)?;
    let moment = Moment::new(clock.now(), entropy.clone());
    let (database, keys) = databases(settings).await?;
    database::migrate(&database, school::schema::MIGRATIONS, moment.now).await?;
    database::migrate(&keys, vault::MIGRATIONS, moment.now).await?;
    // Keys are secrets of their own: they never come from a generator that repeats itself.
    let master = MasterKey::load_or_create(&settings.data.join("master.key"), &Entropy::system())?;
    let (seed, name) = (master.signing_seed("journal"), master.signing_seed("journal name"));
    let vault = Vault::open(master, keys, Moment::new(moment.now, Entropy::system())).await?;
    // The log's name belongs to the installation: a school that moves to another address keeps its checkpoints.
    let name = u32::from_be_bytes([name[0], name[1], name[2], name[3]]);
    let log_key = LogKey::from_seed(&format!("miravolunex/journal/{name:08x}"), &seed)?;
    let school = School {
        database,
        vault: Arc::new(vault),
        clock,
        entropy,
        settings: Arc::new(school::Settings {
            name: settings.text("school_name").to_owned(),
            address: settings.text("school_address").to_owned(),
            base_url: settings.text("base_url").trim_end_matches('/').to_owned(),
            mail_from: settings.text("mail_from").to_owned(),
            policy_version: POLICY_VERSION,
        }),
    };
    Ok(Opened { school, log_key: Arc::new(log_key) })
}

/// Makes sure that the folder is there; one made here is its owner's alone.
pub(crate) fn private_folder(path: &Path) -> Result<()> {
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.with_context(|| path.display().to_string())
}

/// The data and the keys, apart: two files, or two schemas of one PostgreSQL database.
async fn databases(settings: &Settings) -> Result<(Database, Database)> {
    let url = settings.text("database");
    if url.is_empty() {
        let file = |name: &str| open_file(&settings.data.join(name));
        return Ok((file("school.sqlite")?, file("keys.sqlite")?));
    }
    let connections = settings.parse("database_connections", "a number")?;
    let data = Database::postgres(url, "miravolunex", connections).await.context("database")?;
    let keys = Database::postgres(url, "miravolunex_keys", 4).await.context("database")?;
    Ok((data, keys))
}

fn open_file(path: &Path) -> Result<Database> {
    Database::sqlite(path).with_context(|| path.display().to_string())
}
