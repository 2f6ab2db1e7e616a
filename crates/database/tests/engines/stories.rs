//! One story at a time: kept as a whole, or not at all.

use database::{Database, Engine, Error, params, sql};

use crate::notes::{numbers, prepare, write};
use crate::postgres::on_both_engines;

on_both_engines! {
    async fn what_a_story_wrote_can_be_read(database: Database) {
        prepare(&database).await;
        database.write(|transaction| write(transaction, 1)).await.expect("a note");
        assert_eq!(numbers(&database).await, [1]);
    }
}

on_both_engines! {
    async fn a_long_report_reads_the_same_rows(database: Database) {
        prepare(&database).await;
        database.write(|transaction| write(transaction, 1)).await.expect("a note");
        let report = database.report(|reader| reader.one::<i64>(sql!("SELECT COUNT(*) FROM notes"), params![]));
        assert_eq!(report.await.map_err(|error: Error| error).expect("a count"), 1);
    }
}

on_both_engines! {
    async fn a_story_that_answers_an_error_leaves_nothing(database: Database) {
        prepare(&database).await;
        let outcome = database.write(|transaction| {
            write(transaction, 1)?;
            Err::<(), Error>(Error::Missing)
        });
        assert!(matches!(outcome.await, Err(Error::Missing)));
        assert!(numbers(&database).await.is_empty());
    }
}

on_both_engines! {
    async fn a_story_that_panics_leaves_nothing_and_harms_no_other(database: Database) {
        prepare(&database).await;
        for _ in 0..20 {
            let outcome = database.write(|transaction| -> Result<(), Error> {
                write(transaction, 1)?;
                panic!("a story that panics on purpose")
            });
            assert!(matches!(outcome.await, Err(Error::Abandoned)));
        }
        database.write(|transaction| write(transaction, 2)).await.expect("a note");
        assert_eq!(numbers(&database).await, [2]);
    }
}

on_both_engines! {
    async fn a_reading_story_that_panics_harms_no_other(database: Database) {
        prepare(&database).await;
        for _ in 0..20 {
            let database = database.clone();
            let read = database.report(|_| -> Result<(), Error> { panic!("a story that panics on purpose") });
            assert!(matches!(read.await, Err(Error::Abandoned)));
        }
        assert!(numbers(&database).await.is_empty());
    }
}

on_both_engines! {
    async fn a_story_that_goes_on_after_a_refusal_leaves_nothing(database: Database) {
        prepare(&database).await;
        let outcome = database.write(|transaction| {
            write(transaction, 1)?;
            drop(write(transaction, 1));
            Ok::<(), Error>(())
        });
        assert!(matches!(outcome.await, Err(Error::Abandoned)));
        assert!(numbers(&database).await.is_empty());
    }
}

on_both_engines! {
    async fn a_key_that_exists_already_is_told_apart(database: Database) {
        prepare(&database).await;
        database.write(|transaction| write(transaction, 1)).await.expect("a note");
        let outcome = database.write(|transaction| write(transaction, 1)).await;
        let Err(Error::Duplicate(name)) = outcome else { panic!("{outcome:?}") };
        assert!(name.contains("number"), "{name}");
    }
}

on_both_engines! {
    async fn a_row_that_is_referred_to_must_exist(database: Database) {
        prepare(&database).await;
        let id = crate::notes::moment().identifier();
        let outcome = database.write(move |transaction| {
            transaction.execute(sql!("INSERT INTO remarks (id, note_id) VALUES ($1, $1)"), params![id])
        });
        assert!(matches!(outcome.await, Err(Error::Missing)));
    }
}

on_both_engines! {
    async fn a_row_that_must_exist_is_missing_by_name(database: Database) {
        prepare(&database).await;
        let outcome = database.read(|reader| reader.one::<i64>(sql!("SELECT number FROM notes"), params![]));
        assert!(matches!(outcome.await, Err(Error::Missing)));
    }
}

on_both_engines! {
    async fn a_reader_cannot_change_a_row(database: Database) {
        prepare(&database).await;
        database.write(|transaction| write(transaction, 1)).await.expect("a note");
        let outcome = database.read(|reader| {
            reader.all::<i64>(sql!("UPDATE notes SET number = 2 RETURNING number"), params![])
        });
        assert!(matches!(outcome.await, Err(Error::Engine(_))));
        assert_eq!(numbers(&database).await, [1]);
    }
}

on_both_engines! {
    async fn a_story_sees_what_it_wrote_and_how_many_rows_it_changed(database: Database) {
        prepare(&database).await;
        let changed = database.write(|transaction| {
            write(transaction, 1)?;
            write(transaction, 2)?;
            let plain = transaction.execute(sql!("UPDATE notes SET number = number + 10"), params![])?;
            let returning = transaction.execute(sql!("UPDATE notes SET number = number + 10 RETURNING id"), params![])?;
            Ok::<_, Error>((plain, returning))
        });
        assert_eq!(changed.await.expect("the changes"), (2, 2));
        assert_eq!(numbers(&database).await, [21, 22]);
    }
}

on_both_engines! {
    async fn a_story_on_a_blocking_thread_is_kept_too(database: Database) {
        prepare(&database).await;
        let other = database.clone();
        let read = tokio::task::spawn_blocking(move || {
            other.write_blocking(|transaction| write(transaction, 1))?;
            other.read_blocking(|reader| reader.one::<i64>(sql!("SELECT number FROM notes"), params![]))
        });
        assert_eq!(read.await.expect("the thread ends").expect("a number"), 1);
        assert_eq!(numbers(&database).await, [1]);
    }
}

on_both_engines! {
    async fn the_handle_says_which_engine_it_is(database: Database) {
        let spoken: String = database.read(|reader| {
            let version = match reader.engine() {
                Engine::Sqlite => sql!("SELECT 'SQLite ' || sqlite_version()"),
                Engine::Postgres => database::Statement::new("SELECT version()"),
            };
            reader.one(version, params![])
        }).await.map_err(|error: Error| error).expect("a version");
        let expected = if database.engine() == Engine::Sqlite { "SQLite" } else { "PostgreSQL" };
        assert!(spoken.starts_with(expected), "{spoken}");
    }
}

on_both_engines! {
    async fn what_stories_ran_is_counted(database: Database) {
        prepare(&database).await;
        let before = database.counts();
        database.write(|transaction| write(transaction, 1)).await.expect("a note");
        numbers(&database).await;
        let after = database.counts();
        assert_eq!(after.statements - before.statements, 2);
        assert_eq!(after.commits - before.commits, 1);
    }
}
