//! What each command does when all is well.

use crate::kill::{count, due_connections};
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
fn a_programme_is_exported_as_it_was_and_imports_again_as_it_is() {
    let data = tempfile::tempdir().expect("a folder");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let path = |name: &str| elsewhere.path().join(name).to_str().expect("a path in UTF-8").to_owned();
    let source = content().join("piloter-sa-tresorerie");
    let imported = run(data.path(), &["import", source.to_str().expect("a path in UTF-8")]);
    assert!(imported.out.contains("new version 1"), "{}", imported.out);
    let exported = run(data.path(), &["export-programme", "piloter-sa-tresorerie", &path("tresorerie")]);
    assert_eq!(exported.status, 0, "{}", exported.error);
    assert!(exported.out.contains("version 1") && exported.out.contains("--as-programme"), "{}", exported.out);
    assert_eq!(tree(&elsewhere.path().join("tresorerie")), tree(&source), "byte for byte");
    let again = run(data.path(), &["import", &path("tresorerie"), "--as-programme", "piloter-sa-tresorerie"]);
    assert!(again.out.contains("0 added, 0 updated, 21 unchanged, 0 retired; as in version 1"), "{}", again.out);
    let other = run(data.path(), &["import", &path("tresorerie"), "--as-programme", "autre"]);
    assert!(other.out.contains("21 added"), "{}", other.out);
    let full = run(data.path(), &["export-programme", "autre", &path("tresorerie")]);
    assert_eq!((full.status, full.error.lines().count()), (2, 1), "{}", full.error);
    assert!(full.error.contains("not empty") && full.error.contains("tresorerie"), "{}", full.error);
    let absent = run(data.path(), &["export-programme", "absent", &path("nouveau")]);
    assert!(absent.status == 2 && absent.error.contains("absent: there is no such programme"), "{}", absent.error);
    assert!(!elsewhere.path().join("nouveau").exists());
    let wrong = run(data.path(), &["import", &path("tresorerie"), "--as-programme", "Pas Une Adresse"]);
    assert_eq!(wrong.status, 2, "{}", wrong.out);
}

#[test]
fn an_import_beside_an_open_draft_says_so_and_names_what_both_changed() {
    let data = tempfile::tempdir().expect("a folder");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let folder = elsewhere.path().join("tresorerie");
    let path = folder.to_str().expect("a path in UTF-8");
    let source = content().join("piloter-sa-tresorerie");
    run(data.path(), &["import", source.to_str().expect("a path in UTF-8"), "--as-programme", "tresorerie"]);
    run(data.path(), &["export-programme", "tresorerie", path]);
    let database = rusqlite::Connection::open(data.path().join("school.sqlite")).expect("the database");
    database
        .execute_batch(
            "UPDATE programme_sources SET draft_since = 1, draft_base = 1;
             INSERT INTO draft_files SELECT programme_id, path, text_hash, media_hash FROM version_files;
             INSERT INTO source_texts VALUES ('abc', 'title = 1');
             UPDATE draft_files SET text_hash = 'abc' WHERE path = 'programme.toml';
             INSERT INTO draft_steps SELECT id, 1, 'edited', 'programme.toml', 1, x'00', 0, 1, 1 FROM programme_sources;",
        )
        .expect("a draft");
    let description = folder.join("programme.toml");
    let text = std::fs::read_to_string(&description).expect("the description");
    std::fs::write(&description, format!("# relu\n{text}")).expect("the description");
    let imported = run(data.path(), &["import", path]);
    assert_eq!(imported.status, 0, "{}", imported.error);
    assert!(imported.out.contains("0 added, 0 updated, 21 unchanged, 0 retired; new version 2"), "{}", imported.out);
    assert!(imported.out.contains("nothing of it is lost"), "{}", imported.out);
    assert!(imported.out.contains("changed by both: programme.toml"), "{}", imported.out);
    let kept: String = database
        .query_row("SELECT text_hash FROM draft_files WHERE path = 'programme.toml'", [], |row| row.get(0))
        .expect("the draft");
    assert_eq!(kept, "abc");
}

/// Every file below a folder with its bytes.
fn tree(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(tree(&path).into_iter().map(|(name, bytes)| (path.join(name), bytes)));
        } else {
            found.push((path.file_name().expect("a name").into(), std::fs::read(&path).expect("a file")));
        }
    }
    let relative = |(name, bytes): (std::path::PathBuf, Vec<u8>)| {
        (name.strip_prefix(folder).map(std::path::Path::to_owned).unwrap_or(name), bytes)
    };
    let mut found: Vec<_> = found.into_iter().map(relative).collect();
    found.sort();
    found
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

#[test]
fn p19_the_record_names_a_basis_and_a_duration_for_every_activity_in_three_forms() {
    let data = tempfile::tempdir().expect("a folder");
    let page = run(data.path(), &["record"]);
    assert_eq!(page.status, 0, "{}", page.error);
    assert!(page.out.starts_with("# Registre des activités de traitement"), "{}", page.out);
    let json = run(data.path(), &["record", "--format", "json", "--language", "en"]);
    let record: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let activities = record["activities"].as_array().expect("activities");
    assert!(activities.len() >= 14, "{}", activities.len());
    for activity in activities {
        assert!(activity["lawful_basis"].as_str().is_some_and(|basis| basis.contains("art. 6(1)")), "{activity}");
        assert!(activity["retention"].as_array().is_some_and(|lines| !lines.is_empty()), "{activity}");
        assert!(page.out.contains(&format!(" : {}\n", activity["code"].as_str().expect("a code"))), "{activity}");
    }
    let csv = run(data.path(), &["record", "--format", "csv"]).out;
    assert!(csv.starts_with("Activité,Finalité,Base légale"), "{csv}");
}

#[test]
fn p08_sweep_forecasts_without_touching_and_then_does_it() {
    let data = tempfile::tempdir().expect("a folder");
    let nothing = run(data.path(), &["sweep", "--dry-run", "--at", "2099-12-31"]);
    assert_eq!((nothing.status, nothing.out.as_str()), (0, "nothing is due\n"), "{}", nothing.error);
    due_connections(data.path(), 40);
    let due = run(data.path(), &["sweep", "--dry-run"]);
    assert!(due.status == 0 && due.out.contains("40"), "{}", due.out);
    assert_eq!(count(data.path(), "SELECT COUNT(*) FROM connections"), 40, "a forecast touches nothing");
    let without = run(data.path(), &["sweep", "--at", "2099-12-31"]);
    assert_eq!(without.status, 2, "a sweep of the future is only a forecast");
    let done = run(data.path(), &["sweep"]);
    assert_eq!((done.status, done.out.as_str()), (0, "40 rows disposed of\n"), "{}", done.error);
    assert_eq!(count(data.path(), "SELECT COUNT(*) FROM connections"), 0);
    let wrong = run(data.path(), &["sweep", "--dry-run", "--at", "demain"]);
    assert!(wrong.status == 2 && wrong.error.contains("--at"), "{}", wrong.error);
}

#[tokio::test]
async fn b04_a_receipt_is_verified_offline_by_the_command() {
    let school = tempfile::tempdir().expect("a folder");
    let settings = server::settings::Settings::read(school.path(), &[]).expect("settings");
    let opened = server::opening::open(&settings).await.expect("a school");
    let key = std::sync::Arc::clone(&opened.log_key);
    let entry = opened.school.write(|transaction, _, moment| {
        Ok(journal::append(transaction, moment, journal::Entry::new("erasure.done").with("ground", "17(1)(a)"))?)
    });
    let entry = entry.await.expect("an entry");
    let sealing = std::sync::Arc::clone(&key);
    let sealed = opened.school.write(move |transaction, _, moment| Ok(journal::seal(transaction, moment, &sealing)?));
    assert_eq!(sealed.await.expect("a checkpoint"), 1);
    let public = key.verifier_key().to_owned();
    let proof = opened.school.read(move |reader, _, _| Ok(journal::prove(reader, &public, entry)?)).await;
    let proof = proof.expect("the journal").expect("a proof");
    let elsewhere = tempfile::tempdir().expect("another machine");
    let file = elsewhere.path().join("recu.tlog-proof");
    std::fs::write(&file, &proof).expect("a file");
    let path = file.to_str().expect("a path in UTF-8");
    let holds = run(&elsewhere.path().join("none"), &["receipt", "verify", path]);
    assert_eq!(holds.status, 0, "{}", holds.error);
    assert!(holds.out.contains("the receipt holds") && holds.out.contains(key.verifier_key()), "{}", holds.out);
    assert!(!elsewhere.path().join("none").exists(), "no data folder appears on another machine");
    let with_key = run(elsewhere.path(), &["receipt", "verify", path, "--key", key.verifier_key()]);
    assert_eq!(with_key.status, 0, "{}", with_key.error);
    std::fs::write(&file, proof.replace("index 0", "index 1")).expect("a file");
    let altered = run(elsewhere.path(), &["receipt", "verify", path]);
    assert_eq!((altered.status, altered.error.lines().count()), (1, 1), "{}", altered.error);
    let absent = run(elsewhere.path(), &["receipt", "verify", "absent.tlog-proof"]);
    assert!(absent.status == 2 && absent.error.contains("absent.tlog-proof"), "{}", absent.error);
}

#[test]
fn b02_promises_prints_each_with_its_state_and_evidence_and_fails_when_one_does() {
    let data = tempfile::tempdir().expect("a folder");
    let said = run(data.path(), &["promises"]);
    assert_eq!(said.status, 0, "{}", said.error);
    assert_eq!(said.out.lines().filter(|line| line.contains(" [tenue]") || line.contains("tenue]")).count(), 61);
    assert!(
        said.out.contains("P16  Des statistiques où personne n'est reconnaissable [pas encore tenue]"),
        "{}",
        said.out
    );
    let english = run(data.path(), &["promises", "--language", "en"]);
    assert!(english.out.contains("P08  Periods that are executed, not described [kept]"), "{}", english.out);
    let database = rusqlite::Connection::open(data.path().join("school.sqlite")).expect("the database");
    database
        .execute("INSERT INTO checks (kind, at, held, counted) VALUES ('sweep', 0, 1, 0)", [])
        .expect("an old sweep");
    let failing = run(data.path(), &["promises"]);
    assert_eq!((failing.status, failing.error.as_str()), (1, "miravolunex: failing: P08, P35, P36\n"));
}
