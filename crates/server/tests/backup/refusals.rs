//! What cannot be taken is refused with the reason, and leaves everything as it was.

use std::path::{Path, PathBuf};

use super::{Engine, Home, Shelf, both_engines, files, name};
use crate::support::Said;

fn assert_refused(said: &Said, status: i32, words: &[&str]) {
    assert_eq!(said.status, status, "{}{}", said.out, said.error);
    assert_eq!(said.error.lines().count(), 1, "{}", said.error);
    for word in words {
        assert!(said.error.contains(word), "{word} in {}", said.error);
    }
}

/// A school with one person and one backup.
fn backed_up(engine: Engine, shelf: &Shelf) -> Home {
    let home = Home::new(engine, shelf, "");
    let added = home.run(&["person", "add", "--email", "a@exemple.fr", "--name", "Ada", "--role", "learner"]);
    assert_eq!(added.status, 0, "{}", added.error);
    shelf.back_up(&home);
    home
}

fn keys(shelf: &Shelf) -> PathBuf {
    files(&shelf.path()).into_iter().find(|path| name(path).ends_with("-keys.tar.gz.age")).expect("the keys")
}

/// Nothing of a school is there.
fn assert_empty(home: &Home) {
    let left: Vec<String> = files(home.data()).iter().map(|path| name(path)).collect();
    assert!(
        left.iter().all(|one| one == "miravolunex.toml" || one == ".backup.lock" || one == "master.key"),
        "{left:?}"
    );
    if let Some((url, _)) = &home.postgres {
        let schemas = super::wait(database::existing_schemas(url, &["miravolunex", "miravolunex_keys"]));
        assert!(schemas.expect("the schemas").is_empty());
    }
}

both_engines! {
    fn a_backup_is_put_back_where_nothing_is_and_nowhere_else(engine) {
        let shelf = Shelf::new();
        let home = backed_up(engine, &shelf);
        let what = if engine == Engine::Sqlite { "school.sqlite is there already" } else { "a schema miravolunex already" };
        assert_refused(&shelf.restore(&home, &shelf.path()), 2, &[what]);
        assert_eq!(home.count("SELECT COUNT(*) FROM people"), 1, "and it is as it was");
        let other = Home::new(if engine == Engine::Sqlite { Engine::Postgres } else { Engine::Sqlite }, &shelf, "");
        assert_refused(&shelf.restore(&other, &shelf.path()), 2, &["this backup is of a school on"]);
        assert_refused(&shelf.restore(&other, Path::new("/nowhere/at/all")), 2, &["/nowhere/at/all: there is no such"]);
        let empty = tempfile::tempdir().expect("a folder");
        assert_refused(&shelf.restore(&other, empty.path()), 2, &["holds no backup"]);
        assert_refused(&shelf.restore(&other, &keys(&shelf)), 2, &["is not named like a backup's data"]);
        assert_empty(&other);
    }
}

both_engines! {
    fn p29_an_archive_that_was_cut_or_altered_is_refused_and_nothing_is_put_back(engine) {
        let shelf = Shelf::new();
        let home = backed_up(engine, &shelf);
        let (archive, elsewhere) = (shelf.archives().remove(0), Home::new(engine, &shelf, ""));
        let whole = std::fs::read(&archive).expect("the archive");
        for length in [0, 40, 5_000, whole.len() / 2, whole.len() - 1] {
            std::fs::write(&archive, &whole[..length]).expect("it is cut");
            assert_refused(&shelf.restore(&elsewhere, &archive), 1, &[&name(&archive), "is not whole"]);
        }
        let mut altered = whole.clone();
        altered[whole.len() / 2] ^= 1;
        std::fs::write(&archive, &altered).expect("it is altered");
        assert_refused(&shelf.restore(&elsewhere, &archive), 1, &["is not whole", "cut or altered"]);
        assert_empty(&elsewhere);
        // A drill says so too, and it is evidence.
        assert_refused(&shelf.drill(&home, &archive), 1, &["1 failed"]);
        assert_eq!(home.count("SELECT COUNT(*) FROM checks WHERE kind = 'drill' AND NOT held"), 1);
        let promises = home.run(&["promises", "--language", "en"]);
        assert!(promises.out.contains("something was missing"), "{}", promises.out);
        // A shortened archive is known to be none, and the next backup is made beside it.
        std::fs::write(&archive, &whole[..5_000]).expect("it is cut");
        shelf.back_up(&home);
        assert_eq!(home.count("SELECT COUNT(*) FROM backups WHERE failure = 'shortened'"), 1);
        assert_eq!(shelf.drill(&home, &shelf.path()).status, 0);
    }
}

#[test]
fn keys_and_identities_that_do_not_belong_are_told_apart() {
    let (shelf, stranger) = (Shelf::new(), Shelf::new());
    let home = backed_up(Engine::Sqlite, &shelf);
    let elsewhere = Home::new(Engine::Sqlite, &shelf, "");
    let from = shelf.text();
    let with = |file: &str| elsewhere.run(&["restore", &from, "--identity", file]);
    assert_refused(&with(&stranger.identity()), 2, &["does not open with this identity", "another recipient"]);
    assert_refused(&with("/nowhere/key.txt"), 2, &["/nowhere/key.txt"]);
    let broken = shelf.folder.path().join("broken.txt");
    std::fs::write(&broken, "AGE-SECRET-KEY-1NEVERTELLTHIS").expect("a file");
    let refused = with(broken.to_str().expect("a path"));
    assert_refused(&refused, 2, &["broken.txt:1"]);
    assert!(!refused.error.contains("NEVERTELLTHIS"), "{}", refused.error);

    let older = std::fs::read(keys(&shelf)).expect("the keys");
    shelf.back_up(&home);
    let newer = std::fs::read(keys(&shelf)).expect("the keys");
    std::fs::write(keys(&shelf), older).expect("older keys");
    assert_refused(&shelf.restore(&elsewhere, &shelf.path()), 1, &["-keys.tar.gz.age is older than it"]);
    let other = backed_up(Engine::Sqlite, &stranger);
    // Another school's keys, encrypted to the same recipient.
    let settings = format!("backup_recipient = {:?}\n", shelf.recipient);
    std::fs::write(other.data().join("miravolunex.toml"), settings).expect("the settings");
    stranger.back_up(&other);
    std::fs::copy(keys(&stranger), keys(&shelf)).expect("another's keys");
    assert_refused(&shelf.restore(&elsewhere, &shelf.path()), 1, &["belong to another school"]);
    std::fs::remove_file(keys(&shelf)).expect("no keys");
    assert_refused(&shelf.restore(&elsewhere, &shelf.path()), 2, &["-keys.tar.gz.age is missing"]);
    std::fs::write(keys_place(&shelf), newer).expect("the right ones");
    elsewhere.take_master_key(&other);
    assert_refused(&shelf.restore(&elsewhere, &shelf.path()), 1, &["did not make it"]);
    assert_empty(&elsewhere);
    elsewhere.take_master_key(&home);
    let restored = shelf.restore(&elsewhere, &shelf.path());
    assert_eq!(restored.status, 0, "{}", restored.error);
    assert!(
        restored.out.contains("the audit log is whole") && restored.out.contains("next: miravolunex serve"),
        "{}",
        restored.out
    );
}

/// Where the keys were.
fn keys_place(shelf: &Shelf) -> PathBuf {
    let archive = name(&shelf.archives()[0]);
    let (mark, _) = archive.rsplit_once('-').expect("a name");
    shelf.path().join(format!("{mark}-keys.tar.gz.age"))
}

#[test]
fn settings_that_promise_what_cannot_be_kept_are_refused() {
    let shelf = Shelf::new();
    let refused = |more: &str, words: &[&str]| {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("miravolunex.toml"), more).expect("the settings");
        assert_refused(&crate::support::run(folder.path(), &["backup", &shelf.text()]), 2, words);
    };
    refused("", &["backup_recipient is not set"]);
    refused("backup_recipient = \"age1nothing\"\nbackup_to = \"x\"", &["backup_recipient", "age1nothing"]);
    refused("backup_keep_days = 90", &["backup_keep_days is 90", "1 to 31"]);
    refused("backup_keep_days = 0", &["backup_keep_days is 0"]);
    refused("backup_keep_days = \"long\"", &["backup_keep_days", "« long »"]);
    let home = Home::new(Engine::Postgres, &shelf, "postgres_programs = \"/nowhere\"");
    assert_refused(&home.run(&["backup", &shelf.text()]), 2, &["pg_dump cannot be run", "name their folder"]);
    let home = Home::new(Engine::Sqlite, &shelf, "");
    assert_refused(&home.run(&["backup"]), 2, &["DEST", "backup_to"]);
    assert_refused(&home.run(&["drill"]), 2, &["SRC", "backup_to"]);
    assert_refused(&home.run(&["backup", "/proc/nowhere"]), 2, &["/proc/nowhere"]);
}
