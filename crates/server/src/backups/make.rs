//! Making a backup. The data are copied before the keys, and the keys get their name before the data: whatever archive is there, the
//! keys beside it are at least as new. Where the keys of an earlier backup lie, they are replaced; a destroyed key is in no copy then.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use archive::{Archived, Contents, Drafted, Manifest, Packer, Part, Progress, Recipient, Shelf};
use database::{Database, Rows};
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use school::backups::{self, Found};
use vault::MasterKey;

use super::work::{Work, aside, scrub};
use super::{Backups, MEDIA, engine_name};

/// File systems keep instants to two seconds at worst.
const COARSE: SignedDuration = SignedDuration::from_secs(60);

/// A backup that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The archive of the data.
    pub path: PathBuf,
    /// Its data are as of then.
    pub as_of: Timestamp,
    /// How long it is.
    pub bytes: u64,
    /// How many rows it holds.
    pub rows: u64,
    /// How many files lie beside it, and how many of them are new.
    pub files: (usize, usize),
}

/// What is known of a folder before, and what is found in it after.
struct Place {
    shelf: Shelf,
    /// The length that each archive had when it was made.
    known: Vec<(String, i64)>,
    /// What became of archives that a process left half-way.
    interrupted: Vec<(String, Timestamp)>,
    /// What is in it now, if it could be looked at.
    whole: Option<Vec<(String, Timestamp, u64)>>,
    /// The keys in it are as of then, if they were renewed.
    keys_at: Option<Timestamp>,
    /// Whether nothing of the school is in it any more.
    is_gone: bool,
}

/// Makes a backup in a folder, renews the keys in every other one that has some, removes what is too old, and writes down what there
/// is. What failed is written down too.
pub async fn make(backups: &Backups, into: &Path, progress: &Progress) -> Result<Made> {
    let recipient = backups.recipient.clone();
    let recipient =
        recipient.context("backup_recipient is not set: whose key opens the backup? (age-keygen makes one)")?;
    let into = super::whole_path(into)?;
    let mut places = places(backups, &into).await?;
    let (of, master, went) = (backups.clone(), backups.data.join("master.key"), progress.clone());
    let begun = backups.school.clock.now();
    let (made, places) = aside(move || {
        let master = MasterKey::load(&master)?;
        let packing = Packing { backups: &of, master: &master, recipient: &recipient, progress: &went };
        let made = packing.all(&mut places);
        Ok((made, places))
    })
    .await?;
    write_down(backups, places, (begun, &made)).await?;
    made
}

/// The folder of this backup first, then every other one that the school knows.
async fn places(backups: &Backups, into: &Path) -> Result<Vec<Place>> {
    let first = into.display().to_string();
    let story = backups.school.read(move |reader, _, _| {
        let mut folders = vec![first.clone()];
        folders.extend(backups::folders(reader)?.into_iter().map(|line| line.folder).filter(|one| *one != first));
        let known = folders.into_iter().map(|folder| Ok((backups::known(reader, &folder)?, folder)));
        known.collect::<Result<Vec<_>, school::Error>>()
    });
    let place = |(known, folder): (Vec<(String, i64)>, String)| Place {
        shelf: backups.shelf(Path::new(&folder)),
        known,
        interrupted: Vec::new(),
        whole: None,
        keys_at: None,
        is_gone: false,
    };
    Ok(story.await?.into_iter().map(place).collect())
}

/// One backup while it is made.
struct Packing<'b> {
    backups: &'b Backups,
    master: &'b MasterKey,
    recipient: &'b Recipient,
    progress: &'b Progress,
}

impl Packing<'_> {
    fn all(&self, places: &mut [Place]) -> Result<Made> {
        let (first, others) = places.split_first_mut().context("a folder")?;
        let work = Work::begin(&self.backups.data)?;
        let _lock = first.shelf.open()?;
        first.interrupted = first.shelf.clear()?;
        let made = self.one(&work, first);
        let tidied = self.tidy(first);
        for place in others {
            // A folder that is away, or in use, keeps its older keys: the page says so.
            if let Err(error) = self.renew(&work, place) {
                tracing::warn!(folder = %place.shelf.folder().display(), %error, "its keys were not renewed");
            }
        }
        tidied.and(made)
    }

    fn one(&self, work: &Work, place: &mut Place) -> Result<Made> {
        let as_of = self.now();
        let path = place.shelf.archive(as_of);
        let (rows, files, archived) = self.data(work, &place.shelf, as_of)?;
        place.keys_at = Some(self.keys(work, &place.shelf)?);
        // Only now: an archive without keys that are at least as new is none.
        let bytes = archived.place()?;
        Ok(Made { path, as_of, bytes, rows: rows.values().sum(), files })
    }

    fn data(&self, work: &Work, shelf: &Shelf, as_of: Timestamp) -> Result<(Rows, (usize, usize), Drafted)> {
        let database = &self.backups.school.database;
        let (copy, name, rows) = self.copy(work, database, "school")?;
        let mut packer = Packer::begin(&shelf.archive(as_of), self.recipient, self.progress)?;
        packer.add(&name, &copy)?;
        std::fs::remove_file(&copy)?;
        let (files, new) = self.files(shelf, as_of)?;
        let counts = (files.len(), new);
        let schema = school::schema::MIGRATIONS.last().map_or("", |step| step.name);
        let manifest = Manifest::new(Contents::Data, self.names(database, schema), (as_of, rows.clone()), files);
        Ok((rows, counts, packer.end(manifest, |text| self.master.vouch("backup", text))?))
    }

    /// Replaces the keys in a folder; they are as of the instant that is given back.
    fn keys(&self, work: &Work, shelf: &Shelf) -> Result<Timestamp> {
        let at = self.now();
        let (copy, name, rows) = self.copy(work, &self.backups.keys, "keys")?;
        let mut packer = Packer::begin(&shelf.keys(), self.recipient, self.progress)?;
        packer.add(&name, &copy)?;
        scrub(&copy)?;
        let schema = vault::MIGRATIONS.last().map_or("", |step| step.name);
        let names = self.names(&self.backups.keys, schema);
        let manifest = Manifest::new(Contents::Keys, names, (at, rows), Vec::new());
        packer.end(manifest, |text| self.master.vouch("backup", text))?.place()?;
        Ok(at)
    }

    fn copy(&self, work: &Work, database: &Database, name: &str) -> Result<(PathBuf, String, Rows)> {
        let name = format!("{name}.{}", engine_name(database.engine()).1);
        let path = work.path().join(&name);
        let rows = database.copy(&path, &self.backups.programs)?;
        Ok((path, name, rows))
    }

    /// Keeps every file that the copied data may name: they are there before a row names them. What is being written has another name
    /// until it is whole.
    fn files(&self, shelf: &Shelf, as_of: Timestamp) -> Result<(Vec<Part>, usize)> {
        let folder = self.backups.data.join(MEDIA);
        let (mut files, mut new) = (Vec::new(), 0);
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.with_context(|| folder.display().to_string())?.path();
            let sha256 = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            if sha256.len() == 64 && sha256.bytes().all(|one| one.is_ascii_hexdigit()) {
                let bytes = path.metadata().with_context(|| path.display().to_string())?.len();
                new += usize::from(shelf.keep((&path, &sha256), as_of, (self.recipient, self.progress))?);
                files.push(Part { name: format!("{MEDIA}/{sha256}"), bytes, sha256 });
            }
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok((files, new))
    }

    /// Replaces the keys in a folder that holds some, unless somebody else is at work there.
    fn renew(&self, work: &Work, place: &mut Place) -> Result<()> {
        if place.shelf.folder().is_dir() && !place.shelf.keys().exists() && place.shelf.archives()?.is_empty() {
            place.is_gone = true;
            return Ok(());
        }
        if !place.shelf.folder().is_dir() {
            return Ok(());
        }
        let _lock = place.shelf.open()?;
        place.interrupted = place.shelf.clear()?;
        place.keys_at = Some(self.keys(work, &place.shelf)?);
        self.tidy(place)
    }

    /// Removes the archives that are too old, and the files that only they needed; never the newest that is whole.
    fn tidy(&self, place: &mut Place) -> Result<()> {
        let days = i64::from(self.backups.school.settings.backups.keep_days);
        let oldest = self.now().checked_sub(SignedDuration::from_hours(days * 24))?;
        let archives = place.shelf.archives()?;
        let is_whole = |one: &&Archived| {
            place.known.iter().all(|(name, bytes)| *name != one.name || bytes.unsigned_abs() == one.bytes)
        };
        let newest = archives.iter().rfind(is_whole).map(|one| one.name.clone());
        let (gone, kept): (Vec<_>, Vec<_>) =
            archives.into_iter().partition(|one| one.as_of < oldest && Some(&one.name) != newest.as_ref());
        for one in gone {
            place.shelf.remove(&one.name)?;
        }
        let needed = kept.iter().map(|one| one.as_of).min().map_or(oldest, |first| first.min(oldest));
        place.shelf.forget_files(needed.checked_sub(COARSE)?)?;
        place.whole = Some(kept.into_iter().map(|one| (one.name, one.as_of, one.bytes)).collect());
        Ok(())
    }

    fn names(&self, database: &Database, schema: &str) -> (String, String, String) {
        let installation = self.backups.school.vault.installation().to_string();
        (installation, engine_name(database.engine()).0.to_owned(), schema.to_owned())
    }

    fn now(&self) -> Timestamp {
        self.backups.school.clock.now()
    }
}

async fn write_down(backups: &Backups, places: Vec<Place>, (begun, made): (Timestamp, &Result<Made>)) -> Result<()> {
    let failure = made.as_ref().err().map(|error| format!("{error:#}"));
    let entry = made.as_ref().ok().map(|made| {
        Entry::new("backup.made").with("bytes", made.bytes).with("rows", made.rows).with("files", made.files.0)
    });
    let story = backups.school.write(move |transaction, vault, moment| {
        for (position, place) in places.into_iter().enumerate() {
            let folder = place.shelf.folder().display().to_string();
            if place.is_gone {
                backups::folder_gone(transaction, vault, moment, (None, &folder))?;
                continue;
            }
            if let Some(keys_at) = place.keys_at {
                backups::note_keys(transaction, &folder, keys_at)?;
            }
            if let Some(whole) = place.whole {
                let found = Found { whole, interrupted: place.interrupted };
                backups::note_folder(transaction, moment, &folder, &found)?;
            }
            if let Some(reason) = failure.as_ref().filter(|_| position == 0) {
                let name = place.shelf.archive(begun);
                let name = name.file_name().unwrap_or_default().to_string_lossy();
                backups::note_failure(transaction, moment, (&folder, &name, begun), reason)?;
            }
        }
        if let Some(entry) = entry {
            journal::append(transaction, moment, entry)?;
        }
        Ok(())
    });
    Ok(story.await?)
}
