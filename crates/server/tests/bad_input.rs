//! Bad input: one clear line, an exit status, nothing lost.

use std::os::unix::fs::PermissionsExt;

use crate::support::run;

const ADD: [&str; 8] = ["person", "add", "--email", "h@exemple.fr", "--name", "Hélène", "--role", "teacher"];

#[test]
fn a_broken_programme_folder_is_reported_whole_and_not_imported() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = tempfile::tempdir().expect("a folder");
    let module = folder.path().join("cours/01-debut");
    std::fs::create_dir_all(&module).expect("folders");
    std::fs::write(folder.path().join("cours/programme.toml"), "title = \"Cours\"\nprix = 3\n").expect("a file");
    std::fs::write(module.join("module.toml"), "title = \n").expect("a file");
    std::fs::write(module.join("01-lire.md"), "# Lire\n\n![](media/absent.svg)\n\n<script>alert(1)</script>\n")
        .expect("a file");
    let folder = folder.path().join("cours");
    let said = run(data.path(), &["import", folder.to_str().expect("a path")]);
    assert_eq!(said.status, 2);
    for place in ["programme.toml:2", "module.toml:1", "01-lire.md:3", "01-lire.md:5", "nothing was imported"] {
        assert!(said.error.contains(place), "{place} is not in:\n{}", said.error);
    }
}

#[test]
fn a_master_key_that_others_can_read_is_refused_and_so_is_a_wrong_one() {
    let data = tempfile::tempdir().expect("a folder");
    assert_eq!(run(data.path(), &ADD).status, 0);
    let key = data.path().join("master.key");
    let mode = |mode| std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).expect("a mode");
    mode(0o644);
    let exposed = run(data.path(), &["audit", "verify"]);
    assert_eq!(exposed.status, 2);
    assert!(exposed.error.contains("chmod 600"), "{}", exposed.error);
    mode(0o600);
    let right = std::fs::read(&key).expect("the key");
    std::fs::write(&key, [7; 32]).expect("another key");
    let wrong = run(data.path(), &["audit", "verify"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.error.contains("not the one this data was sealed with"), "{}", wrong.error);
    std::fs::write(&key, [7; 12]).expect("half a key");
    assert!(run(data.path(), &["audit", "verify"]).error.contains("12 bytes, not 32"));
    std::fs::write(&key, right).expect("the key again");
    assert_eq!(run(data.path(), &["audit", "verify"]).status, 0, "nothing was lost meanwhile");
}

#[test]
fn a_file_that_is_no_database_is_named() {
    let data = tempfile::tempdir().expect("a folder");
    std::fs::write(data.path().join("school.sqlite"), "ceci n'est pas une base de données, loin s'en faut")
        .expect("a file");
    let said = run(data.path(), &["migrate"]);
    assert_eq!((said.status, said.error.lines().count()), (2, 1), "{}", said.error);
    assert!(said.error.contains("school.sqlite"), "{}", said.error);
}

#[test]
fn a_setting_that_is_wrong_or_unknown_is_named_with_its_place() {
    let data = tempfile::tempdir().expect("a folder");
    let file = data.path().join("miravolunex.toml");
    std::fs::write(&file, "listen = \"partout\"\n").expect("a file");
    let said = run(data.path(), &["serve"]);
    assert_eq!(said.status, 2);
    assert!(said.error.contains("listen") && said.error.contains("partout") && said.error.contains("miravolunex.toml"));
    std::fs::write(&file, "liste = 3\n").expect("a file");
    let said = run(data.path(), &["config"]);
    assert_eq!(said.status, 2);
    assert!(said.error.contains("`liste` is not a setting"), "{}", said.error);
}

#[test]
fn a_database_held_by_another_process_is_said_to_be_locked() {
    let data = tempfile::tempdir().expect("a folder");
    assert_eq!(run(data.path(), &ADD).status, 0);
    let other = rusqlite::Connection::open(data.path().join("school.sqlite")).expect("the database");
    other.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    let said = run(data.path(), &["person", "add", "--email", "x@exemple.fr", "--name", "X", "--role", "admin"]);
    assert_eq!(said.status, 2);
    assert!(said.error.contains("locked by another process"), "{}", said.error);
}
