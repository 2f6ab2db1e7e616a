//! Who was erased after a backup stays erased when it is put back (B03).

use database::Uuid;

use super::{Engine, Home, Shelf, both_engines};
use crate::kill::{EXERCISE, field, learner};
use crate::support::{Browser, Server, content};

const FORM: &str = "ground=a&current=quatre+lunes+tranquilles";
const ENROL: &str = "/programmes/piloter-sa-tresorerie/inscription";

/// The identifiers of everybody, in the order in which they came.
fn people(home: &Home) -> Vec<Uuid> {
    home.all("SELECT id FROM people ORDER BY id")
}

/// Writes half an answer; the status.
fn write(browser: &mut Browser, field: &str) -> u16 {
    let draft = format!("{EXERCISE}/{}/brouillon", field.trim_start_matches("q-"));
    browser.post(&draft, &format!("{field}=42&revision=1")).expect("an answer").0
}

fn sign_in(browser: &mut Browser, number: usize) -> u16 {
    browser.cookie = String::new();
    let form = format!("email=ada{number}%40exemple.fr&password=quatre+lunes+tranquilles");
    browser.post("/connexion", &form).expect("an answer").0
}

both_engines! {
    fn b03_who_was_erased_after_a_backup_stays_erased_when_it_is_put_back(engine) {
        let shelf = Shelf::new();
        let home = Home::new(engine, &shelf, "");
        let folder = content().join("piloter-sa-tresorerie");
        assert_eq!(home.run(&["import", folder.to_str().expect("a path")]).status, 0);
        let server = Server::start(home.data());
        // One will go, one will have their learning erased and learn again, one stays as they are.
        let mut three: Vec<Browser> = (1..=3).map(|number| learner(home.data(), &server, number)).collect();
        let (ids, field) = (people(&home), field(&mut three[1]));
        assert_eq!(write(&mut three[1], &field), 200);
        shelf.back_up(&home);
        let erased = three[0].post("/mes-donnees/effacer", &format!("scope=whole&{FORM}")).expect("an answer");
        assert_eq!(erased.0, 200, "{}", erased.1);
        let erased = three[1].post("/mes-donnees/effacer", &format!("scope=parts&{FORM}")).expect("an answer");
        assert_eq!(erased.0, 200, "{}", erased.1);
        assert_eq!(three[1].post(ENROL, "").expect("an answer").0, 303);
        assert_eq!(write(&mut three[1], &field), 200, "and answers again, under a new key");
        shelf.back_up(&home);
        let drilled = shelf.drill(&home, &shelf.archives()[0]);
        assert_eq!(drilled.status, 0, "{}{}", drilled.out, drilled.error);
        let line = drilled.out.lines().find(|line| line.contains("keys were destroyed since")).expect("a line");
        let destroyed: i64 = line.split_whitespace().nth(1).and_then(|count| count.parse().ok()).expect("a count");
        assert!(line.starts_with("ok") && destroyed >= 3, "{line}");
        server.kill();

        let elsewhere = Home::new(engine, &shelf, "");
        let restored = shelf.restore(&elsewhere, &shelf.archives()[0]);
        assert_eq!(restored.status, 0, "{}", restored.error);
        assert_eq!(elsewhere.count("SELECT COUNT(*) FROM enrolments"), 3, "their rows came back");
        // Her sign-ins are kept until their term, as the law asks; the keys are those of the newer backup.
        assert_eq!(elsewhere.keys_of(ids[0]), ["connection"], "without what opens them");
        assert!(elsewhere.keys_of(ids[1]).contains(&"learning".to_owned()), "or with a key that they were not sealed with");
        assert_eq!(elsewhere.count("SELECT COUNT(*) FROM exercise_answers"), 1);
        elsewhere.take_master_key(&home);
        assert_eq!(elsewhere.run(&["audit", "verify"]).status, 0);
        assert_eq!(elsewhere.count("SELECT COUNT(*) FROM enrolments"), 1, "and are disposed of again");
        assert_eq!(elsewhere.count("SELECT COUNT(*) FROM exercise_answers"), 0);
        assert_eq!(elsewhere.count("SELECT COUNT(*) FROM credentials"), 2);
        assert_eq!(elsewhere.count("SELECT COUNT(*) FROM journal_entries WHERE kind = 'backup.restored'"), 1);
        let served = Server::start(elsewhere.data());
        for browser in &mut three {
            browser.address = served.browser().address;
        }
        assert_ne!(sign_in(&mut three[0], 1), 303, "nobody is there");
        assert_eq!(sign_in(&mut three[1], 2), 303, "the account that stayed opens");
        assert_eq!(sign_in(&mut three[2], 3), 303);
        assert!(three[2].get("/profil").expect("a profile").1.contains("value=\"Ada\""));
        assert_eq!(three[1].post(ENROL, "").expect("an answer").0, 303, "and learns again");
        served.kill();
        assert_eq!(elsewhere.run(&["audit", "verify"]).status, 0);
        assert_eq!(elsewhere.count("SELECT COUNT(*) FROM enrolments"), 2, "what came after is left alone");
        let drilled = shelf.drill(&home, &shelf.archives()[1]);
        assert_eq!(drilled.status, 0, "{}{}", drilled.out, drilled.error);
    }
}
