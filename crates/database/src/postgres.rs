//! PostgreSQL: a pool of connections, each driven from a blocking thread so that stories read the same on both engines.

use std::path::Path;
use std::sync::Arc;

use deadpool_postgres::{Client, Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use tokio::runtime::Handle;
use tokio_postgres::types::ToSql;

use crate::counts::Counter;
use crate::row::Row;
use crate::transaction::Connection;
use crate::{Counts, Error, Programs, Reader, Rows, Transaction, Value, postgres_address, postgres_copy};

/// Begins a view that stays as it is.
const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// A pool for one PostgreSQL schema.
#[derive(Clone)]
pub(crate) struct Store {
    pool: Pool,
    runtime: Handle,
    counter: Arc<Counter>,
    url: Arc<str>,
    schema: Arc<str>,
}

/// One connection and the runtime that drives it.
pub(crate) struct Session {
    client: Client,
    runtime: Handle,
}

impl Store {
    pub(crate) async fn connect(url: &str, schema: &str, connections: usize) -> Result<Self, Error> {
        let (mut config, tls) = postgres_address::parse(url)?;
        let (first, driver) = config.connect(tls.clone()).await?;
        let driver = tokio::spawn(driver);
        first.batch_execute(&format!("CREATE SCHEMA IF NOT EXISTS \"{schema}\"")).await?;
        drop(first);
        drop(driver.await);
        config.options(format!("-c search_path={schema} -c timezone=UTC"));
        let manager = Manager::from_config(config, tls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(connections)
            .build()
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Self { pool, runtime: Handle::current(), counter: Arc::default(), url: url.into(), schema: schema.into() })
    }

    pub(crate) fn counts(&self) -> Counts {
        self.counter.counts()
    }

    pub(crate) fn copy(&self, into: &Path, programs: &Programs) -> Result<Rows, Error> {
        self.within(READ, "ROLLBACK", |session| postgres_copy::dump(session, (&self.url, &self.schema), into, programs))
    }

    pub(crate) async fn write<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let store = self.clone();
        let outcome = tokio::task::spawn_blocking(move || store.write_blocking(story)).await;
        outcome.unwrap_or(Err(Error::Abandoned.into()))
    }

    pub(crate) async fn read<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let store = self.clone();
        let outcome = tokio::task::spawn_blocking(move || store.read_blocking(story)).await;
        outcome.unwrap_or(Err(Error::Abandoned.into()))
    }

    pub(crate) fn write_blocking<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E>,
        E: From<Error>,
    {
        self.within("BEGIN", "COMMIT", |session| {
            let transaction = Transaction::new(Connection::Postgres(session));
            let outcome = story(&transaction);
            self.counter.ran(transaction.ran());
            self.counter.committed();
            transaction.settled(outcome)
        })
    }

    pub(crate) fn read_blocking<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E>,
        E: From<Error>,
    {
        self.within(READ, "ROLLBACK", |session| {
            let reader = Reader::new(Connection::Postgres(session));
            let outcome = story(&reader);
            self.counter.ran(reader.ran());
            outcome
        })
    }

    fn within<T, E: From<Error>>(
        &self,
        begin: &str,
        end: &str,
        story: impl FnOnce(&Session) -> Result<T, E>,
    ) -> Result<T, E> {
        let client = self.runtime.block_on(self.pool.get()).map_err(Error::from)?;
        let unfinished = Unfinished(Some(Session { client, runtime: self.runtime.clone() }));
        let session = unfinished.0.as_ref().ok_or(Error::Abandoned)?;
        session.script(begin)?;
        let outcome = story(session);
        session.script(if outcome.is_ok() { end } else { "ROLLBACK" })?;
        unfinished.finish();
        outcome
    }
}

/// Keeps a connection whose story panicked, or whose end failed, from going back to the pool in the middle of a transaction.
struct Unfinished(Option<Session>);

impl Unfinished {
    fn finish(mut self) {
        self.0.take();
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(session) = self.0.take() {
            drop(Object::take(session.client));
        }
    }
}

impl Session {
    pub(crate) fn prepare(&self, text: &str) -> Result<(), Error> {
        self.runtime.block_on(self.client.prepare(text)).map(drop).map_err(Error::from)
    }

    pub(crate) fn script(&self, text: &str) -> Result<(), Error> {
        Ok(self.runtime.block_on(self.client.batch_execute(text))?)
    }

    pub(crate) fn execute(&self, text: &str, params: &[Value]) -> Result<u64, Error> {
        self.runtime.block_on(async {
            let statement = self.client.prepare_cached(text).await?;
            Ok(self.client.execute(&statement, &references(params)).await?)
        })
    }

    pub(crate) fn each(
        &self,
        text: &str,
        params: &[Value],
        visit: &mut dyn FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let rows = self.runtime.block_on(async {
            let statement = self.client.prepare_cached(text).await?;
            self.client.query(&statement, &references(params)).await
        })?;
        rows.iter().try_for_each(|row| visit(&Row::Postgres(row)))
    }
}

fn references(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}
