//! « Mes données » (P02, P34, B05).

use crate::journey::enrolled;
use crate::support::{Engine, TestSchool, story};

story! {
    async fn p02_a_person_sees_everything_held_why_until_when_and_who_saw_it(school: TestSchool) {
        let (mut ada, _) = enrolled(&school).await;
        ada.submit("/profil", &[("name", "Ada Keller"), ("phone", "+33 6 12 34 56 78")]).await;
        let page = ada.get("/mes-donnees").await;
        page.assert_status(200);
        let titles = page.texts("main section h2");
        let categories = ["Identité et coordonnées", "Progression pédagogique", "Données de connexion"];
        assert_eq!(titles[..3], categories);
        assert_eq!(titles.len(), 5, "{titles:?}");
        for words in ["Ada Keller", "ada@exemple.fr", "+33 6 12 34 56 78", "203.0.113.7", "Firefox", "Piloter sa trésorerie"] {
            page.assert_says(words);
        }
        page.assert_says("Ouvrir et gérer votre compte (contrat)");
        page.assert_says("1 an après la fermeture de votre compte. Si vous le fermiez aujourd'hui : jusqu'au 23 novembre 2027.");
        page.assert_says("12 mois après chaque événement. Le plus ancien sera effacé le 23 novembre 2027.");
        page.assert_says("Personne de l'école n'a ouvert cette partie de votre dossier.");
        assert_eq!(school.visitor().get("/mes-donnees").await.location.as_deref(), Some("/connexion?retour=/mes-donnees"));
    }
}

story! {
    async fn p02_each_category_can_be_seen_whole_and_shows_nobody_elses(school: TestSchool) {
        let (mut ada, _) = enrolled(&school).await;
        let mut bob = school.learner("Bob Martin", "bob@exemple.fr").await;
        for _ in 0..4 {
            bob.sign_in("bob@exemple.fr").await;
        }
        let connections = bob.get("/mes-donnees/categorie/connection").await;
        assert_eq!(connections.texts("table tbody tr").len() % 5, 0, "five sessions, five connections");
        assert!(!connections.words().contains("Ada"));
        bob.get("/mes-donnees/categorie/learning").await.assert_says("Nous ne gardons rien de vous");
        ada.get("/mes-donnees/categorie/learning").await.assert_says("Piloter sa trésorerie");
        ada.get("/mes-donnees/categorie/inconnue").await.assert_status(404);
    }
}
