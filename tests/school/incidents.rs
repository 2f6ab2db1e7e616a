//! Incidents (P33): the register, 72 clock hours, who is affected from the map, and what each is told.

use jiff::SignedDuration;
use school::people::Role;

use crate::copy::copy;
use crate::support::{Actor, Engine, Page, TestSchool, story};

const PAGE: &str = "/equipe/confidentialite/incidents";

async fn officer(school: &TestSchool) -> Actor {
    school.staff("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer).await
}

/// The form, right but for what a test changes in it. It is 20:00 in Strasbourg.
async fn enters(anne: &mut Actor, changes: &[(&str, &str)]) -> Page {
    let right = [
        ("title", "Clé USB perdue"),
        ("known_at", "2026-11-23T18:30"),
        ("nature", "confidentiality"),
        ("nature", "availability"),
        ("categories", "learning"),
        ("description", "Une clé contenant une liste a été perdue."),
        ("consequences", "Des résultats pourraient être lus."),
        ("measures", "La clé était chiffrée."),
        ("risk", "high"),
        ("accounts", ""),
    ];
    let changed = right
        .map(|(name, value)| (name, changes.iter().find(|(one, _)| *one == name).map_or(value, |(_, other)| *other)));
    anne.submit(PAGE, &changed).await
}

async fn first(anne: &mut Actor) -> String {
    anne.get(PAGE).await.attributes("tbody a", "href").remove(0)
}

story! {
    async fn p33_who_is_affected_is_found_from_the_map_and_told_once(school: TestSchool) {
        let mut anne = officer(&school).await;
        anne.get(PAGE).await.assert_says("Aucun incident");
        let programme = school.import("piloter-sa-tresorerie").await;
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let mut bob = school.learner("Bob Martin", "bob@exemple.fr").await;
        ada.submit(&format!("/programmes/{}/inscription", programme.slug), &[]).await.assert_status(200);
        for field in ["title", "known_at", "description", "consequences", "measures", "risk"] {
            let refused = enters(&mut anne, &[(field, "")]).await;
            refused.assert_status(422);
            assert_eq!(refused.attributes(".error-summary a", "href"), [format!("#{field}")]);
        }
        let refused = enters(&mut anne, &[("known_at", "2026-11-23T20:30"), ("accounts", "personne")]).await;
        assert_eq!(refused.attributes(".error-summary a", "href"), ["#known_at", "#accounts"], "tomorrow is not known");
        enters(&mut anne, &[("accounts", "eve@exemple.fr")]).await.assert_says("n'a pas de compte");
        assert_eq!(school.rows("incidents").await, 0);
        let page = enters(&mut anne, &[]).await;
        page.assert_says("une personne");
        page.assert_says("encore 70 h avant la fin des 72 heures");
        let incident = first(&mut anne).await;
        let draft = anne.get(&format!("{incident}/notification.txt")).await.html();
        for words in ["RGPD art. 33", "1 personne", "Progression pédagogique", "La clé était chiffrée.", "Strasbourg"] {
            assert!(draft.contains(words), "{words}: {draft}");
        }
        anne.submit(&incident, &[("act", "close")]).await.assert_says("ne sont pas encore averties");
        anne.submit(&incident, &[("act", "authority"), ("reference", "CNIL-26-4455")]).await.assert_says("CNIL-26-4455");
        anne.submit(&incident, &[("act", "close")]).await.assert_says("ne sont pas encore averties");
        anne.submit(&incident, &[("act", "people")]).await.assert_says("Les lettres partent.");
        anne.submit(&incident, &[("act", "people")]).await.assert_says("déjà partie");
        school.work().await;
        let letter = school.letter_to("ada@exemple.fr");
        assert_eq!(letter.subject, "Un incident a touché vos données");
        for words in ["Une clé contenant une liste", "pourraient être lus", "chiffrée", "CNIL"] {
            assert!(letter.text.contains(words), "{words}: {}", letter.text);
        }
        let told = school.letters().iter().filter(|letter| letter.subject.contains("incident")).count();
        assert_eq!(told, 1, "Bob has no learning data");
        bob.get("/mes-donnees").await.assert_status(200);
        let report = String::from_utf8(copy(&mut ada).await["mes-donnees.html"].clone()).expect("UTF-8");
        assert!(report.contains("Clé USB perdue"), "her copy says so");
        anne.submit(&incident, &[("act", "close")]).await.assert_says("Incident clos.");
        for kind in ["incident.entered", "incident.people_told", "incident.authority_told", "incident.closed"] {
            assert_eq!(school.journal_details(kind).await.len(), 1, "{kind}");
        }
        ada.get(PAGE).await.assert_status(404);
    }
}

story! {
    async fn p33_seventy_two_clock_hours_alarm_the_officer_and_a_late_notification_says_why(school: TestSchool) {
        let mut anne = officer(&school).await;
        let only = [("accounts", "anne@ecole.example"), ("risk", "risk")];
        enters(&mut anne, &only).await.assert_says("une personne");
        let incident = first(&mut anne).await;
        let subjects = |school: &TestSchool| school.letter_to("anne@ecole.example").subject;
        school.pass(SignedDuration::from_hours(45));
        school.remind_of_incidents().await;
        assert!(school.letters().is_empty(), "nothing to say yet");
        school.pass(SignedDuration::from_hours(3));
        for _ in 0..2 {
            school.remind_of_incidents().await;
        }
        assert!(subjects(&school).contains("moins d"), "{}", subjects(&school));
        school.visitor().get("/engagements").await.assert_says("Un incident au registre, 0 notification en retard.");
        school.pass(SignedDuration::from_hours(24));
        school.remind_of_incidents().await;
        assert!(subjects(&school).contains("passées"), "{}", subjects(&school));
        let alarms = school.letters().iter().filter(|letter| letter.subject.starts_with("Incident")).count();
        assert_eq!(alarms, 2, "each once");
        let proofs = school.visitor().get("/engagements").await;
        proofs.assert_says("1 notification en retard");
        assert_eq!(proofs.text("#P33 .tag").as_deref(), Some("en défaut"), "and the promise says that it fails");
        anne.sign_in("anne@ecole.example").await;
        anne.get(&incident).await.assert_says("les 72 heures sont passées depuis 1 h");
        let told = [("act", "authority"), ("reference", "CNIL-26-1")];
        let refused = anne.post(&incident, &told).await;
        refused.assert_says("dites pourquoi");
        assert_eq!(refused.attributes("#reference", "value"), ["CNIL-26-1"], "what was typed is kept");
        let told = [("act", "authority"), ("reference", "CNIL-26-1"), ("delay", "Fin de semaine sans astreinte.")];
        anne.submit(&incident, &told).await.assert_says("Fin de semaine sans astreinte.");
        school.visitor().get("/engagements").await.assert_says("0 notification en retard");
    }
}
