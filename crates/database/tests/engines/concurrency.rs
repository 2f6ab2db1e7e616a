//! Many stories at once.

use std::sync::mpsc::channel;

use database::{Database, Error, params, skip_locked, sql};

use crate::notes::{numbers, prepare, write};
use crate::postgres::on_both_engines;

on_both_engines! {
    async fn sixty_four_writers_at_once_are_all_kept(database: Database) {
        prepare(&database).await;
        let writers: Vec<_> = (0..64_i64)
            .map(|writer| {
                let database = database.clone();
                tokio::spawn(async move {
                    for turn in 0..5 {
                        database.write(move |transaction| write(transaction, writer * 5 + turn)).await.expect("a note");
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.expect("a writer");
        }
        assert_eq!(numbers(&database).await, (0..320).collect::<Vec<i64>>());
    }
}

on_both_engines! {
    async fn a_story_that_fails_among_others_leaves_the_others(database: Database) {
        prepare(&database).await;
        // On SQLite the first story holds the writer until all the others wait: they share the next commit.
        let (release, held) = channel::<()>();
        let first = tokio::spawn(hold(database.clone(), held));
        let others: Vec<_> = (0..30_i64).map(|number| tokio::spawn(one_in_three_fails(database.clone(), number))).collect();
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        release.send(()).expect("the first story waits");
        first.await.expect("the first story").expect("it ends well");
        for (number, other) in (0_i64..).zip(others) {
            assert_eq!(other.await.expect("a story").is_ok(), number % 3 == 0, "{number}");
        }
        assert_eq!(numbers(&database).await, (0..30).filter(|number| number % 3 == 0).collect::<Vec<i64>>());
    }
}

async fn hold(database: Database, held: std::sync::mpsc::Receiver<()>) -> Result<(), Error> {
    let story = move |_: &database::Transaction<'_>| {
        held.recv().expect("the test releases it");
        Ok(())
    };
    database.write(story).await
}

async fn one_in_three_fails(database: Database, number: i64) -> Result<(), Error> {
    let story = move |transaction: &database::Transaction<'_>| {
        write(transaction, number)?;
        match number % 3 {
            0 => Ok(()),
            1 => Err(Error::Missing),
            _ => panic!("a story that panics on purpose"),
        }
    };
    database.write(story).await
}

on_both_engines! {
    async fn a_reading_story_sees_one_instant(database: Database) {
        prepare(&database).await;
        database.write(|transaction| write(transaction, 1)).await.expect("a note");
        let (looked, wait_for_look) = channel::<()>();
        let (written, wait_for_write) = channel::<()>();
        let other = database.clone();
        let writer = tokio::spawn(async move {
            tokio::task::spawn_blocking(move || wait_for_look.recv()).await.expect("a thread").expect("a look");
            other.write(|transaction| write(transaction, 2)).await.expect("a note");
            written.send(()).expect("the reader waits");
        });
        let counts = database.report(move |reader| {
            let count = || reader.one::<i64>(sql!("SELECT COUNT(*) FROM notes"), params![]);
            let before = count()?;
            looked.send(()).expect("the writer waits");
            wait_for_write.recv().expect("a second note");
            Ok::<_, Error>((before, count()?))
        });
        assert_eq!(counts.await.expect("two counts"), (1, 1));
        writer.await.expect("the writer");
        assert_eq!(numbers(&database).await, [1, 2]);
    }
}

on_both_engines! {
    async fn rows_that_another_holds_are_skipped(database: Database) {
        prepare(&database).await;
        database.write(|transaction| (0..40).try_for_each(|number| write(transaction, number).map(drop))).await.expect("notes");
        let workers: Vec<_> = (0..8).map(|_| tokio::spawn(take_until_empty(database.clone()))).collect();
        let mut taken = Vec::new();
        for worker in workers {
            taken.extend(worker.await.expect("a worker"));
        }
        taken.sort_unstable();
        assert_eq!(taken, (0..40).collect::<Vec<i64>>());
    }
}

async fn take_until_empty(database: Database) -> Vec<i64> {
    let mut taken = Vec::new();
    loop {
        let story = |transaction: &database::Transaction<'_>| {
            let statement = skip_locked!(
                transaction,
                "DELETE FROM notes WHERE id IN (SELECT id FROM notes ORDER BY number LIMIT 3",
                ") RETURNING number"
            );
            transaction.all::<i64>(statement, params![])
        };
        let some = database.write(story).await.map_err(|error: Error| error).expect("some notes");
        if some.is_empty() && numbers(&database).await.is_empty() {
            return taken;
        }
        taken.extend(some);
    }
}
