//! Blind indexes and pseudonyms.

use std::collections::BTreeSet;

use database::Database;
use vault::Category;

use crate::postgres::on_both_engines;
use crate::vaults::{Kit, blocking, moment, someone};

const ADDRESS: &str = "camille@example.org";

on_both_engines! {
    async fn an_equal_value_is_found_again_by_any_node(database: Database) {
        let kit = Kit::open(database).await;
        let node = kit.again().await;
        assert_eq!(kit.vault.index("people email", ADDRESS), node.index("people email", ADDRESS));
    }
}

on_both_engines! {
    async fn a_fingerprint_serves_one_use_of_one_school(database: Database) {
        let kit = Kit::open(database).await;
        let elsewhere = crate::postgres::Fresh::open(database::Engine::Sqlite).await;
        let other = Kit::open(elsewhere.database.clone()).await;
        let prints = [
            kit.vault.index("people email", ADDRESS),
            kit.vault.index("throttle account", ADDRESS),
            kit.vault.index("people email", "camille@example.com"),
            // A separator keeps the end of the use from running into the value.
            kit.vault.index("people emailc", "amille@example.org"),
            other.vault.index("people email", ADDRESS),
        ];
        assert_eq!(prints.iter().collect::<BTreeSet<_>>().len(), prints.len());
    }
}

on_both_engines! {
    async fn a_pseudonym_is_the_persons_own_and_the_same_each_time(database: Database) {
        let kit = Kit::open(database).await;
        let (camille, alex) = (someone(), someone());
        for person in [camille, alex] {
            kit.seal(person, ADDRESS).await;
        }
        let pseudonym = |person| {
            let vault = std::sync::Arc::clone(&kit.vault);
            async move { blocking(&vault, move |vault| vault.pseudonym(person)).await.expect("a pseudonym") }
        };
        assert_eq!(pseudonym(camille).await, pseudonym(camille).await);
        assert_ne!(pseudonym(camille).await, pseudonym(alex).await);
        let node = kit.again().await;
        let there = blocking(&node, move |vault| vault.pseudonym(camille)).await.expect("a pseudonym");
        assert_eq!(there, pseudonym(camille).await);
    }
}

on_both_engines! {
    async fn a_pseudonym_points_to_nobody_once_the_identity_key_is_gone(database: Database) {
        let kit = Kit::open(database).await;
        let person = someone();
        kit.seal(person, ADDRESS).await;
        blocking(&kit.vault, move |vault| vault.pseudonym(person)).await.expect("a pseudonym");
        blocking(&kit.vault, move |vault| vault.destroy(&moment(), person, Category::Identity)).await.expect("destroyed");
        let after = blocking(&kit.vault, move |vault| vault.pseudonym(person)).await;
        assert!(matches!(after, Err(vault::Error::Destroyed)), "asking makes no new key");
    }
}
