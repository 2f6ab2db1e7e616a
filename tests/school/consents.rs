//! Consents (P20): nothing in advance, proof of each, and one gesture to withdraw.

use crate::copy::copy;
use crate::support::actor::PASSWORD;
use crate::support::{Actor, Engine, TestSchool, story};

const PAGE: &str = "/profil/preferences";

async fn chooses(person: &mut Actor, act: &str, topic: &str) -> crate::support::Page {
    person.submit(PAGE, &[("act", act), ("topic", topic), ("version", "1"), ("language", "fr")]).await
}

story! {
    async fn p20_nothing_is_agreed_to_in_advance_and_the_proof_says_what_was_shown_when_and_how(school: TestSchool) {
        let form = school.visitor().get("/inscription").await;
        assert!(form.attributes("input[checked]", "name").is_empty(), "nothing is ticked in advance");
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let page = ada.get(PAGE).await;
        assert_eq!(page.attributes("button[value=give]", "value").len(), 3);
        assert_eq!(page.attributes("button[value=withdraw]", "value").len(), 0);
        assert_eq!(school.rows("consents").await, 0);
        chooses(&mut ada, "give", "newsletter").await.assert_says("C'est noté");
        chooses(&mut ada, "give", "newsletter").await.assert_says("C'est noté");
        assert_eq!(school.rows("consents").await, 1, "agreed to once");
        chooses(&mut ada, "give", "advertising").await.assert_status(404);
        let page = ada.get(PAGE).await;
        assert_eq!(page.attributes("button[value=give]", "value").len(), 2, "the others stay as they were");
        page.assert_says("depuis votre accord du 23 novembre 2026");
        let report = String::from_utf8(copy(&mut ada).await["mes-donnees.html"].clone()).expect("UTF-8");
        for words in ["une fois par mois, des nouvelles de l", "vos préférences", "la lettre mensuelle"] {
            assert!(report.contains(words), "{words}");
        }
        assert!(school.journal_details("consent.given").await[0].contains("newsletter"));
        school.visitor().get("/engagements").await.assert_says("Un accord en vigueur, avec sa preuve.");
    }
}

story! {
    async fn p20_a_text_that_changed_meanwhile_is_not_agreed_to(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let old = [("act", "give"), ("topic", "events"), ("version", "0"), ("language", "fr")];
        let page = ada.post(PAGE, &old).await;
        page.assert_status(422);
        page.assert_says("Le texte a changé");
        assert_eq!(school.rows("consents").await, 0);
    }
}

story! {
    async fn p20_withdrawing_is_one_gesture_that_touches_nothing_else(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        for topic in ["newsletter", "events", "programmes"] {
            chooses(&mut ada, "give", topic).await.assert_status(200);
        }
        chooses(&mut ada, "withdraw", "events").await.assert_says("C'est arrêté, dès maintenant.");
        assert_eq!(ada.get(PAGE).await.attributes("button[value=withdraw]", "value").len(), 2);
        assert_eq!(school.rows("suppressions").await, 1);
        chooses(&mut ada, "give", "events").await.assert_status(200);
        assert_eq!(school.rows("suppressions").await, 0, "whoever agrees again is written to again");
        assert_eq!(school.rows("consents").await, 4, "the past agreement is proved too");
        ada.get("/espace").await.assert_status(200);
        let page = ada.submit(PAGE, &[("act", "withdraw_all")]).await;
        assert_eq!(page.attributes("button[value=give]", "value").len(), 3);
        assert_eq!(school.rows("suppressions").await, 3);
    }
}

story! {
    async fn p42_marketing_stops_at_once_and_no_reason_is_asked(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        chooses(&mut ada, "give", "newsletter").await.assert_status(200);
        ada.signals_privacy = true;
        ada.get(PAGE).await.assert_says("Global Privacy Control");
        let page = ada.submit(PAGE, &[("act", "object")]).await;
        page.assert_says("C'est arrêté, dès maintenant.");
        page.assert_says("M'opposer");
        assert_eq!(ada.get(PAGE).await.attributes("button[value=withdraw]", "value").len(), 0);
        assert_eq!(school.rows("suppressions").await, 1, "nor is the address written to when somebody brings it back");
    }
}

story! {
    async fn p35_closing_the_account_withdraws_what_was_agreed_to_and_leaves_an_unreadable_hash(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        chooses(&mut ada, "give", "newsletter").await.assert_status(200);
        ada.submit("/mes-donnees/fermeture", &[("days", "0"), ("current", PASSWORD)]).await;
        assert_eq!(school.rows("suppressions").await, 1);
        assert!(school.journal_details("consent.withdrawn").await[0].contains("newsletter"));
    }
}

story! {
    async fn p39_the_proof_of_a_consent_stays_after_erasure_until_its_term_as_the_answer_said(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        chooses(&mut ada, "give", "newsletter").await.assert_status(200);
        let page = ada.get("/mes-donnees/effacer").await;
        page.assert_says("nous devons pouvoir prouver que vous étiez d'accord");
        let erased = [("scope", "whole"), ("ground", "a"), ("current", PASSWORD)];
        ada.post("/mes-donnees/effacer", &erased).await.assert_status(200);
        assert_eq!(school.rows("consents").await, 1, "kept, as it was said");
        school.pass(jiff::SignedDuration::from_hours(24 * 366));
        school.sweep().await;
        assert_eq!(school.rows("consents").await, 0, "and gone at its term");
    }
}
