//! The drill: a backup is put back beside the school, opened and compared with it, and removed again. What it finds is evidence.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use archive::{Identity, Progress};
use database::{Database, Entropy};
use jiff::Timestamp;
use journal::LogKey;
use school::backups::{Finding, note_drill};
use vault::MasterKey;

use super::restore::{copied_into_postgres, counted, mark, same_rows};
use super::source::{Copies, Source};
use super::work::{Work, aside};
use super::{Backups, short};
use crate::Negative;
use crate::opening::{Opened, dispose_again, open_as_it_is};

/// How many values of each sealed column are opened, and of each column of somebody who was erased.
const SAMPLE: u32 = 200;

/// What a drill found, of which backup.
pub struct Drilled {
    /// The archive's name.
    pub name: String,
    /// What was looked at, in order.
    pub findings: Vec<Finding>,
}

fn finding(code: &str, held: bool, count: u64) -> Finding {
    Finding { code: code.to_owned(), held, count }
}

/// Puts the newest backup of a folder, or an archive, back beside the school and writes down what is found.
pub async fn drill(
    backups: &Backups,
    log_key: &Arc<LogKey>,
    (from, identity): (&Path, &Path),
    progress: &Progress,
) -> Result<Drilled> {
    let source = Source::find(from, Some(&short(backups.school.vault.installation())))?;
    let identity = Identity::read(identity)?;
    let work = Work::begin(&backups.data)?;
    let (name, mut findings) = (source.name(), Vec::new());
    let read = read(backups, (source, identity), work.path(), progress).await;
    match read {
        Ok((copies, files)) => {
            findings.push(finding("whole", true, 2));
            findings.push(finding("files", true, files));
            let beside = Beside { backups, log_key, work: work.path(), copies: &copies };
            findings.extend(beside.compare().await?);
        }
        Err(error) if error.is::<Negative>() => {
            tracing::error!(backup = name, %error, "the backup cannot be used");
            findings.push(finding("whole", false, 0));
        }
        Err(error) => return Err(error),
    }
    let (noted, found) = (name.clone(), findings.clone());
    let story = backups.school.write(move |transaction, _, moment| note_drill(transaction, moment, (&noted, &found)));
    story.await?;
    Ok(Drilled { name, findings })
}

async fn read(
    backups: &Backups,
    (source, identity): (Source, Identity),
    into: &Path,
    progress: &Progress,
) -> Result<(Copies, u64)> {
    let (into, progress, master) = (into.to_owned(), progress.clone(), backups.data.join("master.key"));
    aside(move || {
        let copies = source.unpack(&identity, &into, &progress)?;
        if !copies.are_of(&MasterKey::load(&master)?) {
            return Err(Negative(format!("{}: this school did not make it", source.name())).into());
        }
        let files = source.files(&copies, (&identity, &progress), |_, path| std::fs::remove_file(path))?;
        Ok((copies, files))
    })
    .await
}

/// The copies of a backup, beside the school that it was made of.
struct Beside<'b> {
    backups: &'b Backups,
    log_key: &'b Arc<LogKey>,
    work: &'b Path,
    copies: &'b Copies,
}

impl Beside<'_> {
    async fn compare(&self) -> Result<Vec<Finding>> {
        // Beside its copies it needs the key that wraps their keys, and no copy of that is made.
        let master = std::path::absolute(self.backups.data.join("master.key"))?;
        std::os::unix::fs::symlink(master, self.work.join("master.key"))?;
        let url = self.backups.settings.text("database");
        if url.is_empty() {
            let [data, keys] = self.copies.paths()?;
            let counts = [&data, &keys].map(|path| database::examine_file(path));
            let [Ok(rows), Ok(key_rows)] = counts else { return Ok(vec![finding("rows", false, 0)]) };
            let same = same_rows(self.copies, &rows, &key_rows).is_ok();
            mark(&Database::sqlite(&data)?, self.copies.data().as_of).await?;
            return self.open("", finding("rows", same, rows.values().sum())).await;
        }
        let name = format!("miravolunex_drill_{}", short(self.backups.school.vault.installation()));
        // One that was killed left it behind.
        database::remove_beside(url, &name).await?;
        let beside = database::make_beside(url, &name).await.context(
            "a drill needs a database of its own beside the school's; allow its user to make one: ALTER ROLE … CREATEDB",
        )?;
        let outcome = self.in_postgres(&beside).await;
        database::remove_beside(url, &name).await?;
        outcome
    }

    async fn in_postgres(&self, url: &str) -> Result<Vec<Finding>> {
        let [data, keys] = copied_into_postgres(url, self.copies, &self.backups.programs).await?;
        let (rows, key_rows) = (counted(&data).await?, counted(&keys).await?);
        let same = same_rows(self.copies, &rows, &key_rows).is_ok();
        mark(&data, self.copies.data().as_of).await?;
        self.open(url, finding("rows", same, rows.values().sum())).await
    }

    /// Opens the copies as a school, and looks at what must and what must not be readable in it.
    async fn open(&self, url: &str, rows: Finding) -> Result<Vec<Finding>> {
        let settings = self.backups.settings.elsewhere(self.work, url);
        let clock = self.backups.school.clock.clone();
        let copy = match open_as_it_is(&settings, clock, Entropy::system()).await {
            Ok(copy) => copy,
            Err(error) => {
                tracing::error!(%error, "the backup does not open");
                return Ok(vec![rows, finding("opened", false, 0)]);
            }
        };
        let mut findings = vec![rows];
        findings.extend(self.journal(&copy).await?);
        findings.push(erased(&copy, self.copies.data().as_of).await?);
        dispose_again(&copy.school).await?;
        findings.push(opened(&copy).await?);
        Ok(findings)
    }

    /// The journal of the copy is whole, and the school's goes on from it.
    async fn journal(&self, copy: &Opened) -> Result<[Finding; 2]> {
        let key = Arc::clone(&copy.log_key);
        let read = copy.school.database.report(move |reader| {
            let report = journal::verify(reader, &key, None)?;
            Ok((report.entries, journal::latest(reader)?))
        });
        let (entries, note) = match read.await {
            Ok(read) => read,
            Err(journal::Error::Altered(_)) => return Ok([finding("journal", false, 0), finding("prefix", false, 0)]),
            Err(error) => return Err(error.into()),
        };
        let key = Arc::clone(self.log_key);
        let live =
            self.backups.school.database.report(move |reader| journal::verify(reader, &key, note.as_deref())).await;
        let prefix = match live {
            Ok(report) => finding("prefix", report.entries >= entries, report.entries),
            Err(journal::Error::Altered(_)) => finding("prefix", false, 0),
            Err(error) => return Err(error.into()),
        };
        Ok([finding("journal", true, entries), prefix])
    }
}

/// What was erased since the backup was made came back in rows that nobody can read.
async fn erased(copy: &Opened, as_of: Timestamp) -> Result<Finding> {
    let engine = Arc::clone(&copy.school.privacy);
    let vault = Arc::clone(&copy.school.vault);
    let looked = copy.school.database.report(move |reader| {
        let remains = privacy::remains(reader, &vault, Some(as_of))?;
        let mut readable = 0;
        for key in &remains {
            readable += privacy::try_of(reader, &vault, &engine, (key.subject, &key.category), SAMPLE)?.opened;
        }
        Ok::<_, privacy::Error>((remains.len() as u64, readable))
    });
    let (remains, readable) = looked.await?;
    Ok(finding("erased", readable == 0, remains))
}

/// What is left opens.
async fn opened(copy: &Opened) -> Result<Finding> {
    let (engine, vault) = (Arc::clone(&copy.school.privacy), Arc::clone(&copy.school.vault));
    let tried = copy.school.database.report(move |reader| privacy::try_some(reader, &vault, &engine, SAMPLE)).await?;
    Ok(finding("opened", tried.lost == 0, tried.opened))
}
