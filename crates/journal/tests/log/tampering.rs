//! Somebody who can write to the database, and even signs with the journal's own key, is found.

use database::{Database, Engine, Value, params};
use journal::Error;

use crate::logs::{check, checkpoint, journal, key, place, tamper, write};
use crate::postgres::{Fresh, on_both_engines};

#[track_caller]
fn assert_found(outcome: &Result<journal::Report, Error>, what: &str) {
    assert!(matches!(outcome, Err(Error::Altered(_))), "{what}: {outcome:?}");
}

on_both_engines! {
    async fn an_untouched_journal_passes(database: Database) {
        journal(&database, &[4, 1, 7]).await;
        let report = check(&database, None).await.expect("untouched");
        assert_eq!((report.entries, report.checkpoints), (12, 3));
    }
}

on_both_engines! {
    async fn an_altered_field_is_found(database: Database) {
        journal(&database, &[4, 3]).await;
        let (before, after): (Vec<&str>, Vec<&str>) = [
            ("UPDATE journal_entries SET at = at + 1 WHERE leaf_index = 2", "UPDATE journal_entries SET at = at - 1 WHERE leaf_index = 2"),
            ("UPDATE journal_entries SET kind = 'x' WHERE leaf_index = 2", "UPDATE journal_entries SET kind = 'account.opened' WHERE leaf_index = 2"),
            ("UPDATE journal_entries SET detail = '{\"number\":3}' WHERE leaf_index = 2", "UPDATE journal_entries SET detail = '{\"number\":2}' WHERE leaf_index = 2"),
            ("UPDATE journal_entries SET actor = subject, subject = actor WHERE leaf_index = 2", "UPDATE journal_entries SET actor = subject, subject = actor WHERE leaf_index = 2"),
        ].into_iter().unzip();
        for (alter, restore) in before.into_iter().zip(after) {
            assert_eq!(tamper(&database, alter, params![]).await, 1);
            assert_found(&check(&database, None).await, alter);
            tamper(&database, restore, params![]).await;
            check(&database, None).await.expect("as it was");
        }
    }
}

on_both_engines! {
    async fn another_identifier_or_hash_is_found(database: Database) {
        journal(&database, &[4]).await;
        let id = crate::logs::moment().identifier();
        assert_eq!(tamper(&database, "UPDATE journal_entries SET id = $1 WHERE leaf_index = 3", params![id]).await, 1);
        assert_found(&check(&database, None).await, "another identifier");
    }
}

on_both_engines! {
    async fn an_absent_name_made_empty_is_found(database: Database) {
        journal(&database, &[2]).await;
        let story = database.write(|transaction| journal::append(transaction, &crate::logs::moment(), journal::Entry::new("sweep")));
        story.await.expect("an entry that names nobody");
        place(&database).await;
        let nothing = params![Value::Bytes(Vec::new())];
        assert_eq!(tamper(&database, "UPDATE journal_entries SET actor = $1 WHERE leaf_index = 2", nothing).await, 1);
        assert_found(&check(&database, None).await, "an empty name");
    }
}

on_both_engines! {
    async fn an_altered_entry_with_a_matching_hash_is_found(database: Database) {
        journal(&database, &[4, 3]).await;
        // The whole entry of another place: its content and its hash agree.
        tamper(&database, "DELETE FROM journal_entries WHERE leaf_index = 6", params![]).await;
        let forged = "UPDATE journal_entries SET leaf_index = CASE leaf_index WHEN 2 THEN 6 ELSE leaf_index END WHERE leaf_index = 2";
        tamper(&database, forged, params![]).await;
        write(&database, 99..100).await;
        tamper(&database, "UPDATE journal_entries SET leaf_index = 2 WHERE leaf_index IS NULL", params![]).await;
        assert_found(&check(&database, None).await, "an entry in the place of another");
    }
}

on_both_engines! {
    async fn a_deleted_entry_is_found_wherever_it_stood(database: Database) {
        for place in [0_i64, 2, 4] {
            let fresh = Fresh::open(database.engine()).await;
            journal(&fresh.database, &[3, 2]).await;
            assert_eq!(tamper(&fresh.database, "DELETE FROM journal_entries WHERE leaf_index = $1", params![place]).await, 1);
            assert_found(&check(&fresh.database, None).await, "a deleted entry");
        }
    }
}

on_both_engines! {
    async fn entries_that_changed_places_are_found(database: Database) {
        journal(&database, &[6]).await;
        for (from, to) in [(2_i64, -1_i64), (3, 2), (-1, 3)] {
            tamper(&database, "UPDATE journal_entries SET leaf_index = $2 WHERE leaf_index = $1", params![from, to]).await;
        }
        assert_found(&check(&database, None).await, "two entries in each other's place");
    }
}

on_both_engines! {
    async fn an_altered_checkpoint_is_found(database: Database) {
        let alterations = [
            "UPDATE journal_checkpoints SET note = REPLACE(note, '4', '5') WHERE tree_size = 4",
            "UPDATE journal_checkpoints SET note = (SELECT note FROM journal_checkpoints AS other WHERE other.tree_size = 6) WHERE tree_size = 4",
            "UPDATE journal_checkpoints SET root = (SELECT root FROM journal_checkpoints AS other WHERE other.tree_size = 6) WHERE tree_size = 4",
            "UPDATE journal_checkpoints SET tree_size = 5 WHERE tree_size = 4",
            "DELETE FROM journal_checkpoints WHERE tree_size = 6",
        ];
        for alteration in alterations {
            let fresh = Fresh::open(database.engine()).await;
            journal(&fresh.database, &[4, 2]).await;
            assert_eq!(tamper(&fresh.database, alteration, params![]).await, 1);
            assert_found(&check(&fresh.database, None).await, alteration);
        }
    }
}

on_both_engines! {
    async fn an_altered_node_of_the_tree_is_found(database: Database) {
        for position in 0_i64..7 {
            let fresh = Fresh::open(database.engine()).await;
            journal(&fresh.database, &[4]).await;
            let nothing = params![position, [0_u8; 32]];
            assert_eq!(tamper(&fresh.database, "UPDATE journal_hashes SET hash = $2 WHERE position = $1", nothing).await, 1);
            assert_found(&check(&fresh.database, None).await, "an altered node");
        }
    }
}

on_both_engines! {
    async fn a_journal_cut_short_is_found_by_whoever_kept_a_checkpoint(database: Database) {
        journal(&database, &[4, 3]).await;
        let kept = checkpoint(&database).await.expect("a checkpoint");
        tamper(&database, "DELETE FROM journal_entries WHERE leaf_index >= 4", params![]).await;
        tamper(&database, "DELETE FROM journal_checkpoints WHERE tree_size > 4", params![]).await;
        // The four first entries make seven nodes.
        tamper(&database, "DELETE FROM journal_hashes WHERE position >= 7", params![]).await;
        assert_eq!(check(&database, None).await.expect("consistent by itself").entries, 4);
        assert_found(&check(&database, Some(&kept)).await, "a journal cut short");
    }
}

on_both_engines! {
    async fn a_journal_rewritten_with_its_own_key_is_found_by_whoever_kept_a_checkpoint(database: Database) {
        journal(&database, &[4, 3]).await;
        let kept = checkpoint(&database).await.expect("a checkpoint");
        for table in ["DELETE FROM journal_entries", "DELETE FROM journal_hashes", "DELETE FROM journal_checkpoints"] {
            tamper(&database, table, params![]).await;
        }
        // One entry fewer, then on as if nothing had been.
        write(&database, 0..2).await;
        write(&database, 3..10).await;
        place(&database).await;
        assert_eq!(check(&database, None).await.expect("consistent by itself").entries, 9);
        assert_found(&check(&database, Some(&kept)).await, "a rewritten journal");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_signed_with_another_key_is_found() {
    let fresh = Fresh::open(Engine::Sqlite).await;
    journal(&fresh.database, &[4]).await;
    write(&fresh.database, 4..5).await;
    let forger = journal::LogKey::from_seed(crate::logs::ORIGIN, &[9; 32]).expect("a key");
    assert_ne!(forger.verifier_key(), key().verifier_key());
    let forged = fresh.database.write(move |transaction| journal::seal(transaction, &crate::logs::moment(), &forger));
    assert_eq!(forged.await.expect("sealed"), 1);
    assert_found(&check(&fresh.database, None).await, "another key");
}
