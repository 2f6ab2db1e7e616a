//! Files of messages looked at by a scanner (P07): what it finds is never kept, and nothing is given before it answered.

use std::time::Duration;

use jiff::SignedDuration;
use school::people::Role;

use crate::attachments::{ADA, NEW, links, sends};
use crate::copy::copy;
use crate::support::actor::PASSWORD;
use crate::support::clamd::{Clamd, VIRUS};
use crate::support::{Engine, TestSchool, story};

story! {
    async fn p07_a_virus_is_refused_never_stored_and_noted_without_the_files_name(school: TestSchool) {
        let (mut school, clamd) = (school, Clamd::default());
        school.scan_with(&clamd.listen(), Duration::from_secs(5));
        let mut ada = school.learner("Ada Keller", ADA).await;
        let page = ada.post_files("/messages", &NEW, &[("secret.txt", VIRUS), ("plan.txt", b"Un plan.")]).await;
        page.assert_status(422);
        page.assert_says("Un virus a été trouvé dans « secret.txt »");
        assert_eq!(page.text("textarea[name=text]").as_deref(), Some("Voici ce que je vois."));
        assert_eq!(school.rows("attachments").await + school.rows("messages").await, 0);
        let noted = school.journal_details("attachment.infected").await;
        assert_eq!(noted, ["{\"signature\":\"Eicar-Test-Signature\"}"]);
        ada.get("/mes-donnees/categorie/identity").await.assert_says("un virus y a été trouvé");
        let thread = sends(&mut ada, &[("plan.txt", b"Un plan.")]).await;
        ada.get(&links(&thread)[0]).await.assert_status(200);
        assert_eq!(clamd.scanned(), 3, "each file was looked at once");
    }
}

story! {
    async fn p07_a_file_is_given_to_nobody_before_the_scanner_has_answered(school: TestSchool) {
        let (mut school, clamd) = (school, Clamd::default());
        let socket = school.folder.path().join("clamd.ctl");
        clamd.listen_at(&socket);
        clamd.be_silent(true);
        school.scan_with(socket.to_str().expect("a path"), Duration::from_millis(100));
        let mut ada = school.learner("Ada Keller", ADA).await;
        let mut karim = school.staff("Karim Benali", "karim@exemple.fr", Role::Support).await;
        // What the scanner finds later came in as any other file.
        let sent: [(&str, &[u8]); 2] = [("plan.txt", b"Un plan."), ("secret.txt", VIRUS)];
        let thread = sends(&mut ada, &sent).await;
        thread.assert_says("en cours d'analyse");
        assert_eq!(links(&thread), Vec::<String>::new());
        let place = "SELECT COUNT(*) FROM attachments WHERE scan = 'pending'";
        assert_eq!(school.count(place).await, 2);
        let case = karim.get("/equipe/assistance").await.attributes("main table a", "href").remove(0);
        karim.get(&case).await.assert_says("en cours d'analyse");
        let path = ada.get("/messages").await.attributes("main .rows a", "href").remove(0);
        for file in school.file_identifiers().await {
            ada.get(&format!("{path}/pieces/{file}")).await.assert_status(404);
            karim.get(&format!("{case}/pieces/{file}")).await.assert_status(404);
        }
        // A scanner that is away for days loses nothing: any other job would be dead by then.
        for _ in 0..14 {
            school.pass(SignedDuration::from_hours(7));
            school.work().await;
        }
        assert_eq!(school.count(place).await, 2);
        clamd.be_silent(false);
        school.pass(SignedDuration::from_hours(7));
        school.work().await;
        let thread = ada.get(&path).await;
        thread.assert_says("détruit : un virus y a été trouvé");
        assert_eq!(ada.get(&links(&thread)[0]).await.body, b"Un plan.");
        assert_eq!(links(&thread).len(), 1);
        assert_eq!(school.count("SELECT COUNT(*) FROM attachments WHERE file_sealed IS NULL").await, 1);
        assert_eq!(school.journal_details("attachment.infected").await.len(), 1);
        school.work().await;
        assert!(school.letter_to(ADA).subject.contains("Un virus a été trouvé dans un fichier"));
        let report = String::from_utf8(copy(&mut ada).await["mes-donnees.html"].clone()).expect("UTF-8");
        assert!(report.contains("fichier détruit"), "the copy says what became of it");
    }
}

story! {
    async fn a_scanner_that_was_taken_away_holds_nothing_back(school: TestSchool) {
        let mut school = school;
        school.scan_with("127.0.0.1:9", Duration::from_millis(200));
        let mut ada = school.learner("Ada Keller", ADA).await;
        sends(&mut ada, &[("plan.txt", b"Un plan.")]).await.assert_says("en cours d'analyse");
        school.opened.school.scanner = None;
        school.pass(SignedDuration::from_hours(7));
        school.work().await;
        let path = ada.get("/messages").await.attributes("main .rows a", "href").remove(0);
        assert_eq!(links(&ada.get(&path).await).len(), 1);

        school.scan_with("127.0.0.1:9", Duration::from_millis(200));
        let mut eva = school.learner("Eva Roth", "eva@exemple.fr").await;
        sends(&mut eva, &[("plan.txt", b"Un plan.")]).await.assert_says("en cours d'analyse");
        let erasure = [("scope", "whole"), ("ground", "a"), ("current", PASSWORD)];
        eva.post("/mes-donnees/effacer", &erasure).await.assert_status(200);
        school.pass(SignedDuration::from_hours(7));
        school.work().await;
        let waiting = "SELECT COUNT(*) FROM jobs WHERE kind = 'attachments.scan'";
        assert_eq!(school.count(waiting).await, 0, "nobody asks about what is gone");
    }
}
