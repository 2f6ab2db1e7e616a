//! SQLite: one writer thread that groups what is waiting, and readers beside it.
//!
//! A commit with full durability costs one flush of the disk, however many stories it carries. The writer therefore takes
//! every story that waits, runs each inside a savepoint of its own, commits them all at once and only then answers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection as Sqlite, OpenFlags};
use tokio::sync::oneshot;

use crate::counts::Counter;
use crate::sqlite_statement::execute;
use crate::transaction::Connection;
use crate::{Counts, Error, Reader, Rows, Transaction, copy};

/// More stories than this in one commit would make the first wait for the last without saving a flush worth having.
const MOST_STORIES_A_COMMIT: usize = 256;
/// How long to wait for another process that is writing, before saying so.
const PATIENCE: Duration = Duration::from_secs(5);
/// Prepared statements kept per connection: more than the program has.
const STATEMENT_CACHE: usize = 512;

/// Answers a story once the commit that carries it has ended.
type Reply = Box<dyn FnOnce(Result<(), Error>) + Send>;
/// Runs a story, or tells it why it cannot run; gives whether its changes are to be kept, and its reply.
type Story = Box<dyn FnOnce(Result<&Sqlite, Error>) -> (bool, Reply) + Send>;

/// An open SQLite file.
#[derive(Clone)]
pub(crate) struct Store {
    writer: Arc<Writer>,
    readers: Arc<Readers>,
    counter: Arc<Counter>,
}

/// The writer's thread. When the last handle goes, what waits is written, and the file is left whole: without a write-ahead
/// log beside it that a copy could miss.
struct Writer {
    stories: Option<Sender<Story>>,
    thread: Option<JoinHandle<()>>,
    readers: Arc<Readers>,
}

struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Sqlite>>,
}

impl Store {
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let writer = Sqlite::open(path).map_err(|error| unavailable(path, &error))?;
        configure(&writer)?;
        writer
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;")?;
        let (stories, waiting) = channel();
        let counter = Arc::new(Counter::default());
        let counted = Arc::clone(&counter);
        let thread = std::thread::Builder::new()
            .name("database-writer".to_owned())
            .spawn(move || write_until_closed(&writer, &waiting, &counted))
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        let readers = Arc::new(Readers { path: path.to_owned(), idle: Mutex::new(Vec::new()) });
        let writer = Writer { stories: Some(stories), thread: Some(thread), readers: Arc::clone(&readers) };
        Ok(Self { writer: Arc::new(writer), readers, counter })
    }

    pub(crate) fn counts(&self) -> Counts {
        self.counter.counts()
    }

    pub(crate) fn copy(&self, into: &Path) -> Result<Rows, Error> {
        copy::sqlite(&self.readers.path, into)
    }

    pub(crate) async fn write<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.enqueue(story).await.unwrap_or(Err(Error::Abandoned.into()))
    }

    pub(crate) fn write_blocking<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        // The runtime's own threads may wait here: the writer never needs them.
        let (done, outcome) = channel();
        self.send(story, move |answer| drop(done.send(answer)));
        outcome.recv().unwrap_or(Err(Error::Abandoned.into()))
    }

    fn enqueue<T, E, F>(&self, story: F) -> oneshot::Receiver<Result<T, E>>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (done, outcome) = oneshot::channel();
        self.send(story, move |answer| drop(done.send(answer)));
        outcome
    }

    fn send<T, E, F, A>(&self, story: F, answer: A)
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        A: FnOnce(Result<T, E>) + Send + 'static,
    {
        let counter = Arc::clone(&self.counter);
        let story: Story = Box::new(move |connection| {
            let outcome = connection.map_err(E::from).and_then(|connection| {
                let transaction = Transaction::new(Connection::Sqlite(connection));
                let outcome = catch_unwind(AssertUnwindSafe(|| story(&transaction)));
                counter.ran(transaction.ran());
                transaction.settled(outcome.unwrap_or(Err(Error::Abandoned.into())))
            });
            let keep = outcome.is_ok();
            let reply: Reply = Box::new(move |commit| answer(outcome.and_then(|value| Ok(commit.map(|()| value)?))));
            (keep, reply)
        });
        // A failed send drops the reply, which the caller sees as an abandoned story.
        drop(self.writer.stories.as_ref().map(|stories| stories.send(story)));
    }

    pub(crate) fn read<T, E, F>(&self, story: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E>,
        E: From<Error>,
    {
        let connection = self.readers.take()?;
        execute(&connection, "BEGIN", &[])?;
        let reader = Reader::new(Connection::Sqlite(&connection));
        let outcome = story(&reader);
        self.counter.ran(reader.ran());
        // Nothing was changed, so both ways to end are the same; this one does not look for what to undo.
        execute(&connection, "COMMIT", &[])?;
        self.readers.put_back(connection);
        outcome
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // The last connection that closes is the one that empties the write-ahead log, and it must be able to write.
        self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
        drop(self.stories.take());
        let thread = self.thread.take().filter(|thread| thread.thread().id() != std::thread::current().id());
        // A story that held the last handle is told on the writer's own thread, which cannot wait for itself.
        drop(thread.map(JoinHandle::join));
    }
}

impl Readers {
    /// An idle reader, or a new one: there are never more than threads that read at once.
    fn take(&self) -> Result<Sqlite, Error> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        if let Some(connection) = idle {
            return Ok(connection);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Sqlite::open_with_flags(&self.path, flags).map_err(|error| unavailable(&self.path, &error))?;
        configure(&connection)?;
        connection.execute_batch("PRAGMA query_only = ON")?;
        Ok(connection)
    }

    fn put_back(&self, connection: Sqlite) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }
}

fn configure(connection: &Sqlite) -> Result<(), Error> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    // A plan that does not depend on the values given is kept; otherwise SQLite prepares a statement anew each time it runs.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -8000;")?;
    Ok(())
}

fn unavailable(path: &Path, error: &rusqlite::Error) -> Error {
    Error::Unavailable(format!("{}: {error}", path.display()))
}

fn write_until_closed(connection: &Sqlite, waiting: &Receiver<Story>, counter: &Counter) {
    while let Ok(first) = waiting.recv() {
        let mut stories = vec![first];
        while stories.len() < MOST_STORIES_A_COMMIT
            && let Ok(next) = waiting.try_recv()
        {
            stories.push(next);
        }
        // Before the replies: whoever is answered finds its commit counted.
        counter.committed();
        commit_together(connection, stories);
    }
}

fn commit_together(connection: &Sqlite, stories: Vec<Story>) {
    let mut replies = Vec::with_capacity(stories.len());
    let mut begun = execute(connection, "BEGIN IMMEDIATE", &[]).map(|_| ());
    for story in stories {
        let saved = begun.and_then(|()| execute(connection, "SAVEPOINT story", &[]).map(|_| ()));
        begun = match saved {
            Ok(()) => run_in_savepoint(connection, story, &mut replies),
            Err(error) => {
                // Without a transaction the story must not run at all.
                replies.push(story(Err(describe(&error))).1);
                Err(error)
            }
        };
    }
    let outcome = match begun {
        Ok(()) => execute(connection, "COMMIT", &[]).map(|_| ()),
        Err(error) => Err(error),
    };
    if outcome.is_err() && !connection.is_autocommit() {
        drop(execute(connection, "ROLLBACK", &[]));
    }
    for reply in replies {
        reply(outcome.as_ref().copied().map_err(describe));
    }
}

fn run_in_savepoint(connection: &Sqlite, story: Story, replies: &mut Vec<Reply>) -> Result<(), Error> {
    let (keep, reply) = story(Ok(connection));
    replies.push(reply);
    if connection.is_autocommit() {
        // A full disk ends the whole transaction, and with it the stories that came before in the same commit.
        return Err(Error::DiskFull);
    }
    if !keep {
        execute(connection, "ROLLBACK TO story", &[])?;
    }
    execute(connection, "RELEASE story", &[])?;
    Ok(())
}

/// The same failure for each of the stories that shared the commit.
fn describe(error: &Error) -> Error {
    match error {
        Error::Locked => Error::Locked,
        Error::DiskFull => Error::DiskFull,
        other => Error::Engine(other.to_string()),
    }
}
