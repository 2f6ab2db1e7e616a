//! Cohorts, and how the teaching team follows learners (P30, P31, B05): at a glance, who needs help and why, one path for a reason.

use jiff::SignedDuration;
use school::people::Role;

use crate::support::{Actor, Engine, Page, TestSchool, story};

const FOLLOWING: &str = "/equipe/enseignement/suivi";
const TREASURY: &str = "/equipe/enseignement/suivi/piloter-sa-tresorerie";

async fn teacher(school: &TestSchool) -> Actor {
    school.import("piloter-sa-tresorerie").await;
    school.staff("Hélène Muller", "helene@ecole.example", Role::Teacher).await
}

/// Makes a cohort; gives the address where it is managed, and the one by which people join.
async fn makes_cohort(teacher: &mut Actor, name: &str) -> (String, String) {
    let form = [("programme", "piloter-sa-tresorerie"), ("name", name), ("begins_on", "2026-12-01")];
    let made = teacher.post(FOLLOWING, &form).await;
    let manage = made.location.expect("the cohort's page").split('?').next().unwrap_or_default().to_owned();
    let link = teacher.get(&manage).await.text("main code").expect("the link");
    let path = link.splitn(4, '/').nth(3).map(|path| format!("/{path}")).expect("a path");
    (manage, path)
}

fn glance_of(manage: &str) -> String {
    format!("{TREASURY}?promotion={}", manage.rsplit('/').next().expect("an identifier"))
}

fn row(page: &Page, name: &str) -> String {
    let rows = page.texts("table[data-sortable] tbody tr");
    rows.into_iter().find(|row| row.contains(name)).unwrap_or_else(|| panic!("{name} is not listed: {}", page.words()))
}

story! {
    async fn p30_a_cohort_fills_by_link_and_by_list_and_the_team_sees_who_needs_help(school: TestSchool) {
        let mut helene = teacher(&school).await;
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        school.learner("Ben Weber", "ben@exemple.fr").await;
        let refused = helene.post(FOLLOWING, &[("programme", "piloter-sa-tresorerie"), ("name", ""), ("begins_on", "demain")]).await;
        refused.assert_status(422);
        assert_eq!(refused.attributes(".error-summary a", "href"), ["#name", "#begins_on"]);
        assert_eq!(refused.attributes("#begins_on", "value"), ["demain"]);
        let (manage, link) = makes_cohort(&mut helene, "Décembre 2026").await;
        school.visitor().get(&link).await.assert_leads_to(&format!("/connexion?retour={link}"));
        ada.get("/promotions/AAAA").await.assert_status(404);
        ada.get(&link).await.assert_says("Piloter sa trésorerie");
        ada.submit(&link, &[]).await.assert_says("Vous êtes inscrit.");
        ada.get(&link).await.assert_says("Vous en faites déjà partie.");
        let list = "Nom;Courriel\nBen;BEN@exemple.fr\nCléo;cleo@exemple.fr\nBen;ben@exemple.fr\n";
        helene.submit(&manage, &[("act", "list"), ("addresses", list)]).await.assert_says("La liste est prise en compte.");
        assert_eq!(school.rows("cohort_members").await, 2, "those who have an account are in");
        assert_eq!(school.rows("expected_members").await, 1);
        let stored = school.stored_bytes();
        assert!(!stored.windows(16).any(|bytes| bytes == b"cleo@exemple.fr\n" || bytes.starts_with(b"cleo@exemple.fr")), "nothing readable");
        school.learner("Cléo Martin", "cleo@exemple.fr").await;
        assert_eq!((school.rows("cohort_members").await, school.rows("expected_members").await), (3, 0));
        school.work().await;
        assert!(school.letters().iter().any(|letter| letter.to == "ben@exemple.fr" && letter.text.contains("avec votre promotion")));
        let page = helene.get(&glance_of(&manage)).await;
        page.assert_says("Cet accès est consigné");
        assert_eq!(page.texts(".figures dd"), ["3", "0", "0"]);
        assert_eq!(page.texts(".bars li").len(), page.texts(".chart tbody tr").len() - 12, "a bar for each line of the table");
        assert!(!row(&page, "Ada Keller").contains("absent"));
        school.pass(SignedDuration::from_hours(15 * 24));
        helene.sign_in("helene@ecole.example").await;
        let page = helene.get(&glance_of(&manage)).await;
        assert!(row(&page, "Ben Weber").contains("absent depuis 15 jours"));
        ada.sign_in("ada@exemple.fr").await;
        ada.submit("/messages", &[("desk", "teaching"), ("subject", "Une question"), ("text", "Comment faire ?")]).await;
        let page = helene.get(&glance_of(&manage)).await;
        assert!(row(&page, "Ada Keller").contains("attend une réponse"));
        assert!(page.texts("table[data-sortable] tbody tr")[0].contains("Ada Keller"), "who needs most stands first");
        let sheet = helene.get(&format!("{TREASURY}/apprenants.csv?promotion={}", manage.rsplit('/').next().expect("an identifier"))).await;
        assert!(sheet.html().lines().any(|line| line.starts_with("Ada Keller,0,")), "{}", sheet.html());
        ada.get("/mes-donnees").await.assert_says("Pour suivre votre promotion ou votre programme.");
    }
}

story! {
    async fn p31_listing_learners_is_journalled_once_a_day_for_each_of_them(school: TestSchool) {
        let mut helene = teacher(&school).await;
        let mut rosa = school.staff("Rosa Klein", "rosa@ecole.example", Role::Teacher).await;
        for (name, email) in [("Ada Keller", "ada@exemple.fr"), ("Ben Weber", "ben@exemple.fr")] {
            let mut learner = school.learner(name, email).await;
            learner.submit("/programmes/piloter-sa-tresorerie/inscription", &[]).await.assert_status(200);
        }
        let looks = "SELECT COUNT(*) FROM journal_entries WHERE kind = 'record.opened' AND detail LIKE '%cohort%'";
        helene.get(TREASURY).await.assert_status(200);
        helene.get(TREASURY).await.assert_status(200);
        assert_eq!(school.count(looks).await, 2);
        rosa.get(TREASURY).await.assert_status(200);
        assert_eq!(school.count(looks).await, 4, "each of the team for themselves");
        school.pass(SignedDuration::from_hours(24));
        helene.sign_in("helene@ecole.example").await;
        helene.get(TREASURY).await.assert_status(200);
        assert_eq!(school.count(looks).await, 6, "another day is another look");
    }
}

story! {
    async fn b05_a_path_opens_for_a_reason_that_its_learner_reads(school: TestSchool) {
        let mut helene = teacher(&school).await;
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.submit("/programmes/piloter-sa-tresorerie/inscription", &[]).await.assert_status(200);
        let path = helene.get(TREASURY).await.attributes("table[data-sortable] tbody a", "href").remove(0);
        let asked = helene.get(&path).await;
        asked.assert_says("Pourquoi ouvrez-vous ce parcours ?");
        assert!(!asked.html().contains("Ada"), "nothing is shown before");
        let unsaid = helene.post(&path, &[]).await;
        unsaid.assert_status(422);
        unsaid.assert_says("Choisissez une raison.");
        let opened = helene.submit(&path, &[("reason", "path-meeting")]).await;
        opened.assert_says("Ada Keller");
        opened.assert_says("Cet accès est consigné.");
        assert!(opened.texts("tbody tr").len() > 5, "her resources: {}", opened.words());
        helene.get(&path).await.assert_says("Ada Keller");
        ada.get("/mes-donnees").await.assert_says("Pour préparer un entretien avec vous.");
        school.pass(SignedDuration::from_hours(24));
        helene.sign_in("helene@ecole.example").await;
        helene.get(&path).await.assert_says("Pourquoi ouvrez-vous ce parcours ?");
        let mut other = school.staff("Rosa Klein", "rosa@ecole.example", Role::Teacher).await;
        other.get(&path).await.assert_says("Pourquoi ouvrez-vous ce parcours ?");
    }
}

story! {
    async fn p40_whoever_froze_their_learning_is_neither_counted_nor_listed_nor_opened(school: TestSchool) {
        let mut helene = teacher(&school).await;
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.submit("/programmes/piloter-sa-tresorerie/inscription", &[]).await.assert_status(200);
        let path = helene.get(TREASURY).await.attributes("table[data-sortable] tbody a", "href").remove(0);
        helene.submit(&path, &[("reason", "path-late")]).await.assert_says("Ada Keller");
        ada.submit("/mes-donnees/geler", &[("category", "learning"), ("ground", "a")]).await.assert_status(200);
        let page = helene.get(TREASURY).await;
        assert!(!page.html().contains("Ada"), "she is not listed");
        page.assert_says("Une personne a gelé sa progression");
        assert_eq!(page.texts(".figures dd"), ["0", "0", "0"]);
        helene.visit(&path).await.assert_says("elle ne s'ouvre pas");
    }
}

story! {
    async fn the_day_that_a_learner_chose_goes_before_the_cohorts(school: TestSchool) {
        let mut helene = teacher(&school).await;
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let mut ben = school.learner("Ben Weber", "ben@exemple.fr").await;
        let (manage, link) = makes_cohort(&mut helene, "Décembre 2026").await;
        ada.submit(&link, &[]).await.assert_status(200);
        let module = helene.get(&manage).await.attributes("input[name=module]", "value").remove(0);
        let own = ada.get("/programmes/piloter-sa-tresorerie").await.attributes("form[action*=echeances]", "action").remove(0);
        ada.submit(&own, &[("due_on", "2027-03-01")]).await.assert_status(200);
        helene.post(&manage, &[("act", "day"), ("module", &module), ("due_on", "bientôt")]).await.assert_status(422);
        let set = [("act", "day"), ("module", &*module), ("due_on", "2027-01-15")];
        helene.submit(&manage, &set).await.assert_says("L'échéance est enregistrée.");
        ben.submit(&link, &[]).await.assert_status(200);
        let chosen = "SELECT COUNT(*) FROM deadlines WHERE due_on = '2027-03-01' AND chosen_by = 'learner'";
        assert_eq!(school.count(chosen).await, 1);
        let given = "SELECT COUNT(*) FROM deadlines WHERE due_on = '2027-01-15' AND chosen_by = 'cohort'";
        assert_eq!(school.count(given).await, 1, "who came later has it too");
    }
}

story! {
    async fn a_list_with_a_line_that_is_none_enrols_nobody_and_keeps_what_was_pasted(school: TestSchool) {
        let mut helene = teacher(&school).await;
        school.learner("Ben Weber", "ben@exemple.fr").await;
        let (manage, link) = makes_cohort(&mut helene, "Décembre 2026").await;
        let list = "ben@exemple.fr\nquelqu'un\n";
        let refused = helene.post(&manage, &[("act", "list"), ("addresses", list)]).await;
        refused.assert_status(422);
        refused.assert_says("Ligne 2 : quelqu'un");
        assert_eq!(refused.texts("#addresses")[0].trim(), list.trim());
        assert_eq!(school.rows("cohort_members").await, 0);
        helene.post(&manage, &[("act", "list"), ("addresses", "")]).await.assert_says("Donnez au moins une adresse");
        let mut ben = school.visitor();
        ben.sign_in("ben@exemple.fr").await;
        ben.submit(&link, &[]).await.assert_status(200);
        let person = helene.get(&glance_of(&manage)).await.attributes("td input[name=person]", "value").remove(0);
        helene.submit(&manage, &[("act", "remove"), ("person", &person)]).await.assert_says("sortie de la promotion");
        assert_eq!((school.rows("cohort_members").await, school.rows("enrolments").await), (0, 1), "he stays enrolled");
        helene.submit(&manage, &[("act", "archive")]).await.assert_says("La promotion est archivée.");
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.get(&link).await.assert_status(404);
    }
}
