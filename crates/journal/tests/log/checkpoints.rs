//! Checkpoints: what anyone may keep, and check without this program.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::Database;
use ed25519_dalek::{Signature, SigningKey, Verifier};
use journal::{Error, LogKey};

use crate::logs::{ORIGIN, SEED, check, checkpoint, journal, key};
use crate::postgres::{Fresh, on_both_engines};

on_both_engines! {
    async fn a_checkpoint_is_a_note_signed_as_c2sp_describes(database: Database) {
        journal(&database, &[5]).await;
        let note = checkpoint(&database).await.expect("a checkpoint");
        let (text, signature) = note.split_once("\n\n").expect("a text, an empty line, a signature");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..2], [ORIGIN, "5"]);
        assert_eq!(STANDARD.decode(lines[2]).expect("a root").len(), 32);
        let signature = signature.strip_prefix(&format!("— {ORIGIN} ")).expect("the name of the signer");
        let bytes = STANDARD.decode(signature.trim_end()).expect("base64");
        let (_, signature) = bytes.split_first_chunk::<4>().expect("an identifier of the key");
        let public = SigningKey::from_bytes(&SEED).verifying_key();
        let signature = Signature::from_slice(signature).expect("64 bytes");
        public.verify(format!("{text}\n").as_bytes(), &signature).expect("the signature holds");
    }
}

#[test]
fn a_verifier_key_names_the_log() {
    let key = key();
    let parts: Vec<&str> = key.verifier_key().split('+').collect();
    assert_eq!((parts[0], parts[1].len()), (ORIGIN, 8));
}

#[test]
fn a_name_that_a_note_cannot_hold_is_refused() {
    assert!(matches!(LogKey::from_seed("mon école+journal", &SEED).err(), Some(Error::Key(_, _))));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_checkpoint_of_this_journal_is_told_apart_from_tampering() {
    let fresh = Fresh::open(database::Engine::Sqlite).await;
    journal(&fresh.database, &[5]).await;
    let own = checkpoint(&fresh.database).await.expect("a checkpoint");
    let cut = own.replace('—', "-");
    for since in ["", "bonjour", own.as_str().trim_end_matches('\n').trim_end_matches('='), cut.as_str()] {
        let outcome = check(&fresh.database, Some(since)).await;
        assert!(matches!(outcome, Err(Error::Checkpoint(_))), "{since:?}: {outcome:?}");
    }
    let other = LogKey::from_seed(ORIGIN, &[8; 32]).expect("a key");
    let outcome = fresh.database.report(move |reader| journal::verify(reader, &other, Some(&own))).await;
    assert!(matches!(outcome, Err(Error::Altered(_))), "the log's own checkpoints are of another key: {outcome:?}");
}
