//! Data put back from a copy taken before an erasure (B03): nobody reads what was erased, and it is disposed of again.

use std::path::Path;

use rusqlite::Connection;

use crate::support::{Server, content, run};

const NAME: &str = "Joséphine Kestelberger";

fn database(data: &Path) -> Connection {
    Connection::open(data.join("school.sqlite")).expect("the database")
}

fn count(data: &Path, statement: &str) -> i64 {
    database(data).query_row(statement, [], |row| row.get(0)).expect("a count")
}

#[test]
fn b03_a_backup_put_back_gives_nothing_of_who_was_erased_since() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = content().join("piloter-sa-tresorerie");
    assert_eq!(run(data.path(), &["import", folder.to_str().expect("a path")]).status, 0);
    let add = ["person", "add", "--email", "josephine@exemple.fr", "--name", NAME, "--role", "learner"];
    let link = run(data.path(), &add).out;
    let token = link.trim().rsplit('/').next().expect("a token").to_owned();
    let server = Server::start(data.path());
    let mut browser = server.browser();
    browser.post(&format!("/invitation/{token}"), "password=quatre+lunes+tranquilles").expect("an answer");
    browser.post("/connexion", "email=josephine%40exemple.fr&password=quatre+lunes+tranquilles").expect("an answer");
    browser.post("/programmes/piloter-sa-tresorerie/inscription", "").expect("an answer");
    let backup = data.path().join("backup.sqlite");
    database(data.path()).execute("VACUUM INTO ?1", [backup.to_str().expect("a path")]).expect("a copy");
    assert_eq!(count(data.path(), "SELECT COUNT(*) FROM enrolments"), 1);
    let erased = browser.post("/mes-donnees/effacer", "scope=whole&ground=a&current=quatre+lunes+tranquilles");
    assert_eq!(erased.expect("an answer").0, 200);
    server.kill();
    for file in ["school.sqlite-wal", "school.sqlite-shm"] {
        // They belong to the data that is being replaced.
        let _ = std::fs::remove_file(data.path().join(file));
    }
    std::fs::rename(&backup, data.path().join("school.sqlite")).expect("the copy in its place");
    assert_eq!(count(data.path(), "SELECT COUNT(*) FROM enrolments"), 1, "the rows came back");
    assert_eq!(run(data.path(), &["record"]).status, 0);
    for table in ["enrolments", "progress", "sessions", "credentials"] {
        assert_eq!(count(data.path(), &format!("SELECT COUNT(*) FROM {table}")), 0, "{table}");
    }
    let replayed = "SELECT COUNT(*) FROM journal_entries WHERE kind = 'disposal.replayed'";
    assert_eq!(count(data.path(), replayed), 1);
    for entry in std::fs::read_dir(data.path()).expect("the data folder") {
        let path = entry.expect("an entry").path();
        let bytes = if path.is_file() { std::fs::read(&path).expect("a file") } else { Vec::new() };
        for word in [NAME, "josephine@exemple.fr"] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} in {}", path.display());
        }
    }
    assert_eq!(run(data.path(), &["record"]).status, 0);
    assert_eq!(count(data.path(), replayed), 1, "once");
}
