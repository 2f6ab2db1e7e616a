//! What the disk and other processes do to the embedded engine.

use database::{Database, Error, Statement, params, sql};

use crate::notes::{moment, numbers, prepare, write};
use crate::postgres::Fresh;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_another_process_is_writing_is_said_to_be_locked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.sqlite");
    let database = Database::sqlite(&path).expect("a database");
    prepare(&database).await;
    let other = rusqlite::Connection::open(&path).expect("a connection of another process");
    other.execute_batch("BEGIN IMMEDIATE").expect("it holds the file");
    let both = tokio::join!(
        database.write(|transaction| write(transaction, 1)),
        database.write(|transaction| write(transaction, 2))
    );
    assert!(matches!(both, (Err(Error::Locked), Err(Error::Locked))), "{both:?}");
    assert!(numbers(&database).await.is_empty(), "readers go on");
    other.execute_batch("ROLLBACK").expect("it lets go");
    database.write(|transaction| write(transaction, 3)).await.expect("a note");
    assert_eq!(numbers(&database).await, [3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_harms_nothing_that_was_kept() {
    let fresh = Fresh::open(database::Engine::Sqlite).await;
    let database = &fresh.database;
    prepare(database).await;
    database.write(|transaction| write(transaction, 1)).await.expect("a note");
    let room =
        database.write(|transaction| transaction.one::<i64>(Statement::new("PRAGMA max_page_count = 20"), params![]));
    assert_eq!(room.await.map_err(|error: Error| error).expect("the file may not grow"), 20);
    let writers: Vec<_> = (2..20).map(|number| tokio::spawn(write_large(database.clone(), number))).collect();
    let mut acknowledged = vec![1];
    for (number, writer) in (2_i64..).zip(writers) {
        match writer.await.expect("a writer") {
            Ok(()) => acknowledged.push(number),
            Err(error) => assert!(matches!(error, Error::DiskFull), "{error:?}"),
        }
    }
    assert!(acknowledged.len() < 19, "nothing was refused");
    assert_eq!(numbers(database).await, acknowledged);
    let room =
        database.write(|transaction| transaction.one::<i64>(Statement::new("PRAGMA max_page_count = 2000"), params![]));
    room.await.map_err(|error: Error| error).expect("room again");
    write_large(database.clone(), 100).await.expect("a note once there is room");
}

async fn write_large(database: Database, number: i64) -> Result<(), Error> {
    let story = move |transaction: &database::Transaction<'_>| {
        transaction.execute(
            sql!("INSERT INTO notes (id, number, bytes) VALUES ($1, $2, $3)"),
            params![moment().identifier(), number, vec![7_u8; 9_000]],
        )?;
        Ok(())
    };
    database.write(story).await
}

#[test]
fn a_folder_that_does_not_exist_is_named() {
    let outcome = Database::sqlite(std::path::Path::new("/nonexistent/notes.sqlite")).err();
    assert!(matches!(&outcome, Some(Error::Unavailable(path)) if path.contains("/nonexistent/")), "{outcome:?}");
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.sqlite");
    std::fs::write(&path, "These are the minutes of a meeting. ".repeat(200)).expect("a file");
    assert!(matches!(Database::sqlite(&path).err(), Some(Error::Unavailable(_))));
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_unavailable() {
    let outcome = Database::postgres("postgres://postgres@%2Fnonexistent/postgres", "test", 2).await.err();
    assert!(matches!(outcome, Some(Error::Unavailable(_))), "{outcome:?}");
}
