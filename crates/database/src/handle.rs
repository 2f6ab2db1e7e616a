//! The handle that the program holds.

use std::path::Path;

use crate::{Counts, Engine, Error, Programs, Reader, Rows, Transaction, postgres, sqlite};

/// One database, of either engine. Cheap to clone.
#[derive(Clone)]
pub struct Database(Inner);

#[derive(Clone)]
enum Inner {
    Sqlite(sqlite::Store),
    Postgres(postgres::Store),
}

impl Database {
    /// Opens, or creates, a SQLite file. The folder must exist.
    pub fn sqlite(path: &Path) -> Result<Self, Error> {
        Ok(Self(Inner::Sqlite(sqlite::Store::open(path)?)))
    }

    /// Connects to PostgreSQL (15 or later) with at most `connections` at a time; tables live in `schema`, made when absent.
    pub async fn postgres(url: &str, schema: &str, connections: usize) -> Result<Self, Error> {
        Ok(Self(Inner::Postgres(postgres::Store::connect(url, schema, connections).await?)))
    }

    /// Which engine this is; for messages and tests.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// What was done through this handle and its clones since it was opened.
    pub fn counts(&self) -> Counts {
        match &self.0 {
            Inner::Sqlite(store) => store.counts(),
            Inner::Postgres(store) => store.counts(),
        }
    }

    /// Copies everything as of one instant into a new file, while others go on writing, and gives how many rows each table of the
    /// copy has. On SQLite the file is a database, on PostgreSQL an archive of `pg_dump`. Takes as long as it takes: call it on
    /// a thread of its own.
    pub fn copy(&self, into: &Path, programs: &Programs) -> Result<Rows, Error> {
        match &self.0 {
            Inner::Sqlite(store) => store.copy(into),
            Inner::Postgres(store) => store.copy(into, programs),
        }
    }

    /// Runs a story that changes rows. When it answers `Ok`, everything it did is on disk before this returns; when it
    /// answers `Err` or panics, nothing of it remains.
    pub async fn write<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &self.0 {
            Inner::Sqlite(store) => store.write(story).await,
            Inner::Postgres(store) => store.write(story).await,
        }
    }

    /// Runs a short story that reads a consistent view. On SQLite it runs on the calling thread: a point query costs
    /// microseconds, less than a hop to another thread; long reports take [`Database::report`].
    pub async fn read<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &self.0 {
            Inner::Sqlite(store) => store.read(story),
            Inner::Postgres(store) => store.read(story).await,
        }
    }

    /// Runs a long story that reads a consistent view, on a thread where it delays nobody.
    pub async fn report<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &self.0 {
            Inner::Sqlite(store) => {
                let store = store.clone();
                tokio::task::spawn_blocking(move || store.read(story)).await.unwrap_or(Err(Error::Abandoned.into()))
            }
            Inner::Postgres(store) => store.read(story).await,
        }
    }

    /// [`Database::write`] for a caller that is itself a story on a blocking thread (the vault's key store).
    pub fn write_blocking<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &self.0 {
            Inner::Sqlite(store) => store.write_blocking(story),
            Inner::Postgres(store) => store.write_blocking(story),
        }
    }

    /// [`Database::read`] for a caller that is itself a story.
    pub fn read_blocking<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E>,
        E: From<Error>,
    {
        match &self.0 {
            Inner::Sqlite(store) => store.read(story),
            Inner::Postgres(store) => store.read_blocking(story),
        }
    }
}
