//! A school that serves is backed up, killed, and comes back elsewhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::{Engine, Home, Shelf, assert_unreadable, both_engines};
use crate::kill::{EXERCISE, field, learner};
use crate::support::Server;

/// Saves one revision after the other until the server is gone; gives the last that was acknowledged, live.
fn write_until_killed(browser: &crate::support::Browser, field: &str) -> (Arc<AtomicI64>, std::thread::JoinHandle<()>) {
    let last = Arc::new(AtomicI64::new(0));
    let (mut browser, field, written) = (browser.clone(), field.to_owned(), Arc::clone(&last));
    let draft = format!("{EXERCISE}/{}/brouillon", field.trim_start_matches("q-"));
    let writer = std::thread::spawn(move || {
        for revision in 1.. {
            match browser.post(&draft, &format!("{field}={revision}&revision={revision}")) {
                Some((200, _)) => written.store(revision, Ordering::SeqCst),
                _ => break,
            }
        }
    });
    (last, writer)
}

/// What anybody reads of a certificate.
fn facts(browser: &mut crate::support::Browser, code: &str) -> String {
    let page = browser.get(&format!("/verifier/{code}")).expect("the verification").1;
    assert!(page.contains("Ce certificat est valide."), "{page}");
    let facts = page.split("<dl class=\"facts\">").nth(1).and_then(|rest| rest.split("</dl>").next());
    facts.expect("its facts").to_owned()
}

/// What the field of the exercise holds.
fn kept(browser: &mut crate::support::Browser, field: &str) -> i64 {
    let page = browser.get(EXERCISE).expect("the exercise").1;
    let input = page.split(&format!("name=\"{field}\"")).nth(1).expect("the field");
    let value = input.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value");
    value.parse().expect("a number")
}

both_engines! {
    fn p29_a_school_that_is_killed_comes_back_from_the_backup_that_was_made_while_it_served(engine) {
        let shelf = Shelf::new();
        let home = Home::new(engine, &shelf, "");
        let server = Server::demonstrate(home.data());
        let mut ada = learner(home.data(), &server, 1);
        let field = field(&mut ada);
        let code: String = home.all("SELECT code FROM certificates ORDER BY issued_at LIMIT 1").remove(0);
        let certificate = facts(&mut ada, &code);
        assert!(["Meyer", "Haas", "Lefèvre", "Diallo"].iter().any(|name| certificate.contains(name)), "{certificate}");
        let (last, writer) = write_until_killed(&ada, &field);
        while last.load(Ordering::SeqCst) < 10 {
            std::thread::yield_now();
        }
        let before = last.load(Ordering::SeqCst);
        let made = shelf.back_up(&home);
        let after = last.load(Ordering::SeqCst);
        assert!(after > before + 1, "it was written to meanwhile: {before}, {after}");
        assert!(made.out.contains("12 files of which 12 new"), "{}", made.out);
        let drilled = shelf.drill(&home, &shelf.path());
        assert_eq!(drilled.status, 0, "{}{}", drilled.out, drilled.error);
        assert!(!drilled.out.contains("FAILED"), "{}", drilled.out);
        server.kill();
        writer.join().expect("the writer");

        // Neither the files, nor what is in them, tell a name without the master key.
        let words = ["ada1@exemple.fr", "Camille Roth", "camille@demo.example", "Meyer"];
        assert_unreadable(&shelf.path(), &words);
        let archive = shelf.archives().pop().expect("an archive");
        assert_unreadable(shelf.opened(&archive).path(), &words);

        let elsewhere = Home::new(engine, &shelf, "second_factor = \"offered\"");
        let restored = shelf.restore(&elsewhere, &shelf.path());
        assert_eq!(restored.status, 0, "{}", restored.error);
        assert!(restored.out.contains("next: put master.key into"), "{}", restored.out);
        elsewhere.take_master_key(&home);
        let served = Server::start(elsewhere.data());
        ada.address = served.browser().address;
        ada.cookie = String::new();
        let form = "email=ada1%40exemple.fr&password=quatre+lunes+tranquilles";
        assert_eq!(ada.post("/connexion", form).expect("an answer").0, 303, "she signs in as before");
        assert!(ada.get("/profil").expect("her profile").1.contains("value=\"Ada\""), "her name is readable");
        let kept = kept(&mut ada, &field);
        assert!((before..=after + 1).contains(&kept), "{kept} of {before} to {after}");
        assert_eq!(facts(&mut ada, &code), certificate, "the certificate is verifiable, with its holder's name");
        let media: String = elsewhere.all("SELECT hash FROM media ORDER BY hash LIMIT 1").remove(0);
        assert!(elsewhere.data().join("media").join(media).exists(), "the files are back");
        assert_eq!(elsewhere.run(&["audit", "verify"]).status, 0);
        served.kill();
    }
}
