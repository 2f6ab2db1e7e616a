//! What looks like an attack is counted, slowed down or ended, and told; nobody can lock a learner out (P29).

use jiff::SignedDuration;
use school::people::Role;

use crate::support::actor::{PASSWORD, link_in};
use crate::support::{Actor, Engine, Page, TestSchool, story};

const EVENTS: &str = "/equipe/administration/securite";
const ELSEWHERE: &str = "198.51.100.9";

/// Somebody at a browser on another network.
fn from(school: &TestSchool, network: &str) -> Actor {
    let mut actor = school.visitor();
    actor.network = network.to_owned();
    actor
}

async fn tries(eve: &mut Actor, email: &str) -> Page {
    eve.post("/connexion", &[("email", email), ("password", "pas le bon mot")]).await
}

async fn events(school: &TestSchool, kind: &str) -> i64 {
    match kind {
        "stuffing" => school.count("SELECT COUNT(*) FROM security_events WHERE kind = 'stuffing'").await,
        "guessing" => school.count("SELECT COUNT(*) FROM security_events WHERE kind = 'guessing'").await,
        "refusals" => school.count("SELECT COUNT(*) FROM security_events WHERE kind = 'refusals'").await,
        "bulk_reading" => school.count("SELECT COUNT(*) FROM security_events WHERE kind = 'bulk_reading'").await,
        _ => school.count("SELECT COUNT(*) FROM security_events WHERE kind = 'two_networks'").await,
    }
}

story! {
    async fn p29_one_network_that_fails_on_many_accounts_is_slowed_down_and_told(school: TestSchool) {
        let mut paul = school.staff("Paul Schmitt", "paul@ecole.example", Role::Admin).await;
        paul.get(EVENTS).await.assert_says("Rien à signaler");
        let mut eve = from(&school, ELSEWHERE);
        for one in 0..9 {
            tries(&mut eve, &format!("personne{one}@exemple.fr")).await;
        }
        assert_eq!(events(&school, "stuffing").await, 0, "an office mistypes as many");
        tries(&mut eve, "personne9@exemple.fr").await;
        assert_eq!(events(&school, "stuffing").await, 1);
        let mut other = from(&school, ELSEWHERE);
        let refused = tries(&mut other, "personne10@exemple.fr").await;
        let waits = refused.text(".flash").expect("a refusal");
        let elsewhere = tries(&mut from(&school, "192.0.2.4"), "personne11@exemple.fr").await;
        assert_ne!(Some(waits), elsewhere.text(".flash"), "the others do not wait");
        let page = paul.get(EVENTS).await;
        let row = page.texts("tbody tr").into_iter().next().expect("the event");
        assert!(row.contains("Mots de passe essayés en série") && row.contains("ralenti"), "{row}");
        assert!(!page.html().contains(ELSEWHERE), "no address is shown");
        paul.get(&format!("{EVENTS}?nature=guessing")).await.assert_says("Aucun évènement ne répond");
        paul.get("/avis").await.assert_says("Quelque chose a ressemblé à une attaque");
        let log = std::fs::read_to_string(school.folder.path().join("security.log")).expect("the security log");
        let lines: Vec<&str> = log.lines().filter(|line| line.ends_with(&format!("ip={ELSEWHERE}"))).collect();
        assert_eq!(lines.iter().filter(|line| line.contains(" stuffing ")).count(), 1, "{log}");
        assert!(lines.iter().filter(|line| line.contains(" sign-in-refused ")).count() >= 10, "{log}");
        assert!(!log.contains("exemple.fr"), "nothing else about anybody");
    }
}

story! {
    async fn p29_nobody_can_lock_a_learner_out(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let mut eve = from(&school, ELSEWHERE);
        for _ in 0..20 {
            tries(&mut eve, "ada@exemple.fr").await;
            school.pass(SignedDuration::from_mins(61));
        }
        tries(&mut eve, "ada@exemple.fr").await;
        let locked = from(&school, "192.0.2.4").sign_in("ada@exemple.fr").await;
        assert_eq!(locked.status, 422, "from a network that nobody knows, everybody waits");
        locked.assert_says("mot de passe");
        ada.post("/deconnexion", &[]).await;
        ada.sign_in("ada@exemple.fr").await.assert_leads_to("/espace");
        let mut away = from(&school, "192.0.2.4");
        away.post("/connexion/oubli", &[("email", "ada@exemple.fr")]).await.assert_status(200);
        school.work().await;
        let link = link_in(&school.letter_to("ada@exemple.fr"));
        away.post(&link, &[("password", PASSWORD)]).await.assert_leads_to("/connexion?avis=password-changed");
        away.sign_in("ada@exemple.fr").await.assert_leads_to("/espace");
    }
}

story! {
    async fn p29_links_guessed_from_one_network_wait_and_a_right_one_opens(school: TestSchool) {
        let mut ada = from(&school, ELSEWHERE);
        ada.sign_up("Ada Keller", "ada@exemple.fr").await.assert_status(200);
        school.work().await;
        let mut eve = from(&school, ELSEWHERE);
        for one in 0..40 {
            let page = eve.get(&format!("/connexion/nouveau/jeton{one}")).await;
            assert_ne!(page.status, 429, "a person who mistypes notices nothing");
        }
        let slowed = eve.get("/connexion/nouveau/encore").await;
        slowed.assert_status(429);
        slowed.assert_says("Trop d'essais depuis votre réseau");
        assert!(slowed.headers.contains_key("retry-after"));
        assert_eq!(events(&school, "guessing").await, 1);
        ada.confirm_from(&school.letter_to("ada@exemple.fr")).await.assert_says("Votre adresse est confirmée");
        from(&school, "192.0.2.4").get("/connexion/nouveau/encore").await.assert_status(200);
        school.pass(SignedDuration::from_hours(1));
        assert_ne!(eve.get("/connexion/nouveau/encore").await.status, 429);
    }
}

story! {
    async fn p29_forms_sent_for_many_addresses_wait_whether_or_not_they_have_accounts(school: TestSchool) {
        school.learner("Ada Keller", "ada@exemple.fr").await;
        let mut eve = from(&school, ELSEWHERE);
        for one in 0..40 {
            let email = if one % 2 == 0 { "ada@exemple.fr".to_owned() } else { format!("personne{one}@exemple.fr") };
            eve.post("/connexion/oubli", &[("email", &email)]).await.assert_status(200);
        }
        let known = eve.post("/connexion/oubli", &[("email", "ada@exemple.fr")]).await;
        known.assert_status(429);
        assert_eq!(known.attributes("#email", "value"), ["ada@exemple.fr"], "what was typed is kept");
        let unknown = eve.post("/connexion/oubli", &[("email", "personne@exemple.fr")]).await;
        assert_eq!(known.words(), unknown.words());
    }
}

story! {
    async fn p29_a_session_used_from_two_far_networks_at_once_ends_and_its_person_is_told(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.get("/espace").await.assert_status(200);
        ada.network = ELSEWHERE.to_owned();
        ada.get("/espace").await.assert_status(200);
        school.pass(SignedDuration::from_hours(1));
        ada.network = "203.0.113.7".to_owned();
        ada.get("/espace").await.assert_status(200);
        assert_eq!(events(&school, "two_networks").await, 0, "from the train, then home");
        for network in [ELSEWHERE, "203.0.113.7", ELSEWHERE] {
            ada.network = network.to_owned();
            ada.get("/espace").await;
            school.pass(SignedDuration::from_mins(1));
        }
        assert_eq!(events(&school, "two_networks").await, 1);
        ada.get("/espace").await.assert_leads_to("/connexion?retour=/espace");
        school.work().await;
        let told = school.letters().into_iter().filter(|letter| letter.subject.contains("a été fermée"));
        assert_eq!(told.count(), 1, "told by mail, once");
        ada.sign_in("ada@exemple.fr").await.assert_leads_to("/espace");
        ada.get("/avis").await.assert_says("fermée par sécurité");
        assert_eq!(school.journal_details("session.ended").await.len(), 1);
    }
}

story! {
    async fn p29_whoever_asks_again_and_again_for_what_is_not_theirs_waits_or_is_signed_out(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        for one in 0..30 {
            ada.get(&format!("/messages/{one}")).await.assert_status(404);
        }
        ada.get("/messages/30").await.assert_status(429);
        ada.get("/espace").await.assert_status(200);
        ada.get("/messages").await.assert_status(200);
        let mut karim = school.staff("Karim Benali", "karim@ecole.example", Role::Support).await;
        for _ in 0..30 {
            karim.get("/equipe/confidentialite").await.assert_status(404);
        }
        karim.get("/equipe/confidentialite").await.assert_leads_to("/connexion?avis=session-ended");
        assert!(karim.get("/espace").await.location.is_some_and(|path| path.starts_with("/connexion")));
        assert_eq!(events(&school, "refusals").await, 2);
    }
}

story! {
    async fn p29_staff_who_read_in_bulk_are_stopped_until_a_review(school: TestSchool) {
        let mut karim = school.staff("Karim Benali", "karim@ecole.example", Role::Support).await;
        karim.get("/equipe/assistance").await.assert_status(200);
        let look = |times: usize| {
            school.opened.school.write(move |transaction, vault, moment| {
                let statement = database::Statement::new("SELECT id FROM people WHERE role = 'support'");
                let karim: database::Uuid = transaction.one(statement, database::params![])?;
                for _ in 0..times {
                    let entry = journal::Entry::new("record.opened").by(vault.pseudonym(karim)?);
                    journal::append(transaction, moment, entry.with("role", "support"))?;
                }
                Ok(())
            })
        };
        school.pass(SignedDuration::from_mins(1));
        look(100).await.expect("looks");
        school.watch_looks().await;
        karim.get("/equipe/assistance").await.assert_status(200);
        look(150).await.expect("more looks");
        school.watch_looks().await;
        assert_eq!(events(&school, "bulk_reading").await, 1);
        assert!(karim.get("/equipe/assistance").await.location.is_some(), "signed out");
        karim.sign_in("karim@ecole.example").await;
        assert_ne!(karim.get("/equipe/assistance").await.status, 200, "no access before a review");
        assert_eq!(school.journal_details("access.suspended").await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn p08_the_security_log_forgets_addresses_within_thirty_days() {
    let school = TestSchool::open(Engine::Sqlite).await;
    let trim = || school.opened.school.security_log.trim(school.opened.school.clock.now()).expect("it is trimmed");
    let log = || std::fs::read_to_string(school.folder.path().join("security.log")).expect("the security log");
    tries(&mut from(&school, ELSEWHERE), "ada@exemple.fr").await;
    school.pass(SignedDuration::from_hours(24 * 20));
    tries(&mut from(&school, "192.0.2.4"), "ada@exemple.fr").await;
    trim();
    assert!(log().contains(ELSEWHERE) && log().contains("192.0.2.4"));
    school.pass(SignedDuration::from_hours(24 * 9 + 1));
    trim();
    assert!(!log().contains(ELSEWHERE) && log().contains("192.0.2.4"), "{}", log());
}

#[tokio::test(flavor = "multi_thread")]
async fn p29_two_nodes_count_together() {
    let school = TestSchool::open(Engine::Postgres).await;
    let mut here = from(&school, ELSEWHERE);
    let mut there = school.visitor_of_another_node().await;
    there.network = ELSEWHERE.to_owned();
    for one in 0..5 {
        tries(&mut here, &format!("ici{one}@exemple.fr")).await;
        tries(&mut there, &format!("ailleurs{one}@exemple.fr")).await;
    }
    assert_eq!(events(&school, "stuffing").await, 1);
    for one in 0..20 {
        here.get(&format!("/recus/{one}")).await;
        there.get(&format!("/recus/{one}")).await;
    }
    there.get("/recus/encore").await.assert_status(429);
    here.get("/recus/encore").await.assert_status(429);
}

#[tokio::test(flavor = "multi_thread")]
async fn p29_counts_are_forgotten_the_next_night_and_events_kept() {
    let school = TestSchool::open(Engine::Sqlite).await;
    let mut eve = from(&school, ELSEWHERE);
    for one in 0..10 {
        tries(&mut eve, &format!("personne{one}@exemple.fr")).await;
    }
    eve.get("/verifier/0000").await;
    assert!(school.rows("tried_accounts").await == 10 && school.rows("tallies").await == 1);
    school.pass(SignedDuration::from_hours(24));
    let forgotten =
        school.opened.school.write(|transaction, _, moment| school::detection::forget_counts(transaction, moment));
    forgotten.await.expect("forgotten");
    assert_eq!((school.rows("tried_accounts").await, school.rows("tallies").await), (0, 0));
    assert_eq!(events(&school, "stuffing").await, 1);
}
