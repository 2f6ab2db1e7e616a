//! Sealing, opening and destroying, with the key store on either engine.

use std::sync::Arc;

use database::{Database, Error as DatabaseError, Value, params, sql};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use vault::{Category, Error};

use crate::postgres::on_both_engines;
use crate::vaults::{Kit, PLACE, blocking, bytes, moment, open_at, sealed, someone};

on_both_engines! {
    async fn any_text_comes_back_as_it_was_sealed(database: Database) {
        let kit = Kit::open(database).await;
        let person = someone();
        let mut runner = TestRunner::deterministic();
        for _ in 0..100 {
            let text = any::<String>().new_tree(&mut runner).expect("a text").current();
            let sealed = kit.seal(person, &text).await;
            assert_eq!(kit.open_value(person, &sealed).await.expect("it opens"), text);
        }
    }
}

on_both_engines! {
    async fn a_sealed_value_opens_in_its_own_place_only(database: Database) {
        let kit = Kit::open(database).await;
        let (camille, alex) = (someone(), someone());
        let value = kit.seal(camille, "Camille Durand").await;
        kit.seal(alex, "Alex Martin").await;
        blocking(&kit.vault, move |vault| vault.seal(&moment(), camille, Category::Learning, PLACE, "x").map(drop))
            .await
            .expect("a learning key");
        let elsewhere = [
            (alex, Category::Identity, PLACE),
            (camille, Category::Learning, PLACE),
            (camille, Category::Identity, "people.email_sealed"),
        ];
        for (person, category, place) in elsewhere {
            let outcome = open_at(&kit.vault, person, category, place, &value).await;
            assert!(matches!(outcome, Err(Error::Altered)), "{place} {category:?}: {outcome:?}");
        }
        assert_eq!(kit.open_value(camille, &value).await.expect("their own"), "Camille Durand");
    }
}

on_both_engines! {
    async fn a_person_without_a_key_has_nothing_to_open(database: Database) {
        let kit = Kit::open(database).await;
        let value = kit.seal(someone(), "Camille Durand").await;
        assert!(matches!(kit.open_value(someone(), &value).await, Err(Error::Destroyed)));
    }
}

on_both_engines! {
    async fn a_destroyed_key_opens_nothing_more_on_any_node_that_starts(database: Database) {
        let kit = Kit::open(database).await;
        let (camille, alex) = (someone(), someone());
        let value = kit.seal(camille, "Camille Durand").await;
        let other = kit.seal(alex, "Alex Martin").await;
        blocking(&kit.vault, move |vault| vault.destroy(&moment(), camille, Category::Identity)).await.expect("destroyed");
        assert!(matches!(kit.open_value(camille, &value).await, Err(Error::Destroyed)));
        let node = kit.again().await;
        let outcome = open_at(&node, camille, Category::Identity, PLACE, &value).await;
        assert!(matches!(outcome, Err(Error::Destroyed)), "{outcome:?}");
        assert_eq!(kit.open_value(alex, &other).await.expect("nobody else's"), "Alex Martin");
    }
}

on_both_engines! {
    async fn destroying_one_category_leaves_the_others(database: Database) {
        let kit = Kit::open(database).await;
        let person = someone();
        let place = "exercise_answers.answer_sealed";
        let answer =
            blocking(&kit.vault, move |vault| vault.seal(&moment(), person, Category::Learning, place, "42")).await.expect("sealed");
        let name = kit.seal(person, "Camille Durand").await;
        blocking(&kit.vault, move |vault| vault.destroy(&moment(), person, Category::Identity)).await.expect("destroyed");
        assert!(matches!(kit.open_value(person, &name).await, Err(Error::Destroyed)));
        assert_eq!(open_at(&kit.vault, person, Category::Learning, place, &answer).await.expect("kept"), "42");
    }
}

on_both_engines! {
    async fn a_value_sealed_before_destruction_stays_shut_when_the_person_comes_back(database: Database) {
        let kit = Kit::open(database).await;
        let person = someone();
        let before = kit.seal(person, "Camille Durand").await;
        blocking(&kit.vault, move |vault| vault.destroy(&moment(), person, Category::Identity)).await.expect("destroyed");
        let after = kit.seal(person, "Camille Petit").await;
        assert!(matches!(kit.open_value(person, &before).await, Err(Error::Altered)));
        assert_eq!(kit.open_value(person, &after).await.expect("the new one"), "Camille Petit");
    }
}

on_both_engines! {
    async fn the_store_remembers_which_keys_were_destroyed_when_and_whether_there_is_a_new_one(database: Database) {
        let kit = Kit::open(database).await;
        let (camille, alex) = (someone(), someone());
        kit.seal(camille, "Camille Durand").await;
        kit.seal(alex, "Alex Martin").await;
        let first = moment();
        let mut later = moment();
        later.now = first.now + jiff::SignedDuration::from_hours(24);
        for (person, moment) in [(camille, first), (alex, later.clone()), (camille, later.clone())] {
            blocking(&kit.vault, move |vault| vault.destroy(&moment, person, Category::Identity)).await.expect("destroyed");
        }
        kit.seal(alex, "Alex Martin").await;
        let known = blocking(&kit.vault, vault::Vault::destroyed).await.expect("the store");
        let of = |person| known.iter().find(|key| key.subject == person).expect("it is remembered");
        assert_eq!((of(camille).at, of(camille).is_made_anew), (later.now, false), "the last time counts");
        assert_eq!((of(alex).at, of(alex).is_made_anew), (later.now, true));
        assert_eq!((known.len(), of(alex).category.as_str()), (2, "identity"));
    }
}

on_both_engines! {
    async fn nodes_that_meet_a_person_together_agree_on_one_key(database: Database) {
        let kit = Kit::open(database).await;
        let person = someone();
        let mut nodes = Vec::new();
        for _ in 0..6 {
            nodes.push(kit.again().await);
        }
        let sealing: Vec<_> = nodes
            .iter()
            .map(|node| {
                let node = Arc::clone(node);
                tokio::task::spawn_blocking(move || node.seal(&moment(), person, Category::Identity, PLACE, "Camille"))
            })
            .collect();
        for value in sealing {
            let value = value.await.expect("a thread").expect("a sealed value");
            assert_eq!(kit.open_value(person, &value).await.expect("it opens anywhere"), "Camille");
        }
    }
}

on_both_engines! {
    async fn a_key_moved_to_another_person_does_not_unwrap(database: Database) {
        let kit = Kit::open(database).await;
        let (camille, alex) = (someone(), someone());
        let value = kit.seal(camille, "Camille Durand").await;
        let moved = kit.keys.write(move |transaction| {
            transaction.execute(sql!("UPDATE data_keys SET subject_id = $2 WHERE subject_id = $1"), params![camille, alex])
        });
        assert_eq!(moved.await.map_err(|error: DatabaseError| error).expect("moved"), 1);
        let outcome = open_at(&kit.again().await, alex, Category::Identity, PLACE, &value).await;
        assert!(matches!(outcome, Err(Error::Altered)), "{outcome:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_was_altered_anywhere_does_not_open() {
    let fresh = crate::postgres::Fresh::open(database::Engine::Sqlite).await;
    let kit = Kit::open(fresh.database.clone()).await;
    let person = someone();
    let whole = bytes(&kit.seal(person, "Camille Durand").await);
    for position in 0..whole.len() {
        for bit in 0..8 {
            let mut altered = whole.clone();
            altered[position] ^= 1 << bit;
            let outcome = kit.open_value(person, &sealed(altered)).await;
            assert!(matches!(outcome, Err(Error::Altered)), "byte {position}, bit {bit}: {outcome:?}");
        }
        let outcome = kit.open_value(person, &sealed(whole[..position].to_vec())).await;
        assert!(matches!(outcome, Err(Error::Altered)), "cut at {position}: {outcome:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn equal_values_do_not_look_alike_and_none_is_readable() {
    let fresh = crate::postgres::Fresh::open(database::Engine::Sqlite).await;
    let kit = Kit::open(fresh.database.clone()).await;
    let person = someone();
    let (one, two) = (bytes(&kit.seal(person, "Camille").await), bytes(&kit.seal(person, "Camille").await));
    assert_ne!(one, two);
    assert!(!one.windows(7).any(|part| part == b"Camille"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_store_holds_no_key_that_opens_by_itself() {
    let fresh = crate::postgres::Fresh::open(database::Engine::Sqlite).await;
    let kit = Kit::open(fresh.database.clone()).await;
    kit.seal(someone(), "Camille").await;
    kit.seal(someone(), "Alex").await;
    let wrapped: Vec<Vec<u8>> = kit
        .keys
        .read(|reader| reader.all(sql!("SELECT wrapped FROM data_keys"), params![]))
        .await
        .map_err(|error: DatabaseError| error)
        .expect("the keys");
    // Format byte, nonce of 24, key of 32, tag of 16: a key in the clear would be 32 bytes.
    assert_eq!(wrapped.iter().map(Vec::len).collect::<Vec<_>>(), [73, 73]);
    let master = std::fs::read(kit.folder.path().join("master.key")).expect("the master key");
    assert!(!wrapped.concat().windows(32).any(|part| part == master));
    assert_ne!(Value::Bytes(wrapped[0].clone()), Value::Bytes(wrapped[1].clone()));
}
