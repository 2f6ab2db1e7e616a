//! Appeals (P43, decision 10): a person looks at what a machine marked, and decides.

use school::people::Role;

use crate::copy::copy;
use crate::support::{Actor, Engine, TestSchool, story};

const ADA: &str = "ada@exemple.fr";

/// Ada hands an empty assessment in; the address of her attempt.
async fn fails(school: &TestSchool, ada: &mut Actor) -> String {
    let programme = school.import("piloter-sa-tresorerie").await;
    ada.submit(&format!("/programmes/{}/inscription", programme.slug), &[]).await.assert_status(200);
    let assessment = |module: &coursework::Module| {
        let found = module.resources.iter().find(|one| matches!(one.body, coursework::ResourceBody::Assessment(_)));
        found.map(|one| format!("/apprendre/{}/{}/{}", programme.slug, module.slug, one.slug))
    };
    let path = programme.modules.iter().find_map(assessment).expect("an assessment");
    let attempt = ada.post(&format!("{path}/tentatives"), &[]).await.location.expect("an attempt");
    ada.submit(&attempt, &[("revision", "0")]).await.assert_says("Une personne peut relire");
    attempt
}

story! {
    async fn p43_a_failed_assessment_goes_to_a_person_who_may_decide_that_it_is_passed(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let attempt = fails(&school, &mut ada).await;
        let why = [("text", "Ma réponse était juste.")];
        ada.submit(&format!("{attempt}/relecture"), &why).await.assert_says("Relecture demandée le 23 novembre 2026");
        ada.submit(&format!("{attempt}/relecture"), &why).await.assert_status(200);
        assert_eq!(school.rows("appeals").await, 1, "once");
        let mut bob = school.learner("Bob Martin", "bob@exemple.fr").await;
        bob.post(&format!("{attempt}/relecture"), &[]).await.assert_status(404);
        bob.get("/equipe/enseignement").await.assert_status(404);
        let mut rosa = school.staff("Rosa Klein", "rosa@ecole.example", Role::Teacher).await;
        let queue = rosa.get("/equipe/enseignement").await;
        assert!(!queue.html().contains("Ada"), "the queue names nobody");
        let case = queue.attributes("tbody a", "href").remove(0);
        let page = rosa.get(&case).await;
        page.assert_says("Relecture pour Ada Keller");
        page.assert_says("Ma réponse était juste.");
        let silent = rosa.post(&case, &[("text", "Vous avez raison.")]).await;
        silent.assert_status(422);
        assert_eq!(silent.texts("textarea#text"), ["Vous avez raison."], "what was typed is kept");
        let decision = [("decision", "granted"), ("text", "Vous avez raison, la question était ambiguë.")];
        rosa.submit(&case, &decision).await.assert_says("Décision prise.");
        rosa.post(&case, &decision).await.assert_says("déjà décidée");
        school.work().await;
        assert_eq!(school.letter_to(ADA).subject, "Une personne a relu votre évaluation");
        let page = ada.get(&attempt).await;
        page.assert_says("l'évaluation est réussie");
        page.assert_says("la question était ambiguë");
        assert_eq!(school.passed_attempts().await, 1, "it counts as passed everywhere");
        ada.get("/mes-donnees").await.assert_says("Pour relire une évaluation à votre demande.");
        let report = String::from_utf8(copy(&mut ada).await["mes-donnees.html"].clone()).expect("UTF-8");
        assert!(report.contains("Ma réponse était juste."), "her copy has it");
    }
}

story! {
    async fn p43_a_confirmed_result_says_why_and_changes_nothing_else(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let attempt = fails(&school, &mut ada).await;
        ada.submit(&format!("{attempt}/relecture"), &[("text", "")]).await.assert_status(200);
        let mut rosa = school.staff("Rosa Klein", "rosa@ecole.example", Role::Teacher).await;
        let case = rosa.get("/equipe/enseignement").await.attributes("tbody a", "href").remove(0);
        ada.submit("/mes-donnees/geler", &[("category", "learning"), ("ground", "a")]).await.assert_status(200);
        rosa.visit(&case).await.assert_says("Cet apprenant a gelé ses données");
        ada.submit("/mes-donnees/geler/fin", &[("category", "learning")]).await.assert_status(200);
        let decision = [("decision", "confirmed"), ("text", "Vos réponses étaient vides.")];
        rosa.submit(&case, &decision).await.assert_says("Rien à relire");
        let page = ada.get(&attempt).await;
        page.assert_says("le résultat est confirmé");
        page.assert_says("Vos réponses étaient vides.");
        assert_eq!(school.passed_attempts().await, 0);
        let stored = school.stored_bytes();
        let needle = "réponses étaient vides".as_bytes();
        assert!(!stored.windows(needle.len()).any(|window| window == needle), "sealed like every answer");
    }
}
