//! The master key's file.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use database::{Database, Entropy};
use vault::{Error, MasterKey};

use crate::postgres::on_both_engines;
use crate::vaults::{Kit, reopen, someone};

fn load(path: &Path) -> Result<MasterKey, Error> {
    MasterKey::load_or_create(path, &Entropy::system())
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("the mode is set");
}

#[test]
fn a_new_master_key_is_32_bytes_that_only_its_owner_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("master.key");
    load(&path).expect("a key");
    let told = std::fs::metadata(&path).expect("the file");
    assert_eq!((told.len(), told.permissions().mode() & 0o777), (32, 0o600));
}

#[test]
fn a_master_key_is_read_again_and_never_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("master.key");
    let first = load(&path).expect("a key").signing_seed("journal");
    let bytes = std::fs::read(&path).expect("the file");
    assert_eq!(load(&path).expect("the key again").signing_seed("journal"), first);
    assert_eq!(std::fs::read(&path).expect("the file"), bytes);
}

#[test]
fn a_master_key_that_others_can_read_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("master.key");
    load(&path).expect("a key");
    for mode in [0o640, 0o604, 0o660, 0o601] {
        set_mode(&path, mode);
        let told = load(&path).err();
        assert!(matches!(&told, Some(Error::Exposed(name)) if name.ends_with("master.key")), "{mode:o}: {told:?}");
    }
    set_mode(&path, 0o400);
    assert!(load(&path).is_ok());
}

#[test]
fn a_master_key_of_another_length_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for length in [0, 31, 33, 64] {
        let path = folder.path().join(format!("{length}.key"));
        std::fs::write(&path, vec![7; length]).expect("a file");
        set_mode(&path, 0o600);
        let told = load(&path).err();
        assert!(matches!(&told, Some(Error::Unreadable(_, why)) if why.contains(&length.to_string())), "{told:?}");
    }
}

#[test]
fn a_folder_that_does_not_exist_is_named() {
    let told = load(Path::new("/nonexistent/master.key")).err();
    assert!(matches!(&told, Some(Error::Unreadable(path, _)) if path == "/nonexistent/master.key"), "{told:?}");
}

#[test]
fn seeds_of_different_uses_have_nothing_in_common() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = load(&folder.path().join("master.key")).expect("a key");
    assert_ne!(key.signing_seed("journal"), key.signing_seed("receipts"));
    let other = load(&folder.path().join("other.key")).expect("another key");
    assert_ne!(key.signing_seed("journal"), other.signing_seed("journal"));
}

on_both_engines! {
    async fn another_master_key_is_told_at_the_door(database: Database) {
        let kit = Kit::open(database).await;
        let person = someone();
        let sealed = kit.seal(person, "Camille Durand").await;
        let told = reopen(&kit.folder.path().join("other.key"), &kit.keys).await.err();
        assert!(matches!(&told, Some(Error::WrongMasterKey(path)) if path.ends_with("other.key")), "{told:?}");
        let right = kit.again().await;
        let name = crate::vaults::open_at(&right, person, vault::Category::Identity, crate::vaults::PLACE, &sealed);
        assert_eq!(name.await.expect("the right key still opens"), "Camille Durand");
    }
}

#[test]
fn an_installation_knows_its_own_texts_again_and_nobody_else_makes_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("master.key");
    let code = load(&path).expect("a key").vouch("backup", "a manifest");
    assert_eq!(MasterKey::load(&path).expect("the key again").vouch("backup", "a manifest"), code);
    let stranger = load(&folder.path().join("other.key")).expect("another key");
    let others = [
        stranger.vouch("backup", "a manifest"),
        load(&path).expect("the key").vouch("backup", "another manifest"),
        load(&path).expect("the key").vouch("receipt", "a manifest"),
    ];
    assert!(!others.contains(&code));
    assert!(MasterKey::load(&folder.path().join("absent.key")).is_err(), "reading makes no key");
}
