//! Backups as those who run the school and those who trust it see them (P29, B02, B03).

use jiff::SignedDuration;
use school::backups::{DRILL_JOB, MAKE_JOB};
use school::people::Role;

use crate::support::{Actor, Engine, TestSchool, story};

const PAGE: &str = "/equipe/administration/sauvegardes";

const fn days(number: i64) -> SignedDuration {
    SignedDuration::from_hours(number * 24)
}

async fn administrator(school: &TestSchool) -> Actor {
    school.staff("Paul Schmitt", "paul@ecole.example", Role::Admin).await
}

/// The state that the proof page gives a promise.
async fn standing(school: &TestSchool, number: &str) -> String {
    let page = school.visitor().get("/engagements").await;
    page.text(&format!("#{number} .tag")).expect("the promise stands on the page")
}

story! {
    async fn p29_whoever_runs_the_school_makes_a_backup_and_everybody_reads_when_it_was_tried_out(school: TestSchool) {
        let mut school = school;
        let mut paul = administrator(&school).await;
        let page = paul.get(PAGE).await;
        page.assert_status(200);
        page.assert_says("Aucune sauvegarde ne se fait d'elle-même");
        let refused = paul.post(PAGE, &[("act", "make")]).await;
        refused.assert_status(422);
        refused.assert_says("il manque backup_to ou backup_recipient");

        school.shelve();
        let mut paul = administrator_again(&school).await;
        paul.submit(PAGE, &[("act", "make")]).await.assert_says("La sauvegarde va se faire.");
        paul.get(PAGE).await.assert_says("une sauvegarde attend ou se fait");
        paul.submit(PAGE, &[("act", "make")]).await.assert_status(200);
        assert_eq!(school.count("SELECT COUNT(*) FROM jobs WHERE kind = 'backup.make'").await, 1, "once is enough");
        school.work_aside().await;
        let page = paul.get(PAGE).await;
        page.assert_says("entière");
        page.assert_says("à la main : cette machine n'a pas de quoi ouvrir les sauvegardes, et c'est plus sûr ainsi. miravolunex drill --identity");
        assert_eq!(page.texts("table th code").len(), 1, "one folder holds a copy of the keys");
        assert_eq!(school.journal_details("backup.asked").await.len(), 1);
        assert!(school.journal_details("backup.made").await[0].contains("\"rows\""));
        let proofs = school.visitor().get("/engagements").await;
        proofs.assert_says("Dernière sauvegarde : 23 novembre 2026 à 20:00. Une est gardée, chacune 30 jours au plus.");
        proofs.assert_says("Aucun essai de restauration n'a encore été fait.");
        proofs.assert_says("Les essais se font à la main");

        school.trust_with_identity();
        school.seal_journal().await;
        school.make_drill().await;
        let mut paul = administrator_again(&school).await;
        let page = paul.get(PAGE).await;
        page.assert_says("tout y est");
        page.assert_says("lignes sont revenues");
        assert!(!page.words().contains("non conforme"), "{}", page.words());
        school.visitor().get("/engagements").await.assert_says("rien d'effacé n'est lisible");
        paul.post("/langue", &[("langue", "en"), ("retour", PAGE)]).await;
        paul.get(PAGE).await.assert_says("The archives are whole, and this school's.");
    }
}

/// The same person at a router that knows the new settings.
async fn administrator_again(school: &TestSchool) -> Actor {
    let mut paul = school.visitor();
    paul.sign_in("paul@ecole.example").await;
    paul
}

story! {
    async fn b02_a_school_without_a_backup_of_late_or_a_drill_of_late_fails_its_promise_in_public(school: TestSchool) {
        let mut school = school;
        assert_eq!(standing(&school, "B03").await, "tenue", "a school of today misses nothing yet");
        school.shelve();
        school.trust_with_identity();
        school.make_backup().await;
        school.make_drill().await;
        assert_eq!(standing(&school, "B03").await, "tenue");
        school.pass(days(3));
        assert_eq!(standing(&school, "B03").await, "en défaut", "a copy of the keys was not renewed");
        let mut paul = administrator(&school).await;
        paul.get(PAGE).await.assert_says("aucune depuis deux jours");
        paul.get(PAGE).await.assert_says("pas renouvelées depuis deux jours");
        school.make_backup().await;
        assert_eq!(standing(&school, "B03").await, "tenue");
        school.pass(days(98));
        school.make_backup().await;
        assert_eq!(standing(&school, "B03").await, "en défaut", "the last drill is of a hundred days ago");
        school.make_drill().await;
        assert_eq!(standing(&school, "B03").await, "tenue");
    }
}

story! {
    async fn p29_a_drill_sees_a_rewritten_journal_and_a_key_that_is_missing(school: TestSchool) {
        let mut school = school;
        school.shelve();
        school.trust_with_identity();
        school.learner("Ada Roth", "ada@exemple.fr").await;
        school.seal_journal().await;
        school.make_backup().await;
        assert_eq!(school.make_drill().await, Vec::<String>::new());
        school.forge_journal().await;
        school.verify_journal().await;
        assert_eq!(school.count("SELECT COUNT(*) FROM checks WHERE kind = 'journal' AND held").await, 1, "by itself it is whole");
        assert_eq!(school.make_drill().await, ["prefix"], "but it does not go on from the backup's");
        school.rewrite_journal().await;
        school.pass(days(1));
        school.lose_a_key().await;
        school.make_backup().await;
        let failed = school.make_drill().await;
        assert!(failed.contains(&"opened".to_owned()) && failed.contains(&"journal".to_owned()), "{failed:?}");
        let mut paul = administrator(&school).await;
        paul.get(PAGE).await.assert_says("non conforme");
        school.visitor().get("/engagements").await.assert_says("quelque chose manquait");
        assert_eq!(school.count("SELECT COUNT(*) FROM drills WHERE NOT held").await, 2);
    }
}

story! {
    async fn b03_a_folder_that_is_destroyed_is_told_so_by_whoever_destroyed_it(school: TestSchool) {
        let mut school = school;
        school.shelve();
        let stick = school.folder.path().join("stick");
        school.make_backup_in(&stick).await;
        school.make_backup().await;
        std::fs::rename(&stick, stick.with_extension("away")).expect("it is taken away");
        school.pass(days(3));
        school.make_backup().await;
        assert_eq!(standing(&school, "B03").await, "en défaut", "its keys are as they were");
        let mut paul = administrator(&school).await;
        let folder = stick.display().to_string();
        let unsure = paul.post(PAGE, &[("act", "gone"), ("folder", &folder)]).await;
        unsure.assert_status(422);
        unsure.assert_says("tant que ce dossier existe, ses clés existent aussi");
        let sure = [("act", "gone"), ("folder", folder.as_str()), ("sure", "yes")];
        paul.submit(PAGE, &sure).await.assert_says("ce dossier n'existe plus");
        assert_eq!(standing(&school, "B03").await, "tenue");
        assert_eq!(school.journal_details("backup.folder_gone").await.len(), 1);
        paul.post(PAGE, &sure).await.assert_status(404);
    }
}

story! {
    async fn p29_of_several_nodes_one_makes_the_backup_of_the_night(school: TestSchool) {
        let mut school = school;
        school.shelve();
        school.trust_with_identity();
        school.enqueue_scheduled().await;
        school.pass(days(1));
        for _node in 0..3 {
            school.enqueue_scheduled().await;
        }
        let count = format!("SELECT COUNT(*) FROM jobs WHERE kind = '{MAKE_JOB}'");
        assert_eq!(school.count(count.leak()).await, 1);
        school.work_on_two_nodes().await;
        assert_eq!(school.count("SELECT COUNT(*) FROM backups").await, 1);
        school.pass(days(31));
        school.enqueue_scheduled().await;
        let count = format!("SELECT COUNT(*) FROM jobs WHERE kind = '{DRILL_JOB}'");
        assert_eq!(school.count(count.leak()).await, 1, "and a drill each month");
    }
}
