//! A copy is whole and of one instant, whoever writes meanwhile.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use database::{Database, Engine, Entropy, Error, Programs, Rows, examine_file, make_beside, put_back, remove_beside};

use crate::notes::{numbers, prepare, write};

const SCHEMA: &str = "copied";

/// A database that is copied, and where its copies are put back.
struct Place {
    database: Database,
    folder: tempfile::TempDir,
    /// The address and the name of the PostgreSQL database.
    postgres: Option<(String, String)>,
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set; run cargo xtask test"))
}

fn name() -> String {
    format!("copies_{:016x}", Entropy::system().number())
}

impl Place {
    async fn open(engine: Engine) -> Self {
        Self::open_at(engine, &variable("MIRAVOLUNEX_TEST_POSTGRES")).await
    }

    async fn open_at(engine: Engine, server: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        if engine == Engine::Sqlite {
            let database = Database::sqlite(&folder.path().join("live.sqlite")).expect("a database");
            return Self { database, folder, postgres: None };
        }
        let name = name();
        let url = make_beside(server, &name).await.expect("a database of its own");
        let database = Database::postgres(&url, SCHEMA, 6).await.expect("it opens");
        Self { database, folder, postgres: Some((url, name)) }
    }

    async fn copy(&self, programs: Programs) -> Result<(PathBuf, Rows), Error> {
        let (database, into) = (self.database.clone(), self.folder.path().join("copy"));
        let path = into.clone();
        let copied = tokio::task::spawn_blocking(move || database.copy(&into, &programs)).await.expect("it ends");
        copied.map(|rows| (path, rows))
    }

    /// What a copy holds, once it is put back elsewhere.
    async fn restored(&self, copy: &Path) -> Vec<i64> {
        let Some((url, _)) = &self.postgres else {
            let database = Database::sqlite(copy).expect("the copy opens");
            return numbers(&database).await;
        };
        let name = name();
        let elsewhere = make_beside(url, &name).await.expect("another database");
        put_back(&elsewhere, copy, &Programs::default()).expect("it is put back");
        assert!(put_back(&elsewhere, copy, &Programs::default()).is_err(), "never over what is there");
        let database = Database::postgres(&elsewhere, SCHEMA, 2).await.expect("it opens");
        let numbers = numbers(&database).await;
        remove_beside(url, &name).await.expect("it is removed");
        numbers
    }

    async fn close(self) {
        if let Some((_, name)) = &self.postgres {
            remove_beside(&variable("MIRAVOLUNEX_TEST_POSTGRES"), name).await.expect("it is removed");
        }
    }
}

/// Writes two notes in each story until told to stop.
async fn write_pairs(database: Database, stop: Arc<AtomicBool>) {
    for first in (0..).step_by(2) {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let pair = database.write(move |transaction| {
            write(transaction, first)?;
            write(transaction, first + 1)
        });
        pair.await.map_err(|error: Error| error).expect("a pair");
    }
}

async fn is_of_one_instant(engine: Engine) {
    let place = Place::open(engine).await;
    prepare(&place.database).await;
    let stop = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn(write_pairs(place.database.clone(), Arc::clone(&stop)));
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let (copy, rows) = place.copy(Programs::default()).await.expect("a copy");
    let copied = numbers(&place.database).await.len();
    stop.store(true, Ordering::Relaxed);
    writer.await.expect("the writer");
    let kept = place.restored(&copy).await;
    assert_eq!(rows["notes"], kept.len() as u64, "counted as of the same instant");
    assert!(kept.len() > 10 && kept.len() <= copied, "{} of {copied}", kept.len());
    assert_eq!(kept, (0..kept.len() as i64).collect::<Vec<_>>());
    assert_eq!(kept.len() % 2, 0, "no story is cut in two");
    place.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_of_one_instant_while_others_write_on_sqlite() {
    is_of_one_instant(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_of_one_instant_while_others_write_on_postgres() {
    is_of_one_instant(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_on_another_machine_is_copied_over_tls() {
    let authority = variable("MIRAVOLUNEX_TEST_POSTGRES_AUTHORITY").replace('/', "%2F");
    let server = format!("{}&sslrootcert={authority}", variable("MIRAVOLUNEX_TEST_POSTGRES_TLS"));
    let place = Place::open_at(Engine::Postgres, &server).await;
    prepare(&place.database).await;
    place.database.write(|transaction| write(transaction, 7)).await.expect("a note");
    let (copy, _) = place.copy(Programs::default()).await.expect("a copy");
    assert_eq!(place.restored(&copy).await, [7]);
    place.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_missing_or_too_old_is_named() {
    let place = Place::open(Engine::Postgres).await;
    prepare(&place.database).await;
    let programs = Programs { folder: Some(place.folder.path().to_owned()) };
    let missing = place.copy(programs.clone()).await.expect_err("there is none").to_string();
    assert!(missing.contains("pg_dump cannot be run") && missing.contains("name their folder"), "{missing}");
    let old = place.folder.path().join("pg_dump");
    std::fs::write(&old, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n").expect("a program");
    std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o755)).expect("it may run");
    let refused = place.copy(programs).await.expect_err("it is too old").to_string();
    assert!(refused.contains("pg_dump is of version 9") && refused.contains("must not be older"), "{refused}");
    place.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_altered_is_seen_whichever_it_is() {
    let place = Place::open(Engine::Sqlite).await;
    prepare(&place.database).await;
    for number in 0..400 {
        place.database.write(move |transaction| write(transaction, number)).await.expect("a note");
    }
    let (copy, rows) = place.copy(Programs::default()).await.expect("a copy");
    assert_eq!(examine_file(&copy).expect("it is whole"), rows);
    let whole = std::fs::read(&copy).expect("the copy");
    let size = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    for page in 1..whole.len() / size {
        let mut bytes = whole.clone();
        bytes[page * size..(page + 1) * size].fill(0xA5);
        std::fs::write(&copy, bytes).expect("it is altered");
        assert!(examine_file(&copy).is_err(), "page {} of a table or of an index", page + 1);
    }
}
