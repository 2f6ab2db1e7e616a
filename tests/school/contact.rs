//! Requests without an account (P49), minors (P47), the officer's clocks (P50), and who looked (B05).

use jiff::SignedDuration;
use school::people::Role;

use crate::support::actor::link_in;
use crate::support::{Actor, Engine, Page, TestSchool, story};

const ANNE: &str = "anne@ecole.example";
const EVE: &str = "eve@exemple.fr";

const fn days(number: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * number)
}

async fn officer(school: &TestSchool) -> Actor {
    school.staff("Anne Fischer", ANNE, Role::PrivacyOfficer).await
}

/// Eve writes through the contact page, and confirms her address.
async fn writes(school: &TestSchool, kind: &str, reported: &str) -> Page {
    let mut eve = school.visitor();
    let form =
        [("kind", kind), ("name", "Ève Roth"), ("email", EVE), ("reported", reported), ("text", "Voici pourquoi.")];
    eve.submit("/contact", &form).await.assert_says("Votre message est reçu");
    school.work().await;
    let path = link_in(&school.letter_to(EVE));
    eve.get(&path).await.assert_says("Confirmez votre demande");
    eve.submit(&path, &[]).await
}

async fn first_case(anne: &mut Actor) -> String {
    anne.get("/equipe/confidentialite").await.attributes("main tbody a", "href").remove(0)
}

story! {
    async fn p49_anyone_can_ask_without_an_account_and_is_answered(school: TestSchool) {
        let page = school.visitor().get("/contact").await;
        page.assert_says("12 rue Paul Dopff, 67100 Strasbourg");
        page.assert_says("CNIL");
        let wrong = school.visitor().post("/contact", &[("kind", "access"), ("text", "Bonjour")]).await;
        wrong.assert_status(422);
        assert_eq!(wrong.texts("textarea"), ["Bonjour"], "what was typed is kept");
        writes(&school, "access", "").await.assert_says("Votre adresse est confirmée");
        let mut anne = officer(&school).await;
        anne.get("/equipe/confidentialite").await.assert_says("sans compte, adresse confirmée");
        let case = first_case(&mut anne).await;
        let page = anne.get(&case).await;
        for words in ["Ève Roth", EVE, "Voici pourquoi.", "23 décembre 2026", "Cet accès est consigné"] {
            page.assert_says(words);
        }
        assert!(page.texts("textarea#text")[0].contains("aucun compte ne la porte"), "a draft from the engine, to decide upon");
        let silent = anne.post(&case, &[("act", "answer"), ("text", "Réponse")]).await;
        silent.assert_status(422);
        silent.assert_says("Choisissez une issue.");
        let form = [("act", "answer"), ("outcome", "granted"), ("text", "Nous ne gardons rien de vous.")];
        anne.submit(&case, &form).await.assert_says("La réponse est partie.");
        school.work().await;
        let letter = school.letter_to(EVE);
        assert_eq!(letter.subject, "Notre réponse à votre demande");
        assert!(letter.text.contains("Nous ne gardons rien de vous.") && letter.text.contains("CNIL"), "{}", letter.text);
        anne.get("/equipe/confidentialite").await.assert_says("Aucune demande n'attend");
        let again = anne.post(&case, &form).await;
        again.assert_status(422);
        again.assert_says("a déjà reçu sa réponse");
        school.pass(days(731));
        school.sweep().await;
        assert_eq!(school.rows("requests").await, 0, "gone two years after the last contact");
    }
}

story! {
    async fn p30_the_queue_does_not_exist_for_any_other_role(school: TestSchool) {
        writes(&school, "other", "").await;
        for (email, role) in [
            ("t@ecole.example", Role::Teacher),
            ("p@ecole.example", Role::Partner),
            ("c@ecole.example", Role::Accountant),
            ("s@ecole.example", Role::Support),
            ("a@ecole.example", Role::Admin),
        ] {
            let mut person = school.staff("Quelqu'un", email, role).await;
            person.get("/equipe/confidentialite").await.assert_status(404);
        }
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.get("/equipe/confidentialite").await.assert_status(404);
        let anonymous = school.visitor().get("/equipe/confidentialite").await;
        anonymous.assert_leads_to("/connexion?retour=/equipe/confidentialite");
    }
}

story! {
    async fn p47_a_report_freezes_at_once_a_person_decides_and_deletion_leaves_a_receipt(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let choice = [("act", "give"), ("topic", "newsletter"), ("version", "1"), ("language", "fr")];
        ada.submit("/profil/preferences", &choice).await.assert_status(200);
        writes(&school, "minor", "ada@exemple.fr").await;
        let page = ada.get("/mes-donnees").await;
        page.assert_says("Gelé.");
        let mut anne = officer(&school).await;
        let case = first_case(&mut anne).await;
        let form = [("act", "erase"), ("text", "Ce compte était celui d'une mineure.")];
        anne.submit(&case, &form).await.assert_says("Le compte est effacé.");
        ada.get("/espace").await.assert_leads_to("/connexion?retour=/espace");
        school.work().await;
        let letter = school.letter_to(EVE);
        assert!(letter.text.contains("/recus/"), "{}", letter.text);
        assert_eq!(school.rows("people").await, 1, "only the officer is left");
        assert_eq!(school.rows("suppressions").await, 1, "what was agreed to is withdrawn with the account");
        assert!(school.journal_details("erasure.done").await[0].contains("17(1)(f)"), "on the ground that it was a child");
    }
}

story! {
    async fn p47_an_unfounded_report_ends_with_notice_before_the_freeze_is_lifted(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        writes(&school, "minor", "ada@exemple.fr").await;
        let mut anne = officer(&school).await;
        let case = first_case(&mut anne).await;
        let form = [("act", "unfounded"), ("text", "Cette personne est majeure.")];
        anne.submit(&case, &form).await.assert_says("La réponse est partie.");
        ada.get("/mes-donnees").await.assert_says("Gelé.");
        ada.get("/mes-donnees").await.assert_says("sera levé le 30 novembre 2026");
        school.pass(days(7) + SignedDuration::from_mins(6));
        school.lift_holds().await;
        assert!(!ada.get("/mes-donnees").await.words().contains("Gelé."));
    }
}

story! {
    async fn p50_a_term_is_paused_extended_with_notice_and_its_overrun_rings(school: TestSchool) {
        writes(&school, "erasure", "").await;
        let mut anne = officer(&school).await;
        let case = first_case(&mut anne).await;
        anne.submit(&case, &[("act", "identity"), ("text", "Deux personnes portent ce nom.")]).await;
        school.work().await;
        let letter = school.letter_to(EVE);
        assert!(letter.text.contains("Deux personnes portent ce nom.") && letter.text.contains("suspendu"));
        anne.get("/equipe/confidentialite").await.assert_says("suspendu");
        school.pass(days(10));
        anne.sign_in(ANNE).await;
        anne.submit(&case, &[("act", "identity_given")]).await.assert_says("2 janvier 2027");
        school.pass(days(20));
        anne.sign_in(ANNE).await;
        anne.submit(&case, &[("act", "extend"), ("text", "Les dossiers sont nombreux.")]).await.assert_says("5 mars 2027");
        school.work().await;
        assert_eq!(school.letter_to(EVE).subject, "Il nous faut plus de temps");
        anne.post(&case, &[("act", "extend"), ("text", "Encore.")]).await.assert_status(422);
        school.pass(days(66));
        school.remind().await;
        assert_eq!(school.letter_to(ANNE).subject, "Une demande arrive à son terme");
        school.pass(days(8));
        school.remind().await;
        assert_eq!(school.letter_to(ANNE).subject, "Une demande a dépassé son terme");
        anne.sign_in(ANNE).await;
        anne.get("/equipe/confidentialite").await.assert_says("dépassé");
    }
}

story! {
    async fn p50_a_term_is_not_extended_once_the_first_month_is_over(school: TestSchool) {
        writes(&school, "erasure", "").await;
        let mut anne = officer(&school).await;
        let case = first_case(&mut anne).await;
        school.pass(days(32));
        anne.sign_in(ANNE).await;
        anne.post(&case, &[("act", "extend"), ("text", "Les dossiers sont nombreux.")]).await.assert_status(422);
        school.work().await;
        assert!(school.letters().iter().all(|letter| letter.subject != "Il nous faut plus de temps"));
    }
}

story! {
    async fn b05_a_person_sees_every_look_at_their_record_with_role_reason_and_date(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let wish = [("wish", "correct"), ("category", "learning"), ("text", "Mon évaluation compte double.")];
        ada.submit("/mes-donnees/corriger", &wish).await;
        ada.get("/mes-donnees").await.assert_says("Personne de l'école n'a ouvert cette partie de votre dossier.");
        let mut anne = officer(&school).await;
        let case = first_case(&mut anne).await;
        anne.get(&case).await.assert_says("Ada Keller");
        let page = ada.get("/mes-donnees/categorie/identity").await;
        page.assert_says("le délégué à la protection des données, le 23 novembre 2026 à 20:00.");
        page.assert_says("Pour répondre à votre demande.");
    }
}
