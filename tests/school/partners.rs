//! Partner experts (P25, decision 9): nothing before their standards were checked, their modules only, pseudonyms, no small groups.

use jiff::SignedDuration;
use school::people::{self, Email, FullName, Role};

use crate::support::{Actor, Engine, TestSchool, story};

const DESK: &str = "/equipe/partenaire";
const REGISTER: &str = "/equipe/confidentialite/partenaires";

/// So many learners who enrolled in the programme.
async fn crowd(school: &TestSchool, count: usize) {
    let enrolled = school.opened.school.write(move |transaction, vault, moment| {
        for number in 0..count {
            let name = FullName::parse(&format!("Personne Secrète{number}")).expect("a name");
            let email = Email::parse(&format!("personne{number}@exemple.fr")).expect("an address");
            let (person, _) = people::add(transaction, vault, moment, (name, email, Role::Learner), 1)?;
            school::learning::enrol(transaction, vault, moment, person, "piloter-sa-tresorerie")?;
        }
        Ok(())
    });
    enrolled.await.expect("the learners are enrolled");
}

async fn records(anne: &mut Actor, reference: &str, review_on: &str) -> crate::support::Page {
    let person = anne.get(REGISTER).await.attributes("#person option", "value").remove(0);
    let form = [
        ("act", "check"),
        ("slug", "marc-weber"),
        ("person", &*person),
        ("reference", reference),
        ("review_on", review_on),
    ];
    let page = anne.post(REGISTER, &form).await;
    match page.location.clone() {
        Some(next) => anne.visit(&next).await,
        None => page,
    }
}

story! {
    async fn p25_a_partner_sees_their_modules_under_pseudonyms_once_their_standards_were_checked(school: TestSchool) {
        school.import("piloter-sa-tresorerie").await;
        let mut marc = school.staff("Marc Weber", "marc@ecole.example", Role::Partner).await;
        let mut anne = school.staff("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer).await;
        crowd(&school, 10).await;
        marc.get(DESK).await.assert_leads_to("/equipe/acces?retour=/equipe/partenaire");
        marc.visit(DESK).await.assert_says("Le délégué à la protection des données doit d'abord les vérifier");
        let vague = records(&mut anne, " ", "2029-01-01").await;
        vague.assert_status(422);
        assert_eq!(vague.attributes(".error-summary a", "href"), ["#reference", "#review_on"]);
        assert_eq!(vague.attributes("#review_on", "value"), ["2029-01-01"]);
        records(&mut anne, "Contrat du 3 mai 2026, annexe 2", "2027-05-03").await.assert_says("La vérification est consignée.");
        let list = marc.get(DESK).await;
        assert_eq!(list.texts("tbody tr").len(), 1, "their module alone: {}", list.words());
        assert_eq!(list.texts("tbody td").last().map(String::as_str), Some("10"));
        let module = list.attributes("tbody a", "href").remove(0);
        let page = marc.get(&module).await;
        assert!(!page.html().contains("Secrète"), "no name");
        assert!(!page.html().contains("@exemple.fr"), "no address");
        let pseudonyms = page.texts("tbody th");
        assert_eq!(pseudonyms.len(), 10);
        assert!(pseudonyms.iter().all(|name| name.starts_with("Apprenant ") && name.chars().count() == 15), "{pseudonyms:?}");
        assert_eq!(marc.get(&module).await.texts("tbody th"), pseudonyms, "the same from day to day");
        assert_eq!(school.count("SELECT COUNT(*) FROM journal_entries WHERE kind = 'record.opened'").await, 10, "each look is journalled, once a day");
        for elsewhere in ["/equipe/enseignement/suivi", "/equipe/assistance", "/equipe/comptabilite"] {
            marc.get(elsewhere).await.assert_status(404);
        }
        marc.get(&format!("{DESK}/0198f000-0000-7000-8000-000000000000")).await.assert_status(404);
        school.pass(SignedDuration::from_hours(24 * 365));
        marc.sign_in("marc@ecole.example").await;
        marc.get(DESK).await.assert_leads_to("/equipe/acces?retour=/equipe/partenaire");
    }
}

story! {
    async fn p25_a_name_is_shown_where_its_learner_chose_so_and_no_longer(school: TestSchool) {
        school.import("piloter-sa-tresorerie").await;
        let mut marc = school.staff("Marc Weber", "marc@ecole.example", Role::Partner).await;
        let mut anne = school.staff("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer).await;
        records(&mut anne, "Contrat", "2027-05-03").await;
        crowd(&school, 9).await;
        let module = marc.get(DESK).await.attributes("tbody a", "href").remove(0);
        marc.get(DESK).await.assert_says("moins de 10");
        marc.get(&module).await.assert_says("un chiffre pourrait désigner quelqu'un");
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.submit("/programmes/piloter-sa-tresorerie/inscription", &[]).await.assert_status(200);
        assert!(!marc.get(&module).await.html().contains("Ada Keller"), "nobody's name unless they choose so");
        ada.submit("/profil/preferences", &[("act", "show_name")]).await.assert_says("Votre nom est montré");
        assert!(marc.get(&module).await.texts("tbody th").contains(&"Ada Keller".to_owned()));
        ada.get("/mes-donnees").await.assert_says("Pour suivre l'avancement dans son module.");
        ada.submit("/profil/preferences", &[("act", "hide_name")]).await.assert_says("Montrer mon nom");
        assert!(!marc.get(&module).await.html().contains("Ada Keller"));
        ada.submit("/mes-donnees/geler", &[("category", "learning"), ("ground", "a")]).await.assert_status(200);
        marc.get(&module).await.assert_says("un chiffre pourrait désigner quelqu'un");
    }
}

story! {
    async fn p30_the_accountant_has_a_room_of_their_own_and_sees_nothing_else(school: TestSchool) {
        let mut sophie = school.staff("Sophie Klein", "sophie@ecole.example", Role::Accountant).await;
        sophie.get("/equipe/comptabilite").await.assert_says("Rien à comptabiliser");
        assert_eq!(sophie.get("/equipe/comptabilite").await.attributes(".rooms a", "href"), ["/equipe/comptabilite", "/equipe/acces"]);
        for elsewhere in ["/equipe/enseignement", "/equipe/partenaire", "/equipe/assistance", "/equipe/administration"] {
            sophie.get(elsewhere).await.assert_status(404);
        }
    }
}
