//! What each command does when all is well.

use crate::support::{content, run};

#[test]
fn person_add_prints_an_invitation_and_refuses_what_it_cannot_take() {
    let data = tempfile::tempdir().expect("a folder");
    let add = ["person", "add", "--email", "h@exemple.fr", "--name", "Hélène Muller", "--role", "teacher"];
    let added = run(data.path(), &add);
    assert_eq!(added.status, 0, "{}", added.error);
    assert!(added.out.starts_with("http://127.0.0.1:8080/invitation/"), "{}", added.out);
    let again = run(data.path(), &add);
    assert_eq!((again.status, again.error.lines().count()), (2, 1));
    assert!(again.error.contains("--email h@exemple.fr") && again.error.contains("already"), "{}", again.error);
    let wrong = run(data.path(), &["person", "add", "--email", "x@exemple.fr", "--name", "X", "--role", "wizard"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.error.contains("--role wizard") && wrong.error.contains("privacy_officer"), "{}", wrong.error);
}

#[test]
fn config_tells_meaning_value_and_origin_and_masks_secrets() {
    let data = tempfile::tempdir().expect("a folder");
    std::fs::write(data.path().join("miravolunex.toml"), "school_name = \"L'école\"\nsmtp_password = \"sesame\"\n")
        .expect("a file");
    let said = run(data.path(), &["config"]);
    assert_eq!(said.status, 0, "{}", said.error);
    assert!(said.out.contains("school_name = \"L'école\"") && said.out.contains("miravolunex.toml"), "{}", said.out);
    assert!(said.out.contains("********") && !said.out.contains("sesame"), "{}", said.out);
}

#[test]
fn import_reports_and_importing_again_changes_nothing() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = content().join("piloter-sa-tresorerie");
    let folder = folder.to_str().expect("a path in UTF-8");
    let first = run(data.path(), &["import", folder]);
    assert_eq!(first.status, 0, "{}", first.error);
    assert!(first.out.contains("21 added"), "{}", first.out);
    let second = run(data.path(), &["import", folder]);
    assert!(second.out.contains("0 added, 0 updated, 21 unchanged, 0 retired"), "{}", second.out);
}

#[test]
fn audit_verify_says_whether_the_log_is_whole() {
    let data = tempfile::tempdir().expect("a folder");
    run(data.path(), &["person", "add", "--email", "h@exemple.fr", "--name", "Hélène", "--role", "teacher"]);
    let whole = run(data.path(), &["audit", "verify"]);
    assert_eq!(whole.status, 0, "{}", whole.error);
    assert!(whole.out.contains("the audit log is whole"), "{}", whole.out);
}

#[test]
fn the_journal_keeps_its_name_and_key_when_the_school_moves_to_another_address() {
    let data = tempfile::tempdir().expect("a folder");
    let here = run(data.path(), &["audit", "verify"]);
    let elsewhere = run(data.path(), &["--listen", "127.0.0.1:9090", "audit", "verify"]);
    assert_eq!((here.status, elsewhere.status), (0, 0), "{}", elsewhere.error);
    let key = |said: &str| said.lines().find(|line| line.starts_with("key: ")).map(str::to_owned).expect("the key");
    assert_eq!(key(&here.out), key(&elsewhere.out));
}
