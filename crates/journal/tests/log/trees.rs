//! Entries find their place, and the tree is the one that RFC 6962 describes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::Database;
use journal::{Entry, Report, append};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use sha2::{Digest, Sha256};

use crate::logs::{check, checkpoint, journal, leaves, moment, place, write};
use crate::postgres::on_both_engines;

/// The root as RFC 6962 §2.1 defines it, written for clarity and not for speed.
fn root(leaves: &[Vec<u8>]) -> [u8; 32] {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => Sha256::digest([&[0], leaf.as_slice()].concat()).into(),
        _ => {
            let (left, right) = leaves.split_at(1 << (leaves.len() - 1).ilog2());
            Sha256::digest([[1].as_slice(), &root(left), &root(right)].concat()).into()
        }
    }
}

on_both_engines! {
    async fn an_entry_waits_until_it_is_given_its_place(database: Database) {
        journal(&database, &[]).await;
        assert_eq!(check(&database, None).await.expect("an empty journal"), Report { entries: 0, checkpoints: 0, waiting: 0 });
        assert_eq!(checkpoint(&database).await, None);
        write(&database, 0..2).await;
        assert_eq!(check(&database, None).await.expect("untouched"), Report { entries: 0, checkpoints: 0, waiting: 2 });
        assert_eq!(place(&database).await, 2);
        assert_eq!(check(&database, None).await.expect("untouched"), Report { entries: 2, checkpoints: 1, waiting: 0 });
        assert_eq!(place(&database).await, 0, "nothing waits any more");
        assert_eq!(check(&database, None).await.expect("untouched"), Report { entries: 2, checkpoints: 1, waiting: 0 });
    }
}

on_both_engines! {
    async fn an_entry_of_an_abandoned_story_was_never_written(database: Database) {
        journal(&database, &[1]).await;
        let outcome = database.write(|transaction| {
            append(transaction, &moment(), Entry::new("account.opened"))?;
            Err::<(), journal::Error>(journal::Error::Altered("on purpose".to_owned()))
        });
        assert!(outcome.await.is_err());
        assert_eq!(place(&database).await, 0);
    }
}

on_both_engines! {
    async fn nodes_that_seal_together_place_each_entry_once(database: Database) {
        journal(&database, &[3]).await;
        write(&database, 3..63).await;
        let nodes: Vec<_> = (0..8)
            .map(|_| {
                let database = database.clone();
                tokio::spawn(async move { place(&database).await })
            })
            .collect();
        let mut placed = 0;
        for node in nodes {
            placed += node.await.expect("a node");
        }
        assert_eq!(placed, 60);
        assert_eq!(check(&database, None).await.expect("untouched").entries, 63);
    }
}

on_both_engines! {
    async fn the_tree_of_any_size_is_the_one_of_the_standard(database: Database) {
        journal(&database, &[]).await;
        let mut number = 0;
        let mut checkpoints = Vec::new();
        let mut runner = TestRunner::deterministic();
        while number < 150 {
            let group = (1_u64..=9).new_tree(&mut runner).expect("a size").current();
            write(&database, number..number + group).await;
            number += group;
            place(&database).await;
            let note = checkpoint(&database).await.expect("a checkpoint");
            let vouched = note.lines().nth(2).expect("the root").to_owned();
            assert_eq!(vouched, STANDARD.encode(root(&leaves(&database).await)), "{number} entries");
            checkpoints.push(note);
        }
        for older in &checkpoints {
            assert_eq!(check(&database, Some(older)).await.expect("it extends every older checkpoint").entries, number);
        }
    }
}

on_both_engines! {
    async fn a_journal_of_several_pages_is_verified_as_a_whole(database: Database) {
        journal(&database, &[]).await;
        write(&database, 0..2_500).await;
        assert_eq!([place(&database).await, place(&database).await, place(&database).await, place(&database).await], [1000, 1000, 500, 0]);
        assert_eq!(check(&database, None).await.expect("untouched"), Report { entries: 2_500, checkpoints: 3, waiting: 0 });
    }
}
