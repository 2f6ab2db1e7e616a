//! The key store: one data key for each person and category, wrapped by the master key.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use database::{Database, Migration, Moment, Reader, Uuid, params, sql};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;

use crate::sealing::Key;
use crate::{Category, Error, MasterKey, Personal, Sealed};

/// The key store's own schema.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "0001_keys", sql: include_str!("../../../migrations/keys/0001_keys.sql") },
    Migration { name: "0002_destroyed_at", sql: include_str!("../../../migrations/keys/0002_destroyed_at.sql") },
];

/// How long another node may go on opening what was destroyed here.
const CACHED_FOR: Duration = Duration::from_mins(1);
/// 20,000 keys are about 2 MB.
const MOST_CACHED: usize = 20_000;
const CHECK: &[u8] = b"miravolunex";

/// A key that was destroyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DestroyedKey {
    /// The person, or what else the key was of.
    pub subject: Uuid,
    /// The category's code.
    pub category: String,
    /// When, the last time; 1970 for what was destroyed before the instant was kept.
    pub at: Timestamp,
    /// Whether a new key was made since.
    pub is_made_anew: bool,
}

/// Seals and opens personal values.
pub struct Vault {
    keys: Database,
    wrapping: Key,
    indexing: Key,
    cache: Mutex<HashMap<(Uuid, Category), (Key, Instant)>>,
    installation: Uuid,
    in_use: bool,
}

impl Vault {
    /// Opens the vault on a migrated key store, and makes sure that the master key is the one it was begun with.
    pub async fn open(master: MasterKey, keys: Database, moment: Moment) -> Result<Self, Error> {
        let wrapping = master.derive("wrap data keys");
        let check = wrapping.seal(&moment, b"check", CHECK)?;
        let (stored, installation, in_use): (Sealed, Uuid, i64) = keys
            .write(move |transaction| {
                transaction.execute(
                    sql!("INSERT INTO vault_check (only_row, sealed, installation) VALUES (1, $1, $2) ON CONFLICT DO NOTHING"),
                    params![check, moment.identifier()],
                )?;
                transaction.one(
                    sql!(
                        "SELECT sealed, installation, (SELECT COUNT(*) FROM (SELECT 1 FROM data_keys LIMIT 1) AS one_key)
                         FROM vault_check"
                    ),
                    params![],
                )
            })
            .await
            .map_err(|error: database::Error| Error::from(error))?;
        if wrapping.open(b"check", &stored).is_err() {
            return Err(Error::WrongMasterKey(master.path));
        }
        let (indexing, cache) = (master.derive("blind index"), Mutex::new(HashMap::new()));
        Ok(Self { keys, wrapping, indexing, cache, installation, in_use: in_use > 0 })
    }

    /// The installation that the key store was begun with; its data carries the same.
    pub const fn installation(&self) -> Uuid {
        self.installation
    }

    /// Whether the store held keys when it was opened: then there is data that they open.
    pub const fn was_in_use(&self) -> bool {
        self.in_use
    }

    /// Seals a value of a person, for one column (`place` is `table.column`). Makes the person's key at its first use.
    pub fn seal(
        &self,
        moment: &Moment,
        subject: Uuid,
        category: Category,
        place: &'static str,
        plain: &str,
    ) -> Result<Sealed, Error> {
        self.seal_bytes(moment, (subject, category), place, plain.as_bytes())
    }

    /// The same for a file.
    pub fn seal_bytes(
        &self,
        moment: &Moment,
        (subject, category): (Uuid, Category),
        place: &'static str,
        plain: &[u8],
    ) -> Result<Sealed, Error> {
        let key = self.key_of(moment, subject, category)?;
        key.seal(moment, &context(subject, category, place), plain)
    }

    /// Opens a value; [`Error::Destroyed`] once its key is gone.
    pub fn open_value(
        &self,
        subject: Uuid,
        category: Category,
        place: &'static str,
        sealed: &Sealed,
    ) -> Result<Personal<String>, Error> {
        let plain = self.open_plain((subject, category), place, sealed)?;
        Ok(Personal::new(subject, String::from_utf8(plain).map_err(|_| Error::Altered)?))
    }

    fn open_plain(
        &self,
        (subject, category): (Uuid, Category),
        place: &'static str,
        sealed: &Sealed,
    ) -> Result<Vec<u8>, Error> {
        let key = self.key(subject, category)?.ok_or(Error::Destroyed)?;
        key.open(&context(subject, category, place), sealed)
    }

    /// Opens a value of a conversation, which has a key of its own, for the person whose conversation it is.
    pub fn open_of(
        &self,
        (owner, conversation): (Uuid, Uuid),
        category: Category,
        place: &'static str,
        sealed: &Sealed,
    ) -> Result<Personal<String>, Error> {
        Ok(self.open_value(conversation, category, place, sealed)?.of(owner))
    }

    /// The same for a file.
    pub fn open_file_of(
        &self,
        (owner, subject): (Uuid, Uuid),
        category: Category,
        place: &'static str,
        sealed: &Sealed,
    ) -> Result<Personal<Vec<u8>>, Error> {
        Ok(Personal::new(owner, self.open_plain((subject, category), place, sealed)?))
    }

    /// A keyed fingerprint (HMAC-SHA-256) by which an equal value is found again without being readable. The caller
    /// normalises the value first; `usage` keeps fingerprints of different columns apart.
    pub fn index(&self, usage: &'static str, value: &str) -> [u8; 32] {
        fingerprint(&self.indexing, usage.as_bytes(), value.as_bytes())
    }

    /// The name under which a person stands in the journal: it can be computed while the person's identity key exists, and
    /// points to nobody afterwards. [`Error::Destroyed`] before the person's first sealed value and after their erasure: a
    /// key made anew here would bring back a person who was erased.
    pub fn pseudonym(&self, subject: Uuid) -> Result<[u8; 32], Error> {
        let key = self.key(subject, Category::Identity)?.ok_or(Error::Destroyed)?;
        Ok(fingerprint(&key, b"journal", subject.as_bytes()))
    }

    /// Destroys the key of a person and category: whatever it sealed is unreadable from now on, everywhere.
    pub fn destroy(&self, moment: &Moment, subject: Uuid, category: Category) -> Result<(), Error> {
        let now = moment.now;
        self.keys.write_blocking(move |transaction| {
            transaction.execute(
                sql!("DELETE FROM data_keys WHERE subject_id = $1 AND category = $2"),
                params![subject, category.code()],
            )?;
            transaction.execute(
                sql!(
                    "INSERT INTO destroyed_keys (subject_id, category, destroyed_at) VALUES ($1, $2, $3)
                     ON CONFLICT (subject_id, category) DO UPDATE SET destroyed_at = $3"
                ),
                params![subject, category.code(), now],
            )
        })?;
        self.cache().remove(&(subject, category));
        Ok(())
    }

    /// Every key that was destroyed: what data it sealed are remains, wherever they come back from.
    pub fn destroyed(&self) -> Result<Vec<DestroyedKey>, Error> {
        let rows: Vec<(Uuid, String, Timestamp, bool)> = self.keys.read_blocking(|reader| {
            reader.all(
                sql!(
                    "SELECT destroyed_keys.subject_id, destroyed_keys.category, destroyed_keys.destroyed_at,
                            data_keys.subject_id IS NOT NULL
                     FROM destroyed_keys
                     LEFT JOIN data_keys ON data_keys.subject_id = destroyed_keys.subject_id
                                        AND data_keys.category = destroyed_keys.category"
                ),
                params![],
            )
        })?;
        let key = |(subject, category, at, is_made_anew)| DestroyedKey { subject, category, at, is_made_anew };
        Ok(rows.into_iter().map(key).collect())
    }

    /// The key, made now if there is none.
    pub(crate) fn key_of(&self, moment: &Moment, subject: Uuid, category: Category) -> Result<Key, Error> {
        match self.key(subject, category)? {
            Some(key) => Ok(key),
            None => self.create(moment, subject, category),
        }
    }

    pub(crate) fn key(&self, subject: Uuid, category: Category) -> Result<Option<Key>, Error> {
        if let Some((key, since)) = self.cache().get(&(subject, category))
            && since.elapsed() < CACHED_FOR
        {
            return Ok(Some(key.clone()));
        }
        let wrapped = self.keys.read_blocking(|reader| stored(reader, subject, category))?;
        wrapped.map(|wrapped| self.unwrap(subject, category, &wrapped)).transpose()
    }

    /// The key is on disk, in its own store, before anything it sealed is: a crash between the two leaves a key nobody uses.
    fn create(&self, moment: &Moment, subject: Uuid, category: Category) -> Result<Key, Error> {
        let fresh: [u8; 32] = moment.entropy.bytes();
        let wrapped = self.wrapping.seal(moment, &context(subject, category, "key"), &fresh)?;
        let now = moment.now;
        let kept = self.keys.write_blocking(move |transaction| {
            transaction.execute(
                sql!(
                    "INSERT INTO data_keys (subject_id, category, wrapped, created_at) VALUES ($1, $2, $3, $4)
                     ON CONFLICT DO NOTHING"
                ),
                params![subject, category.code(), wrapped, now],
            )?;
            stored(transaction, subject, category)
        })?;
        self.unwrap(subject, category, &kept.ok_or(Error::Destroyed)?)
    }

    fn unwrap(&self, subject: Uuid, category: Category, wrapped: &Sealed) -> Result<Key, Error> {
        let bytes = self.wrapping.open(&context(subject, category, "key"), wrapped)?;
        let key = Key(bytes.try_into().map_err(|_| Error::Altered)?);
        let mut cache = self.cache();
        if cache.len() >= MOST_CACHED {
            cache.clear();
        }
        cache.insert((subject, category), (key.clone(), Instant::now()));
        Ok(key)
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, HashMap<(Uuid, Category), (Key, Instant)>> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stored(reader: &Reader<'_>, subject: Uuid, category: Category) -> Result<Option<Sealed>, database::Error> {
    reader.optional(
        sql!("SELECT wrapped FROM data_keys WHERE subject_id = $1 AND category = $2"),
        params![subject, category.code()],
    )
}

/// Binds a sealed value to its person, category and column, so that a row copied elsewhere does not open.
fn context(subject: Uuid, category: Category, place: &str) -> Vec<u8> {
    [subject.as_bytes().as_slice(), category.code().as_bytes(), b"|", place.as_bytes()].concat()
}

pub(crate) fn fingerprint(key: &Key, usage: &[u8], value: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length, so making one from 32 bytes cannot fail; the empty case keeps the function total.
    Hmac::<Sha256>::new_from_slice(&key.0).map_or([0; 32], |mut mac| {
        mac.update(usage);
        mac.update(&[0]);
        mac.update(value);
        mac.finalize().into_bytes().into()
    })
}
