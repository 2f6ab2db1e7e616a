//! What was answered is on disk: `kill -9` in the middle of saves loses none that was acknowledged.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::support::{Browser, Server, content, run};

const EXERCISE: &str = "/apprendre/piloter-sa-tresorerie/comprendre-sa-tresorerie/resultat-et-bfr";
const LEARNERS: usize = 6;

/// A learner who chose a password, signed in and enrolled.
fn learner(data: &std::path::Path, server: &Server, number: usize) -> Browser {
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
fn field(browser: &mut Browser) -> String {
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
