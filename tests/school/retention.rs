//! How long things are kept (P08, P35, P36), and the closure of an account from which most of it counts (P46).

use jiff::SignedDuration;
use vault::Category;

use crate::journey::{ada_certificate, complete_everything, enrolled};
use crate::support::actor::PASSWORD;
use crate::support::{Actor, Engine, TestSchool, story};

const ADA: &str = "ada@exemple.fr";

async fn closes_her_account(ada: &mut Actor, days: &str) -> crate::support::Page {
    ada.submit("/mes-donnees/fermeture", &[("days", days), ("current", PASSWORD)]).await
}

const fn days(number: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * number)
}

story! {
    async fn p46_an_account_can_always_be_closed_after_days_to_think_or_at_once(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let page = ada.get("/mes-donnees/fermeture").await;
        page.assert_says("Identité et coordonnées : tout sera effacé le 23 novembre 2027.");
        page.assert_says("Progression pédagogique : tout sera effacé le 23 novembre 2029.");
        let refused = ada.post("/mes-donnees/fermeture", &[("days", "0"), ("current", "autre chose")]).await;
        refused.assert_status(422);
        assert_eq!(refused.attributes("input[name=days][checked]", "value"), ["0"], "what was chosen is kept");
        closes_her_account(&mut ada, "7").await.assert_says("Votre compte sera fermé le 30 novembre 2026 à 20:00.");
        school.work().await;
        assert_eq!(school.letter_to(ADA).subject, "Votre compte sera fermé");
        ada.submit("/mes-donnees/fermeture/annulation", &[]).await.assert_says("Tout ce que nous gardons");
        school.pass(days(8));
        school.work().await;
        ada.get("/espace").await.assert_status(200);
        closes_her_account(&mut ada, "7").await;
        school.pass(days(7));
        school.work().await;
        ada.get("/espace").await.assert_leads_to("/connexion?retour=/espace");
        assert_eq!(school.letter_to(ADA).subject, "Votre compte est fermé");
        assert_eq!(ada.sign_in(ADA).await.status, 422, "nobody signs in to a closed account");
    }
}

story! {
    async fn p46_closed_at_once_the_address_is_free_again_and_nothing_links_the_two(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        closes_her_account(&mut ada, "0").await.assert_status(200);
        ada.get("/espace").await.assert_leads_to("/connexion?retour=/espace");
        school.work().await;
        assert_eq!(school.letter_to(ADA).subject, "Votre compte est fermé");
        let mut again = school.learner("Ada Keller", ADA).await;
        again.get("/espace").await.assert_status(200);
        assert_eq!(school.rows("people").await, 2);
    }
}

story! {
    async fn p35_identity_goes_a_year_after_closure_and_learning_with_its_certificates_two_years_later(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        complete_everything(&school, &mut ada, &programme).await;
        let certificate = ada_certificate(&mut ada).await.replace("/certificats/", "/verifier/");
        closes_her_account(&mut ada, "0").await;
        school.work().await;
        school.pass(days(364));
        school.sweep().await;
        assert_eq!(school.rows("people").await, 1, "a day too early");
        school.visitor().get(&certificate).await.assert_says("Ada Keller");
        school.pass(days(2));
        assert!(school.sweep().await > 0);
        assert_eq!(school.rows("people").await, 0);
        assert!(school.rows("progress").await > 0, "learning outlives the identity");
        let page = school.visitor().get(&certificate).await;
        page.assert_says("valide");
        assert!(!page.words().contains("Keller"), "verifiable, and without a name");
        school.pass(days(729));
        school.sweep().await;
        assert!(school.rows("progress").await > 0);
        school.pass(days(2));
        school.sweep().await;
        for table in ["progress", "progress_days", "enrolments", "exercise_answers", "attempts", "attempt_answers"] {
            assert_eq!(school.rows(table).await, 0, "{table}");
        }
        school.visitor().get(&certificate).await.assert_says("Ce certificat n'existe pas.");
        assert_eq!(school.sweep().await, 0, "nothing is due any more");
    }
}

story! {
    async fn p08_connection_data_goes_after_twelve_months_and_not_before(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let first = school.rows("connections").await;
        school.pass(days(200));
        ada.sign_in(ADA).await;
        school.sweep().await;
        assert_eq!(school.rows("connections").await, first + 1);
        school.pass(days(164));
        school.sweep().await;
        assert_eq!(school.rows("connections").await, first + 1, "a day too early");
        school.pass(days(2));
        school.sweep().await;
        assert_eq!(school.rows("connections").await, 1, "the older ones are gone, the newer one stays");
        assert_eq!(school.rows("people").await, 1, "her account is untouched");
    }
}

story! {
    async fn p36_what_a_key_sealed_is_unreadable_for_good_once_its_term_has_come(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let copy = school.sealed_names().await;
        closes_her_account(&mut ada, "0").await;
        school.work().await;
        let vault = school.opened.school.vault.clone();
        let (subject, sealed) = copy.into_iter().next().expect("a name in a backup");
        let opens = |sealed| vault.open_value(subject, Category::Identity, "people.name_sealed", sealed).is_ok();
        assert!(tokio::task::block_in_place(|| opens(&sealed)));
        school.pass(days(366));
        school.sweep().await;
        assert!(!tokio::task::block_in_place(|| opens(&sealed)), "the backup's row opens no more");
        assert_eq!(school.rows("tombstones").await, 1, "and a restored backup will be disposed of again");
    }
}

story! {
    async fn p36_the_key_of_sign_ins_goes_with_the_last_of_them(school: TestSchool) {
        school.learner("Ada Keller", ADA).await;
        let copy = school.sealed_addresses().await;
        let vault = school.opened.school.vault.clone();
        let (subject, sealed) = copy.into_iter().next().expect("an address in a backup");
        let opens = |sealed| vault.open_value(subject, Category::Connection, "connections.address_sealed", sealed).is_ok();
        assert!(tokio::task::block_in_place(|| opens(&sealed)));
        school.pass(days(400));
        school.sweep().await;
        assert_eq!(school.rows("connections").await, 0);
        assert!(!tokio::task::block_in_place(|| opens(&sealed)), "the backup's row opens no more");
    }
}

story! {
    async fn p34_everything_stays_open_while_one_is_enrolled_however_long(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        complete_everything(&school, &mut ada, &programme).await;
        let certificate = ada_certificate(&mut ada).await;
        let before = school.rows("progress").await;
        for _ in 0..4 {
            school.pass(days(365));
            ada.sign_in(ADA).await;
            school.sweep().await;
        }
        assert_eq!(school.rows("progress").await, before, "no term runs while the account is open");
        ada.get(&certificate).await.assert_says("Ada Keller");
        ada.get("/mes-donnees/categorie/learning").await.assert_says(&programme.title);
        assert_eq!(ada.post("/mes-donnees/copie", &[("current", PASSWORD)]).await.status, 200);
    }
}

story! {
    async fn p08_an_account_left_for_two_years_is_warned_twice_then_closed_unless_its_owner_returns(school: TestSchool) {
        school.learner("Ada Keller", ADA).await;
        let mut bob = school.learner("Bob Martin", "bob@exemple.fr").await;
        school.staff("Anne Fischer", "anne@ecole.example", school::people::Role::Teacher).await;
        let before = school.letters().len();
        school.pass(days(729));
        school.follow_inactive().await;
        assert_eq!(school.letters().len(), before, "a day too early");
        school.pass(days(2));
        school.follow_inactive().await;
        school.follow_inactive().await;
        assert_eq!(school.letters().len(), before + 2, "each learner once, the staff not at all");
        assert_eq!(school.letter_to(ADA).subject, "Voulez-vous garder votre compte ?".replace(" ?", "\u{202f}?"));
        bob.sign_in("bob@exemple.fr").await;
        school.pass(days(23));
        school.follow_inactive().await;
        assert_eq!(school.letter_to(ADA).subject, "Votre compte sera fermé dans sept jours");
        school.pass(days(6));
        school.follow_inactive().await;
        assert_eq!(school.visitor().sign_in("bob@exemple.fr").await.status, 303, "he came back");
        school.pass(days(1));
        school.follow_inactive().await;
        assert_eq!(school.letter_to(ADA).subject, "Votre compte est fermé");
        assert_eq!(school.visitor().sign_in(ADA).await.status, 422);
        assert_eq!(school.letter_to("bob@exemple.fr").subject, "Voulez-vous garder votre compte ?".replace(" ?", "\u{202f}?"));
        assert_eq!(school.rows("retention").await, 2, "her terms run from now");
    }
}

story! {
    async fn p36_the_officer_sees_month_by_month_what_will_go_and_what_suspends_it(school: TestSchool) {
        let mut anne = school.staff("Anne Fischer", "anne@ecole.example", school::people::Role::PrivacyOfficer).await;
        let mut ada = school.learner("Ada Keller", ADA).await;
        let page = "/equipe/confidentialite/conservation";
        ada.get(page).await.assert_status(404);
        closes_her_account(&mut ada, "0").await;
        let shown = anne.get(page).await;
        let rows = shown.texts("tbody tr");
        assert_eq!(rows.len(), 13);
        assert!(rows[0].starts_with("novembre 2026") && rows[12].starts_with("novembre 2027"), "{rows:?}");
        let last: Vec<String> = shown.texts("tbody tr:last-child td").iter().map(|cell| cell.trim().to_owned()).collect();
        assert_eq!(last[0], "1", "Ada's identity, a year after she left: {last:?}");
        assert_ne!(last[2], "0", "and today's sign-ins");
        assert_eq!(shown.texts("tbody tr:first-child td")[0].trim(), "0");
        shown.assert_says("pas encore faite");
        school.hold_first_closed().await;
        school.sweep().await;
        let shown = anne.get(page).await;
        shown.assert_says("une obligation légale");
        shown.assert_says("rien n'était échu");
        assert_eq!(shown.texts("tbody tr:last-child td")[0].trim(), "0", "what is held does not fall due");
    }
}
