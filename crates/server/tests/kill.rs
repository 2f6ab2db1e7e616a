//! What was answered is on disk: `kill -9` in the middle of saves loses none that was acknowledged.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::support::{Browser, Server, command, content, run};

pub(crate) const EXERCISE: &str = "/apprendre/piloter-sa-tresorerie/comprendre-sa-tresorerie/resultat-et-bfr";
const LEARNERS: usize = 6;

/// A learner who chose a password, signed in and enrolled.
pub(crate) fn learner(data: &std::path::Path, server: &Server, number: usize) -> Browser {
    let email = format!("ada{number}@exemple.fr");
    let add = ["person", "add", "--email", &email, "--name", "Ada", "--role", "learner"];
    let link = run(data, &add).out;
    let token = link.trim().rsplit('/').next().expect("a token").to_owned();
    let mut browser = server.browser();
    let chosen = browser.post(&format!("/invitation/{token}"), "password=quatre+lunes+tranquilles").expect("an answer");
    assert_eq!(chosen.0, 303, "{}", chosen.1);
    let form = format!("email={email}&password=quatre+lunes+tranquilles");
    assert_eq!(browser.post("/connexion", &form).expect("an answer").0, 303);
    assert_eq!(browser.post("/programmes/piloter-sa-tresorerie/inscription", "").expect("an answer").0, 303);
    browser
}

/// The name of the first number field of the exercise.
pub(crate) fn field(browser: &mut Browser) -> String {
    let page = browser.get(EXERCISE).expect("the exercise").1;
    let after = page.split("inputmode=\"decimal\"").next().expect("a number question");
    let name = after.rsplit("name=\"").next().expect("a name");
    name.split('"').next().expect("its end").to_owned()
}

#[test]
fn killing_the_server_in_the_middle_of_saves_loses_none_that_was_acknowledged() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = content().join("piloter-sa-tresorerie");
    assert_eq!(run(data.path(), &["import", folder.to_str().expect("a path")]).status, 0);
    let server = Server::start(data.path());
    let mut browsers: Vec<Browser> = (0..LEARNERS).map(|number| learner(data.path(), &server, number)).collect();
    let field = field(&mut browsers[0]);
    let draft = format!("{EXERCISE}/{}/brouillon", field.trim_start_matches("q-"));
    let acknowledged: Vec<Arc<AtomicI64>> = browsers.iter().map(|_| Arc::default()).collect();
    let writers: Vec<_> = browsers
        .iter()
        .zip(&acknowledged)
        .map(|(browser, last)| {
            let (mut browser, last, draft, field) = (browser.clone(), Arc::clone(last), draft.clone(), field.clone());
            std::thread::spawn(move || {
                for revision in 1.. {
                    match browser.post(&draft, &format!("{field}={revision}&revision={revision}")) {
                        Some((200, _)) => last.store(revision, Ordering::SeqCst),
                        _ => break,
                    }
                }
            })
        })
        .collect();
    std::thread::sleep(Duration::from_millis(1_500));
    server.kill();
    for writer in writers {
        writer.join().expect("a writer");
    }
    let server = Server::start(data.path());
    for (browser, last) in browsers.iter_mut().zip(acknowledged) {
        let last = last.load(Ordering::SeqCst);
        assert!(last > 5, "saves were under way");
        browser.address = server.browser().address;
        let page = browser.get(EXERCISE).expect("the exercise").1;
        let input = page.split(&format!("name=\"{field}\"")).nth(1).expect("the field");
        let value = input.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value");
        let kept: i64 = value.parse().expect("a number");
        // One more save may have reached the disk without its answer reaching the browser.
        assert!(kept == last || kept == last + 1, "{last} was acknowledged, {kept} is there");
    }
    server.kill();
}

/// Puts so many sign-ins into a school that nobody serves, all of them past their term.
pub(crate) fn due_connections(data: &std::path::Path, rows: i64) {
    let mut connection = rusqlite::Connection::open(data.join("school.sqlite")).expect("the database");
    let story = connection.transaction().expect("a transaction");
    for number in 0..rows {
        let (id, subject) = (i128::from(number).to_be_bytes(), i128::from(number % 900 + 1).to_be_bytes());
        let row = rusqlite::params![id, subject, 1_600_000_000_000_i64 + number, [7_u8; 60]];
        let text = "INSERT INTO connections VALUES (?1, ?2, ?3, 'accepted', ?4, 'computer', 'Firefox', 'Linux')";
        story.prepare_cached(text).and_then(|mut insert| insert.execute(row)).expect("a row");
    }
    story.commit().expect("a commit");
}

pub(crate) fn count(data: &std::path::Path, statement: &str) -> i64 {
    let connection = rusqlite::Connection::open(data.join("school.sqlite")).expect("the database");
    connection.query_row(statement, [], |row| row.get(0)).expect("a count")
}

/// P36: a sweep that is killed has disposed of whole batches, each with its entry, and the next one goes on from there.
#[test]
fn p36_killing_a_sweep_in_its_middle_leaves_whole_batches_and_the_next_one_goes_on() {
    const ROWS: i64 = 60_000;
    let data = tempfile::tempdir().expect("a folder");
    assert_eq!(run(data.path(), &["record"]).status, 0);
    due_connections(data.path(), ROWS);
    let written =
        "SELECT COALESCE(SUM(json_extract(detail, '$.rows')), 0) FROM journal_entries WHERE kind = 'retention.swept'";
    let (mut kills, mut left) = (0, ROWS);
    while kills < 3 {
        let mut sweep = command(data.path(), &["sweep"]).spawn().expect("the program");
        while count(data.path(), "SELECT COUNT(*) FROM connections") == left {
            std::thread::sleep(Duration::from_millis(2));
        }
        sweep.kill().expect("kill -9");
        sweep.wait().expect("its end");
        left = count(data.path(), "SELECT COUNT(*) FROM connections");
        assert_eq!(count(data.path(), written), ROWS - left, "each batch that went has its entry");
        kills += 1;
    }
    assert!(left > 0, "it was killed in the middle");
    assert_eq!(run(data.path(), &["sweep"]).status, 0);
    assert_eq!(count(data.path(), "SELECT COUNT(*) FROM connections"), 0);
    assert_eq!(count(data.path(), written), ROWS);
    assert_eq!(run(data.path(), &["audit", "verify"]).status, 0);
}
