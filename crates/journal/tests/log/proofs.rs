//! Proofs: whoever keeps one needs neither the journal nor us.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::{Database, Statement, Uuid, params};
use journal::{Error, LogKey, check, prove};

use crate::logs::{ORIGIN, journal, key, place, write};
use crate::postgres::on_both_engines;

async fn proof(database: &Database, index: i64) -> String {
    let read = database.read(move |reader| {
        let statement = Statement::new("SELECT id FROM journal_entries WHERE leaf_index = $1");
        let id: Uuid = reader.one(statement, params![index])?;
        prove(reader, key().verifier_key(), id)
    });
    read.await.expect("the journal").expect("an entry that has its place")
}

on_both_engines! {
    async fn every_entry_of_trees_of_many_sizes_is_proved_and_checked_offline(database: Database) {
        journal(&database, &[1, 2, 4, 6, 7]).await;
        for index in 0..20 {
            let text = proof(&database, index).await;
            assert!(text.starts_with("c2sp.org/tlog-proof@v1\nextra "), "{text}");
            let proven = check(&text, Some(key().verifier_key())).expect("a proof");
            assert_eq!((proven.kind.as_str(), proven.index, proven.tree_size), ("account.opened", index as u64, 20));
            assert_eq!(proven.detail["number"], index);
            assert_eq!(check(&text, None).expect("with the key it carries").key, key().verifier_key());
        }
    }
}

on_both_engines! {
    async fn an_entry_without_a_place_has_no_proof_yet(database: Database) {
        journal(&database, &[1]).await;
        write(&database, 1..2).await;
        let newest = database.read(|reader| {
            let statement = Statement::new("SELECT id FROM journal_entries WHERE leaf_index IS NULL");
            let id: Uuid = reader.one(statement, params![])?;
            prove(reader, key().verifier_key(), id)
        });
        assert_eq!(newest.await.expect("the journal"), None);
        place(&database).await;
        proof(&database, 1).await;
    }
}

on_both_engines! {
    async fn whatever_is_changed_in_a_proof_undoes_it(database: Database) {
        journal(&database, &[9]).await;
        let text = proof(&database, 4).await;
        let stranger = LogKey::from_seed(ORIGIN, &[8; 32]).expect("a key");
        assert!(matches!(check(&text, Some(stranger.verifier_key())), Err(Error::Checkpoint(_))), "another's signature");
        let lines: Vec<&str> = text.lines().collect();
        let extra = lines[1].strip_prefix("extra ").expect("the entry");
        let entry = String::from_utf8(STANDARD.decode(extra).expect("base64")).expect("JSON");
        let forged = entry.replace("\\\"number\\\":4", "\\\"number\\\":5");
        assert_ne!(forged, entry, "{entry}");
        let other = text.replace(extra, &STANDARD.encode(forged));
        assert!(matches!(check(&other, None), Err(Error::Proof(_))), "another entry");
        assert!(check(&text.replace("index 4", "index 3"), None).is_err(), "another place");
        for (at, line) in lines.iter().enumerate().skip(3) {
            let mut fewer = lines.clone();
            fewer.remove(at);
            assert!(check(&format!("{}\n", fewer.join("\n")), None).is_err(), "without {line}");
        }
        for text in ["", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\nindex 0\n\nx\n"] {
            assert!(check(text, None).is_err(), "{text}");
        }
    }
}
