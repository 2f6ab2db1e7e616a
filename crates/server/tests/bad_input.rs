//! Bad input: one clear line, an exit status, nothing lost.

use std::os::unix::fs::PermissionsExt;

use crate::support::{content, run};

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

#[test]
fn keys_without_their_data_and_data_without_its_keys_are_refused_and_nothing_is_lost() {
    let (data, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    for folder in [&data, &other] {
        assert_eq!(run(folder.path(), &ADD).status, 0);
    }
    let master = std::fs::read(data.path().join("master.key")).expect("the key");
    std::fs::write(other.path().join("master.key"), master).expect("the same key");
    for (name, said) in [("keys.sqlite", "does not hold the keys of"), ("school.sqlite", "is empty or new")] {
        let (file, aside) = (data.path().join(name), data.path().join("aside"));
        std::fs::rename(&file, &aside).expect("put aside");
        let refused = run(data.path(), &["audit", "verify"]);
        assert_eq!(refused.status, 2);
        assert!(refused.error.contains(said) && refused.error.contains(name), "{}", refused.error);
        for left in ["", "-wal", "-shm"] {
            // What the refused start made beside the missing file; not every one of them is there.
            let _ = std::fs::remove_file(data.path().join(format!("{name}{left}")));
        }
        std::fs::rename(&aside, &file).expect("put back");
        assert_eq!(run(data.path(), &["audit", "verify"]).status, 0, "nothing was lost meanwhile");
    }
}

#[test]
fn the_files_of_a_data_folder_are_their_owners_alone() {
    let data = tempfile::tempdir().expect("a folder");
    let inner = data.path().join("inner");
    assert_eq!(run(&inner, &ADD).status, 0);
    assert_eq!(std::fs::metadata(&inner).expect("the folder").permissions().mode() & 0o777, 0o700);
    for file in std::fs::read_dir(&inner).expect("the folder") {
        let file = file.expect("a file");
        assert_eq!(file.metadata().expect("its mode").permissions().mode() & 0o77, 0, "{:?}", file.file_name());
    }
}

#[test]
fn a_full_disk_stops_an_import_with_one_line_and_loses_nothing() {
    // A disk of 2 MB of its own, in a namespace that ends with the script.
    let script = r#"
        mount -t tmpfs -o size=2m none "$1" || exit 90
        "$0" --data "$1" migrate >/dev/null || exit 91
        free=$(df --output=avail -k "$1" | tail -1)
        dd if=/dev/zero of="$1/fill" bs=1k count=$((free - $3)) 2>/dev/null
        "$0" --data "$1" import "$2"; first=$?
        rm "$1/fill"
        "$0" --data "$1" audit verify >/dev/null || exit 92
        mount -o remount,size=60m "$1" || exit 93
        "$0" --data "$1" import "$2" || exit 94
        exit $first
    "#;
    let folder = content().join("piloter-sa-tresorerie");
    // The disk is full when the database is opened, when media are copied, and when the story is written.
    for free_kilobytes in ["0", "44", "100"] {
        let data = tempfile::tempdir().expect("a folder");
        let mut command = std::process::Command::new("unshare");
        command.args(["-rm", "sh", "-c", script, env!("CARGO_BIN_EXE_miravolunex")]).arg(data.path());
        let output = command.arg(&folder).arg(free_kilobytes).output().expect("a namespace of its own");
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains("space left") || error.contains("disk that holds the database is full"), "{error}");
        assert!(String::from_utf8_lossy(&output.stdout).contains("21 added"), "with room, the import is done");
    }
}
