//! The developers' data set as the command makes it and the program serves it (P30).

use std::path::Path;

use crate::support::{Server, run};

/// The demonstration school's data, without its keys, its media and its settings.
fn data_alone(into: &Path) {
    let demonstration = tempfile::tempdir().expect("a folder");
    let server = Server::demonstrate(demonstration.path());
    // The file is whole once its last handle is closed; a backup of SQLite is whole at any time.
    let data = rusqlite::Connection::open(demonstration.path().join("school.sqlite")).expect("the data");
    for _ in 0..600 {
        let learners = data.query_row("SELECT COUNT(*) FROM people", [], |row| row.get::<_, i64>(0)).unwrap_or(0);
        if learners >= 47 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    server.kill();
    data.execute("VACUUM INTO $1", [into.join("school.sqlite").to_str().expect("a path in UTF-8")]).expect("a copy");
}

fn signed_in(line: &str) -> (String, String) {
    let words: Vec<&str> = line.split_whitespace().collect();
    (words[0].to_owned(), format!("email={}&password={}", words[1].replace('@', "%40"), words[2]))
}

#[test]
fn p30_the_data_set_is_made_without_a_key_and_served_by_the_program_to_each_role() {
    let data = tempfile::tempdir().expect("a folder");
    data_alone(data.path());
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("developers");
    let named = out.to_str().expect("a path in UTF-8");
    let made = run(data.path(), &["anonymise", "--out", named]);
    assert_eq!(made.status, 0, "{}", made.error);
    assert!(made.out.contains("rows of people who do not exist") && made.out.contains("serve"), "{}", made.out);
    assert!(!data.path().join("master.key").exists(), "it makes no key, and needs none");
    let again = run(data.path(), &["anonymise", "--out", named]);
    assert_eq!((again.status, again.error.lines().count()), (2, 1), "{}", again.error);
    assert!(again.error.contains("not empty") && again.error.contains(named), "{}", again.error);

    std::os::unix::fs::symlink(&out, folder.path().join("link")).expect("a link");
    let link = folder.path().join("link").display().to_string();
    let inside = data.path().join("media").display().to_string();
    for (place, why) in [(link.as_str(), "is a link"), (inside.as_str(), "own data")] {
        let refused = run(data.path(), &["anonymise", "--out", place]);
        assert!(refused.status == 2 && refused.error.contains(why), "{place}: {}", refused.error);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 2, "nothing is left beside it");
    let nothing = tempfile::tempdir().expect("a folder");
    let refused = run(nothing.path(), &["anonymise", "--out", &folder.path().join("other").display().to_string()]);
    assert!(refused.status == 2 && refused.error.contains("no school"), "{}", refused.error);
    let sign_ins = std::fs::read_to_string(out.join("sign-ins.txt")).expect("the accounts");
    let pages = [
        ("learner", "/espace", "Reprendre"),
        ("teacher", "/equipe/enseignement/suivi", "personnes sont inscrites"),
        ("teacher", "/equipe/enseignement/programmes", "Piloter sa trésorerie"),
        ("partner", "/equipe/partenaire", "Trouver son premier client"),
        ("accountant", "/equipe/comptabilite", "<h1"),
        ("support", "/equipe/assistance", "<h1"),
        ("privacy_officer", "/equipe/confidentialite/journal", "learning.enrolled"),
        ("admin", "/equipe/administration", "<h1"),
    ];
    let made = rusqlite::Connection::open(out.join("school.sqlite")).expect("the data set");
    let without = "SELECT COUNT(*) FROM people WHERE role = 'learner' AND NOT EXISTS (
                     SELECT 1 FROM enrolments JOIN programmes ON programmes.id = enrolments.programme_id
                     WHERE enrolments.person_id = people.id AND programmes.slug = 'creer-son-entreprise')";
    assert_eq!(made.query_row(without, [], |row| row.get::<_, i64>(0)).expect("a count"), 0, "as in the real school");
    drop(made);
    let server = Server::start(&out);
    for line in sign_ins.lines() {
        let (role, form) = signed_in(line);
        let mut browser = server.browser();
        let (status, answer) = browser.post("/connexion", &form).expect("an answer");
        assert_eq!(status, 303, "{role}: {answer}");
        for (_, path, words) in pages.iter().filter(|(of, ..)| *of == role) {
            let (status, page) = browser.get(path).expect("an answer");
            assert_eq!(status, 200, "{role} at {path}");
            assert!(page.contains(words), "{role} at {path} reads no « {words} »");
        }
    }
    assert_eq!(sign_ins.lines().count(), 7, "{sign_ins}");
    server.kill();
    let verified = run(&out, &["audit", "verify"]);
    assert_eq!(verified.status, 0, "{}{}", verified.out, verified.error);
}
