//! Erasure at the person's request (P39), from backups too (B03), with its receipt (B04).

use jiff::SignedDuration;
use vault::Category;

use crate::journey::{ada_certificate, complete_everything, enrolled};
use crate::support::actor::PASSWORD;
use crate::support::{Actor, Engine, Page, TestSchool, story};

const ADA: &str = "ada@exemple.fr";

async fn erases(ada: &mut Actor, scope: &str) -> Page {
    ada.post("/mes-donnees/effacer", &[("scope", scope), ("ground", "a"), ("current", PASSWORD)]).await
}

fn receipt_of(page: &Page) -> String {
    page.attributes("main a.button-primary", "href").remove(0)
}

story! {
    async fn p39_what_goes_what_stays_and_why_is_told_before_and_done_at_once(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        complete_everything(&school, &mut ada, &programme).await;
        let certificate = ada_certificate(&mut ada).await.replace("/certificats/", "/verifier/");
        let page = ada.get("/mes-donnees/effacer").await;
        for words in [
            "Ces données ne servent plus.",
            "effacé tout de suite.",
            "gardé jusqu'au 23 novembre 2027 : elles protègent les comptes contre l'intrusion",
            "RGPD art. 17(1)(c) et 32",
            "code de commerce art. L123-22",
            "nous devons pouvoir prouver que nous vous avons répondu",
            "CNIL",
        ] {
            page.assert_says(words);
        }
        assert_eq!(page.attributes("input[name=ground]", "value"), ["a", "b", "c", "d", "e", "f"]);
        let refused = ada.post("/mes-donnees/effacer", &[("scope", "whole"), ("current", PASSWORD)]).await;
        refused.assert_status(422);
        refused.assert_says("Choisissez une raison.");
        assert_eq!(refused.attributes("input[name=scope][checked]", "value"), ["whole"]);
        let done = erases(&mut ada, "whole").await;
        done.assert_status(200);
        done.assert_says("Nous ne pouvons plus vous écrire");
        for table in ["people", "credentials", "sessions", "progress", "enrolments", "attempts", "certificates"] {
            assert_eq!(school.rows(table).await, 0, "{table}");
        }
        assert!(school.rows("connections").await > 0, "what stays is what was said to stay");
        ada.get("/espace").await.assert_leads_to("/connexion?retour=/espace");
        school.visitor().get(&certificate).await.assert_says("Ce certificat n'existe pas.");
        school.pass(SignedDuration::from_hours(24 * 366));
        school.sweep().await;
        assert_eq!(school.rows("connections").await, 0, "and goes when it was said to go");
        school.pass(SignedDuration::from_hours(24 * 366));
        school.sweep().await;
        assert_eq!(school.rows("requests").await, 0, "as does the request itself");
    }
}

story! {
    async fn p39_progress_can_go_while_the_account_stays(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        complete_everything(&school, &mut ada, &programme).await;
        let freeze = [("category", "learning"), ("ground", "a"), ("text", "Je vérifie.")];
        ada.submit("/mes-donnees/geler", &freeze).await.assert_status(200);
        school.pass(SignedDuration::from_secs(1));
        let done = erases(&mut ada, "parts").await;
        assert!(!ada.get("/mes-donnees").await.words().contains("Gelé."), "nothing is left to be frozen");
        done.assert_says("gardé tant que votre compte est ouvert");
        assert_eq!(school.rows("progress").await, 0);
        let page = ada.get("/mes-donnees").await;
        page.assert_says("Ada Keller");
        let request = page.attributes(".timeline a", "href").remove(0);
        let request = ada.get(&request).await;
        request.assert_says("C'est fait en partie.");
        request.assert_says(&receipt_of(&done));
        ada.submit(&format!("/programmes/{}/inscription", programme.slug), &[]).await.assert_says("Vous êtes inscrit");
        complete_everything(&school, &mut ada, &programme).await;
        ada.get("/mes-donnees/categorie/learning").await.assert_says("Piloter sa trésorerie");
    }
}

story! {
    async fn b03_nothing_of_the_erased_person_can_be_read_in_a_copy_taken_before(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let copy = school.sealed_names().await;
        let vault = school.opened.school.vault.clone();
        let (subject, sealed) = copy.into_iter().next().expect("a name in a backup");
        let opens = |sealed| vault.open_value(subject, Category::Identity, "people.name_sealed", sealed).is_ok();
        assert!(tokio::task::block_in_place(|| opens(&sealed)));
        erases(&mut ada, "whole").await.assert_status(200);
        assert!(!tokio::task::block_in_place(|| opens(&sealed)), "its key is gone at once");
        assert!(school.rows("tombstones").await >= 3, "and a restored backup is disposed of again");
        let stored = school.stored_bytes();
        for word in ["Keller", ADA] {
            assert!(!stored.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
        }
    }
}

story! {
    async fn b04_the_receipt_is_checked_without_the_school_and_tells_nothing_of_the_person(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let path = receipt_of(&erases(&mut ada, "whole").await);
        let mut anyone = school.visitor();
        anyone.get(&path).await.assert_says("moins d'une minute");
        school.pass(SignedDuration::from_mins(2));
        school.seal_journal().await;
        let page = anyone.get(&path).await;
        page.assert_says("miravolunex receipt verify");
        let file = anyone.get(&format!("{path}/recu.tlog-proof")).await;
        file.assert_status(200);
        let text = file.html();
        let proven = journal::check(&text, Some(school.opened.log_key.verifier_key())).expect("the receipt holds");
        assert_eq!((proven.kind.as_str(), &proven.detail["ground"]), ("erasure.done", &"17(1)(a)".into()));
        assert!(proven.detail["rows"]["identity"].as_u64() > Some(0));
        page.assert_says(school.opened.log_key.verifier_key());
        assert!(!text.contains("Ada") && !text.contains("exemple.fr"));
        assert!(journal::check(&text.replacen("index ", "index 1", 1), None).is_err(), "altered, it proves nothing");
        anyone.get("/recus/0000").await.assert_status(404);
    }
}

story! {
    async fn p39_a_legal_hold_suspends_erasure_and_the_answer_says_so(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        school.hold_everything().await;
        ada.get("/mes-donnees/effacer").await.assert_says("une obligation légale suspend tout effacement");
        let done = erases(&mut ada, "whole").await;
        done.assert_says("une obligation légale suspend tout effacement");
        assert_eq!(school.rows("people").await, 1, "the account is closed and kept");
        school.pass(SignedDuration::from_hours(24 * 800));
        school.sweep().await;
        assert_eq!(school.rows("people").await, 1, "the hold wins over the term");
    }
}
