//! The developers' data set (P30): a data folder of people who do not exist, which the program serves.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use database::{Clock, Database, Entropy, Moment, params, sql};
use jiff::Timestamp;
use journal::Entry;
use privacy::DataMap;
use school::anonymous::{Account, Portrait, fill};
use school::hexadecimal;
use school::people::NewPassword;

use crate::opening::{Opened, open_with, private_folder};
use crate::settings::Settings;

/// What was made.
#[derive(Clone, Debug)]
pub struct Anonymised {
    /// Rows in its database.
    pub rows: u64,
    /// Files of the programmes.
    pub files: u64,
    /// An account of each role.
    pub accounts: Vec<Account>,
    /// The password of everybody in it.
    pub password: String,
}

/// Makes the data set in a folder that is empty, or not there yet. `before` is told of each table. It has its
/// name when it is whole; what was begun is removed when it cannot be ended.
pub async fn anonymise(
    settings: &Settings,
    data: &Database,
    (out, clock): (&Path, Clock),
    before: impl Fn(&str) + Send + 'static,
) -> Result<Anonymised> {
    let place = Place::of(out, &settings.data)?;
    let made = make(settings, data, (&place.work, clock), before).await;
    match made {
        Ok(made) => place.fill().map(|()| made),
        Err(error) => {
            // It was made here, under a name that nobody else has.
            let _ = std::fs::remove_dir_all(&place.work);
            Err(error)
        }
    }
}

/// Where the data set will be, and a folder beside it where it is made: whoever finds it finds it whole.
struct Place {
    out: PathBuf,
    work: PathBuf,
}

impl Place {
    /// Refuses what is no empty folder of its own.
    fn of(out: &Path, data: &Path) -> Result<Self> {
        let said = out.display();
        if out.is_symlink() {
            bail!("{said} is a link; nothing was written");
        }
        if out.exists() && std::fs::read_dir(out).with_context(|| said.to_string())?.next().is_some() {
            bail!("{said} is not empty; nothing was written");
        }
        let name = out.file_name().with_context(|| format!("{said} names no folder"))?;
        let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        let parent = parent.canonicalize().with_context(|| parent.display().to_string())?;
        if data.canonicalize().is_ok_and(|data| parent.starts_with(&data)) {
            bail!("{said} lies in the school's own data; nothing was written");
        }
        let digits = hexadecimal(&Entropy::system().bytes::<6>());
        let work = parent.join(format!(".{}-{digits}", name.to_string_lossy()));
        DirBuilder::new().mode(0o700).create(&work).with_context(|| work.display().to_string())?;
        Ok(Self { out: parent.join(name), work })
    }

    /// Gives the data set its name, unless something came to lie there meanwhile.
    fn fill(self) -> Result<()> {
        if self.out.exists() {
            std::fs::remove_dir(&self.out)
                .with_context(|| format!("{}: what was made is in {}", self.out.display(), self.work.display()))?;
        }
        std::fs::rename(&self.work, &self.out).with_context(|| self.out.display().to_string())
    }
}

async fn make(
    settings: &Settings,
    data: &Database,
    (out, clock): (&Path, Clock),
    before: impl Fn(&str) + Send + 'static,
) -> Result<Anonymised> {
    let map = Arc::new(DataMap::load()?);
    let now = clock.now();
    let portrait = data.report(move |reader| Portrait::of(reader, &map, now)).await?;
    write_privately(&out.join("miravolunex.toml"), &own_settings(settings)?)?;
    let there = settings.elsewhere(out, "");
    let Opened { school, .. } = open_with(&there, clock, Entropy::system()).await?;
    let (engine, password) = (Arc::clone(&school.privacy), password());
    let parsed = NewPassword::parse(&password, &[]).map_err(|mistake| anyhow::anyhow!("password: {}", mistake.code))?;
    let hash = parsed.hash(&school.entropy)?;
    let story = school.write(move |transaction, vault, moment| {
        fill(transaction, vault, moment, (&engine, &portrait), (&hash, &before))
    });
    let invented = story.await?;
    let hashes: Vec<String> = school
        .read(|reader, _, _| {
            Ok(reader.all(sql!("SELECT hash FROM media UNION SELECT hash FROM source_media"), params![])?)
        })
        .await?;
    let files = copy_media(&settings.data.join("media"), &out.join("media"), &hashes)?;
    let accounts = invented.accounts;
    write_privately(&out.join("sign-ins.txt"), &sign_ins(&accounts, &password))?;
    note(data, now, invented.rows).await?;
    Ok(Anonymised { rows: invented.rows, files, accounts, password })
}

fn write_privately(path: &Path, text: &str) -> Result<()> {
    let file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| path.display().to_string())
}

/// One line for each account.
pub(crate) fn sign_ins(accounts: &[Account], password: &str) -> String {
    accounts.iter().map(|account| format!("{:<16} {}  {password}\n", account.role, account.email)).collect()
}

/// A password that no other data set has: whoever serves this one to a network does not open it to the world.
fn password() -> String {
    let digits = hexadecimal(&Entropy::system().bytes::<10>());
    format!("donnees-inventees-{digits}")
}

/// The settings of the data set: letters stay in its folder, and a developer signs in without a second factor.
fn own_settings(settings: &Settings) -> Result<String> {
    let name = format!("{} (données inventées)", settings.text("school_name"));
    let table: toml::Table = [("school_name", name.as_str()), ("mail", "folder"), ("second_factor", "offered")]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), toml::Value::String(value.to_owned())))
        .collect();
    Ok(toml::to_string(&table)?)
}

/// Copies the files of the programmes; one that the school lost is missing here too.
fn copy_media(from: &Path, into: &Path, hashes: &[String]) -> Result<u64> {
    private_folder(into)?;
    let mut files = 0;
    for hash in hashes {
        let (source, copy) = (from.join(hash), into.join(hash));
        if source.exists() {
            std::fs::copy(&source, &copy).with_context(|| copy.display().to_string())?;
            files += 1;
        }
    }
    Ok(files)
}

/// The journal of the real school says that it was measured.
async fn note(data: &Database, now: Timestamp, rows: u64) -> Result<()> {
    let moment = Moment::new(now, Entropy::system());
    let noted = data.write(move |transaction| {
        journal::append(transaction, &moment, Entry::new("data.anonymised").with("rows", rows))?;
        Ok::<_, school::Error>(())
    });
    Ok(noted.await?)
}
