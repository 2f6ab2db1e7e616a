//! Disclosures to authorities (P18, P26): two people, what is asked and no more, and the person told when the law allows.

use jiff::SignedDuration;
use school::people::Role;

use crate::copy::copy;
use crate::support::{Actor, Engine, Page, TestSchool, story};

const PAGE: &str = "/equipe/confidentialite/communications";
const ADA: &str = "ada@exemple.fr";

async fn officer(school: &TestSchool) -> Actor {
    school.staff("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer).await
}

/// The form, right but for what a test changes in it; an empty box is not sent by a browser.
async fn enters(anne: &mut Actor, changes: &[(&str, &str)]) -> Page {
    let right = [
        ("authority", "Tribunal judiciaire de Strasbourg"),
        ("basis", "court_order"),
        ("reference", "26/1234, art. 60-1 CPP"),
        ("received_on", "2026-11-23"),
        ("query", ADA),
        ("since_on", "2026-11-01"),
        ("until_on", "2026-11-30"),
        ("with_identity", ""),
        ("is_secret", ""),
    ];
    let changed = right
        .map(|(name, value)| (name, changes.iter().find(|(one, _)| *one == name).map_or(value, |(_, other)| *other)));
    let sent: Vec<_> =
        changed.into_iter().filter(|(name, value)| !name.contains("is_s") || !value.is_empty()).collect();
    anne.submit(PAGE, &sent).await
}

async fn first(anne: &mut Actor) -> String {
    anne.get(PAGE).await.attributes("td form", "action").remove(0)
}

story! {
    async fn p26_nothing_is_handed_over_without_a_legal_reference_and_a_second_person(school: TestSchool) {
        let mut anne = officer(&school).await;
        let mut ada = school.learner("Ada Keller", ADA).await;
        for field in ["authority", "basis", "reference", "received_on", "query", "since_on"] {
            let refused = enters(&mut anne, &[(field, "")]).await;
            refused.assert_status(422);
            assert_eq!(refused.attributes(".error-summary a", "href"), [format!("#{field}")]);
        }
        let refused = enters(&mut anne, &[("until_on", "2026-10-30"), ("query", "Ada")]).await;
        assert_eq!(refused.attributes(".error-summary a", "href"), ["#query", "#until_on"]);
        assert_eq!(refused.attributes("#authority", "value"), ["Tribunal judiciaire de Strasbourg"]);
        assert_eq!(school.rows("disclosures").await, 0);
        enters(&mut anne, &[]).await.assert_says("attend une seconde personne");
        let order = first(&mut anne).await;
        anne.post(&format!("{order}/extrait.csv"), &[]).await.assert_says("Rien n'est remis sans l'accord");
        anne.post(&order, &[("act", "approve")]).await.assert_says("une autre personne doit l'approuver");
        assert!(school.approve_alone().await.is_err(), "the database itself refuses one person alone");
        ada.get(PAGE).await.assert_status(404);
        let mut marc = school.staff("Marc Weber", "marc@ecole.example", Role::Admin).await;
        let page = marc.get(PAGE).await;
        assert!(!page.html().contains(ADA), "an administrator approves without a name");
        marc.post(&format!("{order}/extrait.csv"), &[]).await.assert_status(404);
        marc.submit(&order, &[("act", "approve")]).await.assert_says("Demande approuvée.");
        marc.post(&order, &[("act", "refuse")]).await.assert_says("déjà été examinée");
        let file = anne.post(&format!("{order}/extrait.csv"), &[]).await;
        file.assert_status(200);
        assert!(school.journal_details("disclosure.extracted").await[0].contains("sha256"));
        for kind in ["disclosure.entered", "disclosure.approved"] {
            assert_eq!(school.journal_details(kind).await.len(), 1, "{kind}");
        }
        school.visitor().get("/engagements").await.assert_says("Une communication à une autorité à ce jour");
        let report = String::from_utf8(copy(&mut ada).await["mes-donnees.html"].clone()).expect("UTF-8");
        assert!(report.contains("Tribunal judiciaire de Strasbourg"), "the person is told who received their data");
        ada.get("/mes-donnees").await.assert_says("Pour répondre à une autorité que la loi habilite.");
    }
}

story! {
    async fn p18_the_extract_holds_what_is_asked_for_and_nothing_besides(school: TestSchool) {
        let mut anne = officer(&school).await;
        let mut bob = school.visitor();
        bob.network = "198.51.100.9".to_owned();
        bob.sign_up("Bob Martin", "bob@exemple.fr").await;
        school.work().await;
        bob.confirm_from(&school.letter_to("bob@exemple.fr")).await;
        bob.sign_in("bob@exemple.fr").await;
        school.learner("Ada Keller", ADA).await;
        let mut marc = school.staff("Marc Weber", "marc@ecole.example", Role::Admin).await;
        enters(&mut anne, &[("query", "198.51.100.9"), ("with_identity", "yes")]).await.assert_says("depuis un réseau");
        let order = first(&mut anne).await;
        marc.submit(&order, &[("act", "approve")]).await.assert_status(200);
        let csv = anne.post(&format!("{order}/extrait.csv"), &[]).await.html();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "at,account,outcome,address,device,browser,system,name,email");
        assert!(lines.len() == 2 && lines[1].contains("198.51.100.9") && lines[1].ends_with("Bob Martin,bob@exemple.fr"));
        assert!(!csv.contains("203.0.113.7"), "nobody else's sign-ins");
        school.pass(SignedDuration::from_secs(1));
        enters(&mut anne, &[]).await.assert_status(200);
        let order = first(&mut anne).await;
        marc.submit(&order, &[("act", "approve")]).await.assert_status(200);
        let csv = anne.post(&format!("{order}/extrait.csv"), &[]).await.html();
        assert_eq!(csv.lines().next(), Some("at,account,outcome,address,device,browser,system"));
        assert!(csv.lines().count() > 1 && !csv.contains("Ada Keller") && !csv.contains(ADA), "names were not asked for: {csv}");
        school.pass(SignedDuration::from_secs(1));
        enters(&mut anne, &[("until_on", "2026-11-22")]).await.assert_status(200);
        let order = first(&mut anne).await;
        marc.submit(&order, &[("act", "approve")]).await.assert_status(200);
        let csv = anne.post(&format!("{order}/extrait.csv"), &[]).await.html();
        assert_eq!(csv.lines().count(), 1, "nothing outside the days asked for: {csv}");
    }
}

story! {
    async fn p18_what_is_asked_for_is_preserved_past_its_term_until_the_hold_is_lifted(school: TestSchool) {
        let mut anne = officer(&school).await;
        school.learner("Ada Keller", ADA).await;
        school.learner("Bob Martin", "bob@exemple.fr").await;
        enters(&mut anne, &[]).await.assert_says("Les données visées sont préservées");
        let others = "SELECT COUNT(*) FROM holds WHERE category IS NULL OR category <> 'connection'";
        assert_eq!(school.count(others).await, 0, "connection data, and nothing besides");
        let before = school.rows("connections").await;
        school.pass(SignedDuration::from_hours(24 * 400));
        school.sweep().await;
        assert_eq!(school.rows("connections").await, 1, "Ada's alone stays, of {before}");
        anne.sign_in("anne@ecole.example").await;
        let order = first(&mut anne).await;
        anne.submit(&order, &[("act", "lift")]).await.assert_says("Les durées courent de nouveau.");
        school.sweep().await;
        assert_eq!(school.rows("connections").await, 1, "only today's own");
    }
}

story! {
    async fn p18_p26_a_request_that_the_second_person_refuses_preserves_nothing(school: TestSchool) {
        let mut anne = officer(&school).await;
        school.learner("Ada Keller", ADA).await;
        let mut marc = school.staff("Marc Weber", "marc@ecole.example", Role::Admin).await;
        enters(&mut anne, &[]).await.assert_status(200);
        let order = first(&mut anne).await;
        marc.submit(&order, &[("act", "refuse")]).await.assert_status(200);
        anne.post(&format!("{order}/extrait.csv"), &[]).await.assert_says("Rien n'est remis sans l'accord");
        school.pass(SignedDuration::from_hours(24 * 400));
        school.sweep().await;
        assert_eq!(school.rows("connections").await, 0, "nobody is held back any more");
    }
}

story! {
    async fn p26_what_the_law_keeps_secret_is_told_to_nobody_until_the_secret_is_lifted(school: TestSchool) {
        let mut anne = officer(&school).await;
        let mut marc = school.staff("Marc Weber", "marc@ecole.example", Role::Admin).await;
        let mut ada = school.learner("Ada Keller", ADA).await;
        enters(&mut anne, &[("is_secret", "yes")]).await.assert_says("secret");
        let order = first(&mut anne).await;
        marc.submit(&order, &[("act", "approve")]).await.assert_status(200);
        anne.post(&format!("{order}/extrait.csv"), &[]).await.assert_status(200);
        let told = |files: std::collections::BTreeMap<String, Vec<u8>>| {
            ["html", "json"].iter().any(|kind| {
                let file = String::from_utf8_lossy(&files[&format!("mes-donnees.{kind}")]).into_owned();
                ["Tribunal", "26/1234", "Pour répondre à une autorité", "legal_hold"].iter().any(|words| file.contains(words))
            })
        };
        assert!(!told(copy(&mut ada).await), "neither the disclosure, nor the look, nor the hold");
        let page = ada.get("/mes-donnees/effacer").await;
        assert!(!page.words().contains("juridique") && !page.words().contains("justice"), "{}", page.words());
        anne.submit(&order, &[("act", "reveal")]).await.assert_says("le lisent désormais");
        assert!(told(copy(&mut ada).await));
    }
}
