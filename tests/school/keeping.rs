//! The journal read by an officer, the machine's work, and help with accounts (P30, P31).

use database::{Statement, params};
use jiff::SignedDuration;
use school::people::Role;

use crate::support::{Engine, TestSchool, story};

const JOURNAL: &str = "/equipe/confidentialite/journal";
const WORK: &str = "/equipe/administration/travaux";
const HELP: &str = "/equipe/assistance/comptes";

story! {
    async fn p31_an_officer_reads_the_journal_filters_it_takes_it_away_and_has_it_verified(school: TestSchool) {
        let mut anne = school.staff("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer).await;
        let mut karim = school.staff("Karim Benali", "karim@ecole.example", Role::Support).await;
        school.learner("Ada Keller", "ada@exemple.fr").await;
        karim.post(HELP, &[("act", "find"), ("email", "ada@exemple.fr")]).await.assert_says("Ada Keller");
        let page = anne.get(JOURNAL).await;
        page.assert_says("Le journal n'a pas encore été relu.");
        assert!(!page.html().contains("Ada"), "people stand there under pseudonyms");
        let entry = page.texts("tbody tr").into_iter().find(|row| row.contains("record.opened")).expect("the look");
        assert!(entry.contains("Karim Benali") && entry.contains("support-account"), "{entry}");
        let only = anne.get(&format!("{JOURNAL}?nature=account.opened&since=2026-11-23&until=2026-11-23")).await;
        assert_eq!(only.texts("code").iter().filter(|text| text.contains("account.opened")).count(), 1, "{}", only.words());
        anne.get(&format!("{JOURNAL}?nature=account.opened&since=2026-11-24")).await.assert_says("Aucune entrée");
        let wrong = anne.get(&format!("{JOURNAL}?since=hier")).await;
        wrong.assert_status(422);
        assert_eq!(wrong.attributes("#since", "value"), ["hier"]);
        let sheet = anne.get(&format!("{JOURNAL}/journal.csv?nature=record.opened")).await.html();
        assert_eq!(sheet.lines().count(), 2, "{sheet}");
        assert!(sheet.contains("support,Karim Benali"));
        anne.submit(&format!("{JOURNAL}/verification"), &[]).await.assert_says("La relecture commence");
        school.seal_journal().await;
        school.work().await;
        anne.get(JOURNAL).await.assert_says("rien n'a été altéré");
        school.rewrite_journal().await;
        anne.submit(&format!("{JOURNAL}/verification"), &[]).await.assert_status(200);
        school.work().await;
        anne.get(JOURNAL).await.assert_says("le journal a été altéré");
    }
}

story! {
    async fn a_long_journal_is_read_page_by_page_and_none_is_missed(school: TestSchool) {
        let mut anne = school.staff("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer).await;
        school
            .opened
            .school
            .write(|transaction, _, moment| {
                for number in 0..250 {
                    journal::append(transaction, moment, journal::Entry::new("test.counted").with("number", number))?;
                }
                Ok(())
            })
            .await
            .expect("the entries");
        let (mut path, mut read) = (format!("{JOURNAL}?nature=test.counted"), Vec::new());
        for _ in 0..3 {
            let page = anne.get(&path).await;
            read.extend(page.texts("tbody tr").into_iter().filter(|row| row.contains("test.counted")));
            path = page.attributes("a[rel=next]", "href").pop().unwrap_or_default();
        }
        assert!(path.is_empty(), "that was the last page");
        assert_eq!(read.len(), 250);
        let unlike: std::collections::BTreeSet<_> = read.iter().collect();
        assert_eq!(unlike.len(), 250, "each once");
    }
}

story! {
    async fn p31_an_unusual_number_of_looks_is_told_to_the_officers_once_a_day(school: TestSchool) {
        let mut anne = school.staff("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer).await;
        school.staff("Karim Benali", "karim@ecole.example", Role::Support).await;
        assert_eq!(school.watch_looks().await, 0);
        school
            .opened
            .school
            .write(|transaction, vault, moment| {
                let karim: database::Uuid = transaction.one(Statement::new("SELECT id FROM people WHERE role = 'support'"), params![])?;
                for _ in 0..61 {
                    let entry = journal::Entry::new("record.opened").by(vault.pseudonym(karim)?);
                    journal::append(transaction, moment, entry.with("role", "support"))?;
                }
                Ok(())
            })
            .await
            .expect("the looks");
        assert_eq!(school.watch_looks().await, 1);
        assert_eq!(school.watch_looks().await, 1, "seen again, told once");
        anne.get("/avis").await.assert_says("un nombre inhabituel de dossiers");
        assert_eq!(school.count("SELECT COUNT(*) FROM notices WHERE kind = 'looks-unusual'").await, 1);
        let page = anne.get(JOURNAL).await;
        let row = page.texts("tbody tr").into_iter().find(|row| row.contains("inhabituel")).expect("his row");
        assert!(row.contains("Karim Benali") && row.contains("61"), "{row}");
    }
}

story! {
    async fn an_administrator_reads_why_work_was_given_up_and_tries_it_again(school: TestSchool) {
        let mut paul = school.staff("Paul Schmitt", "paul@ecole.example", Role::Admin).await;
        paul.get(WORK).await.assert_says("Rien n'est abandonné");
        paul.get("/equipe/administration/courrier").await.assert_says("Tout est parti.");
        let queue = school.opened.school.write(|transaction, _, moment| {
            jobs::enqueue(transaction, moment, "work.of_tomorrow", &(), moment.now)?;
            Ok(jobs::enqueue(transaction, moment, "work.of_yesterday", &(), moment.now)?)
        });
        queue.await.expect("two jobs that nobody knows");
        school.work().await;
        let page = paul.get(WORK).await;
        page.assert_says("no worker knows the kind work.of_tomorrow");
        let actions = page.attributes("td form", "action");
        assert_eq!(actions.len(), 2);
        paul.submit(&actions[0], &[("act", "retry")]).await.assert_says("Le travail est repris.");
        assert_eq!(paul.get(WORK).await.attributes("td form", "action").len(), 1);
        paul.submit(&actions[1], &[("act", "discard")]).await.assert_says("Le travail est jeté.");
        paul.post(&actions[1], &[("act", "retry")]).await.assert_status(404);
        assert_eq!(school.rows("jobs").await, 1);
        let kinds = "SELECT COUNT(*) FROM journal_entries WHERE kind IN ('job.retried', 'job.discarded')";
        assert_eq!(school.count(kinds).await, 2);
    }
}

story! {
    async fn p30_support_helps_with_an_account_without_learning_or_getting_in(school: TestSchool) {
        let mut karim = school.staff("Karim Benali", "karim@ecole.example", Role::Support).await;
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let wrong = karim.post(HELP, &[("act", "find"), ("email", "ada")]).await;
        wrong.assert_status(422);
        assert_eq!(wrong.attributes("#email", "value"), ["ada"]);
        karim.post(HELP, &[("act", "find"), ("email", "zoe@exemple.fr")]).await.assert_says("Aucun compte d'apprenant");
        karim.post(HELP, &[("act", "find"), ("email", "karim@ecole.example")]).await.assert_says("Aucun compte d'apprenant");
        let mut thief = school.visitor();
        for _ in 0..6 {
            thief.post("/connexion", &[("email", "ada@exemple.fr"), ("password", "faux")]).await;
        }
        let page = karim.post(HELP, &[("act", "find"), ("email", "Ada@exemple.fr")]).await;
        page.assert_says("Ada Keller");
        page.assert_says("Trop d'essais");
        for hidden in ["203.0.113.7", "Firefox", "tresorerie"] {
            assert!(!page.html().contains(hidden), "{hidden} is not support's to see");
        }
        karim.submit(HELP, &[("act", "unlock"), ("email", "ada@exemple.fr")]).await.assert_says("C'est fait, et consigné.");
        school.visitor().sign_in("ada@exemple.fr").await.assert_leads_to("/espace");
        karim.post(HELP, &[("act", "confirm"), ("email", "ada@exemple.fr")]).await.assert_says("déjà confirmée");
        karim.submit(HELP, &[("act", "reset"), ("email", "ada@exemple.fr")]).await.assert_status(200);
        school.work().await;
        assert!(school.letter_to("ada@exemple.fr").subject.contains("mot de passe"), "it goes to her, not to him");
        karim.submit(HELP, &[("act", "sessions"), ("email", "ada@exemple.fr")]).await.assert_status(200);
        ada.get("/espace").await.assert_leads_to("/connexion?retour=/espace");
        ada.sign_in("ada@exemple.fr").await;
        ada.get("/mes-donnees").await.assert_says("Pour vous aider à revenir dans votre compte.");
        school.pass(SignedDuration::from_secs(1));
        let done = "SELECT COUNT(*) FROM journal_entries WHERE kind LIKE 'support.%'";
        assert_eq!(school.count(done).await, 3);
    }
}
