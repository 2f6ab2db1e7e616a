//! The schema's story, from any number of nodes.

use database::{Column, Database, Error, Migration, migrate};

use crate::notes::{MIGRATIONS, moment, numbers, prepare};
use crate::postgres::on_both_engines;

on_both_engines! {
    async fn a_second_migration_finds_nothing_to_do(database: Database) {
        assert_eq!(migrate(&database, MIGRATIONS, moment().now).await.expect("made"), ["0001_notes"]);
        assert!(migrate(&database, MIGRATIONS, moment().now).await.expect("up to date").is_empty());
    }
}

on_both_engines! {
    async fn nodes_that_start_together_migrate_once(database: Database) {
        let nodes: Vec<_> = (0..8)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move { migrate(&database, MIGRATIONS, moment().now).await.expect("migrated").len() })
            })
            .collect();
        let mut steps = 0;
        for node in nodes {
            steps += node.await.expect("a node");
        }
        assert_eq!(steps, 1);
    }
}

on_both_engines! {
    async fn a_step_that_fails_leaves_the_schema_as_it_was(database: Database) {
        const BROKEN: &[Migration] = &[
            Migration { name: "0001_good", sql: "CREATE TABLE good (id {id} PRIMARY KEY) {strict};" },
            Migration { name: "0002_broken", sql: "CREATE TABLE half (id {id} PRIMARY KEY) {strict}; CREATE TABLE;" },
        ];
        assert!(migrate(&database, BROKEN, moment().now).await.is_err());
        assert!(columns(&database).await.is_empty());
        prepare(&database).await;
        assert!(numbers(&database).await.is_empty());
    }
}

on_both_engines! {
    async fn the_live_schema_can_be_read_the_same_way(database: Database) {
        prepare(&database).await;
        let told: Vec<(String, bool)> =
            columns(&database).await.into_iter().map(|column| (format!("{}.{}", column.table, column.name), column.nullable)).collect();
        let expected = [
            ("notes.at", true), ("notes.bytes", true), ("notes.flag", true), ("notes.id", false), ("notes.number", false),
            ("notes.share", true), ("notes.text", true), ("remarks.id", false), ("remarks.note_id", false),
            ("schema_migrations.applied_at", false), ("schema_migrations.name", false),
        ];
        assert_eq!(told, expected.map(|(name, nullable)| (name.to_owned(), nullable)));
    }
}

on_both_engines! {
    async fn every_registered_statement_of_this_crate_is_understood(database: Database) {
        prepare(&database).await;
        let refused = database.write(|transaction| {
            Ok::<_, Error>(
                database::registered()
                    .filter(|statement| statement.file.contains("crates/database/src"))
                    .filter_map(|statement| transaction.prepare(statement.text).err().map(|error| format!("{}: {error}", statement.line)))
                    .collect::<Vec<_>>(),
            )
        });
        assert_eq!(refused.await.expect("an answer"), Vec::<String>::new());
    }
}

async fn columns(database: &Database) -> Vec<Column> {
    let columns = database.read(|reader| {
        let columns: Vec<Column> = reader.columns()?;
        Ok::<_, Error>(columns)
    });
    columns.await.expect("the columns")
}
