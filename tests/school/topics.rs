//! Messages (P13, P15): what leaves, at which rhythm, and the link in each that stops it.

use jiff::SignedDuration;

use crate::support::actor::{link_in, stop_link_in};
use crate::support::{Actor, Engine, TestSchool, story};

const PREFERENCES: &str = "/profil/preferences";
const PROGRAMME: &str = "piloter-sa-tresorerie";
const ADA: &str = "ada@exemple.fr";

async fn enrolled(school: &TestSchool) -> Actor {
    school.import(PROGRAMME).await;
    let mut ada = school.learner("Ada Keller", ADA).await;
    ada.submit(&format!("/programmes/{PROGRAMME}/inscription"), &[]).await.assert_says("Vous êtes inscrit");
    ada
}

/// A mail program that presses the button of a letter for its person: no cookie, and no word of where it comes from.
fn mail_program(school: &TestSchool) -> Actor {
    let mut program = school.visitor();
    program.site = String::new();
    program
}

async fn stops(school: &TestSchool, path: &str) {
    let page = mail_program(school).post(path, &[("List-Unsubscribe", "One-Click")]).await;
    page.assert_status(200);
    assert!(page.location.is_none() && !page.headers.contains_key("set-cookie"), "RFC 8058 §3.1");
}

fn letters_to_ada(school: &TestSchool) -> usize {
    school.letters().iter().filter(|letter| letter.to == ADA).count()
}

story! {
    async fn p15_the_link_in_a_message_stops_it_at_once_even_what_was_ready_to_leave(school: TestSchool) {
        let mut ada = enrolled(&school).await;
        school.import_with(PROGRAMME, "07-lire-un-releve.md").await;
        school.work().await;
        let letter = school.letter_to(ADA);
        assert_eq!(letter.subject, "Nouveau dans votre programme\u{202f}: «\u{202f}Lire un relevé\u{202f}».");
        for line in [
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "List-Id: <courses.localhost.localdomain>",
            "Auto-Submitted: auto-generated",
        ] {
            assert!(letter.header.contains(line), "{line} in {}", letter.header);
        }
        let path = stop_link_in(&letter);
        assert!(letter.text.contains(&path), "the same link is there to be seen");
        school.visitor().get(&path).await.assert_says("La vie de vos programmes");
        assert_eq!(school.rows("topic_choices").await, 0, "looking changes nothing");
        let sent = letters_to_ada(&school);
        school.import_with(PROGRAMME, "08-un-autre-releve.md").await;
        stops(&school, &path).await;
        school.work().await;
        assert_eq!(letters_to_ada(&school), sent, "a letter that was queued before is not written");
        assert_eq!(ada.get("/avis").await.attributes(".notices form", "action").len(), 2, "the application still tells");
        assert!(school.journal_details("topic.stopped").await[0].contains("courses"));
        school.visitor().get(&path).await.assert_says("Il n'y a rien à arrêter");
        stops(&school, &path).await;
        let page = ada.get(PREFERENCES).await;
        assert_eq!(page.attributes("#courses input[checked]", "name"), ["in_app"]);
    }
}

story! {
    async fn p15_a_necessary_message_stays_says_why_and_its_link_stops_everything_else(school: TestSchool) {
        let mut ada = enrolled(&school).await;
        let agree = [("act", "give"), ("topic", "newsletter"), ("version", "1"), ("language", "fr")];
        ada.submit(PREFERENCES, &agree).await.assert_status(200);
        school.visitor().post("/connexion/oubli", &[("email", ADA)]).await;
        school.work().await;
        let letter = school.letter_to(ADA);
        assert!(letter.text.contains("Il est nécessaire et part toujours."), "{}", letter.text);
        let path = stop_link_in(&letter);
        school.visitor().get(&path).await.assert_says("Votre compte et sa sécurité");
        stops(&school, &path).await;
        let page = ada.get(PREFERENCES).await;
        assert_eq!(page.attributes("button[value=withdraw]", "value").len(), 0, "the newsletter is stopped");
        assert!(page.attributes("input[name=by_mail][checked]", "value").is_empty(), "and every message of courses");
        school.visitor().post("/connexion/oubli", &[("email", ADA)]).await;
        let sent = letters_to_ada(&school);
        school.work().await;
        assert_eq!(letters_to_ada(&school), sent + 1, "what is necessary still leaves");
        let report = ada.get("/mes-donnees/categorie/identity").await;
        report.assert_says("le lien d'un message");
    }
}

story! {
    async fn p15_a_forged_link_does_nothing_and_a_letter_without_an_account_carries_one_too(school: TestSchool) {
        enrolled(&school).await;
        let contact = [("name", "Jean Petit"), ("email", "jean@exemple.fr"), ("kind", "access"), ("text", "Mes données, s'il vous plaît.")];
        school.visitor().submit("/contact", &contact).await.assert_status(200);
        school.work().await;
        let path = stop_link_in(&school.letter_to("jean@exemple.fr"));
        stops(&school, &path).await;
        school.visitor().get(&path).await.assert_says("Il n'y a rien à arrêter");
        let mut forged = path.clone();
        let last = forged.pop().expect("a character");
        forged.push(if last == 'A' { 'B' } else { 'A' });
        for wrong in [forged.as_str(), "/desabonnement/AAAA", "/desabonnement/é"] {
            mail_program(&school).post(wrong, &[]).await.assert_status(404);
        }
        let other = link_in(&school.letter_to(ADA)).rsplit('/').next().map(str::to_owned).expect("a token");
        mail_program(&school).post(&format!("/desabonnement/{other}"), &[]).await.assert_status(404);
        assert_eq!(school.rows("topic_choices").await, 0);
    }
}

/// A report of a relay about a letter, which it returns by its header (RFC 3464).
fn bounce(letter: &mail::Captured, action: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@relais.example\r\nTo: ecole@localhost.localdomain\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relais.example\r\n\r\n\
         Final-Recipient: rfc822; {ADA}\r\nAction: {action}\r\nStatus: {status}\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\n{}\r\n--b--\r\n",
        letter.header
    )
}

story! {
    async fn p15_a_letter_that_came_back_stops_what_is_optional_until_its_person_says_otherwise(school: TestSchool) {
        let mut ada = enrolled(&school).await;
        school.import_with(PROGRAMME, "07-lire-un-releve.md").await;
        school.work().await;
        let letter = school.letter_to(ADA);
        for (action, status) in [("delayed", "4.4.1"), ("failed", "5.2.2"), ("failed", "5.7.1")] {
            school.comes_back(&bounce(&letter, action, status)).await;
        }
        let stranger = bounce(&letter, "failed", "5.1.1").replace("/desabonnement/", "/desabonnement/AAAA");
        school.comes_back(&stranger).await;
        assert_eq!(school.rows("bounces").await, 0, "a delay, a full mailbox, a policy, an invented report");
        school.comes_back("From: eve@exemple.fr\r\nSubject: Bonjour\r\n\r\nUne question.").await;
        assert_eq!(school.left_to_people(), 4, "what is no report is left to people");
        school.comes_back(&bounce(&letter, "failed", "5.1.1")).await;
        ada.get(PREFERENCES).await.assert_says("votre adresse semble ne plus exister");
        let sent = letters_to_ada(&school);
        school.import_with(PROGRAMME, "08-un-autre-releve.md").await;
        school.work().await;
        assert_eq!(letters_to_ada(&school), sent);
        assert_eq!(ada.get("/avis").await.attributes(".notices form", "action").len(), 2, "the application tells");
        ada.submit(PREFERENCES, &[("act", "reachable")]).await.assert_says("C'est noté.");
        school.pass(SignedDuration::from_mins(1));
        school.import_with(PROGRAMME, "10-encore-un-releve.md").await;
        school.work().await;
        assert_eq!(letters_to_ada(&school), sent + 1);
    }
}

story! {
    async fn p15_a_complaint_stops_everything_that_can_be_stopped(school: TestSchool) {
        let mut ada = enrolled(&school).await;
        let agree = [("act", "give"), ("topic", "newsletter"), ("version", "1"), ("language", "fr")];
        ada.submit(PREFERENCES, &agree).await.assert_status(200);
        let complaint = bounce(&school.letter_to(ADA), "failed", "5.1.1")
            .replace("report-type=delivery-status", "report-type=feedback-report")
            .replace("message/delivery-status", "message/feedback-report")
            .replace("Reporting-MTA: dns; relais.example\r\n\r\n", "Feedback-Type: abuse\r\n");
        school.comes_back(&complaint).await;
        let page = ada.get(PREFERENCES).await;
        assert_eq!(page.attributes("button[value=withdraw]", "value").len(), 0);
        assert!(page.attributes("input[name=by_mail][checked]", "value").is_empty());
        assert_eq!(school.journal_details("mail.complained").await.len(), 1);
    }
}

async fn near_deadline(school: &TestSchool, ada: &mut Actor, day: &str) {
    let map = ada.get(&format!("/programmes/{PROGRAMME}")).await;
    let choose = map.attributes("form[action*='/echeances/']", "action").remove(0);
    ada.submit(&choose, &[("due_on", day)]).await.assert_status(200);
    school.remind_of_deadlines().await;
}

story! {
    async fn p13_a_deadline_is_recalled_once_when_it_comes_near(school: TestSchool) {
        let mut ada = enrolled(&school).await;
        let sent = letters_to_ada(&school);
        near_deadline(&school, &mut ada, "2026-11-30").await;
        assert_eq!(letters_to_ada(&school), sent, "a week before is too early");
        school.pass(SignedDuration::from_hours(4 * 24));
        school.remind_of_deadlines().await;
        school.remind_of_deadlines().await;
        let letter = school.letter_to(ADA);
        assert!(letter.subject.contains("est à terminer pour le"), "{}", letter.subject);
        assert_eq!(letters_to_ada(&school), sent + 1, "once");
        let page = ada.get("/avis").await;
        page.assert_says("est à terminer pour le 30 novembre 2026");
        assert_eq!(page.text("[data-notices] .badge").as_deref(), Some("1"));
        let open = page.attributes(".notices form", "action").remove(0);
        school.learner("Bob Weber", "bob@exemple.fr").await.post(&open, &[]).await.assert_status(404);
        ada.post(&open, &[]).await.assert_leads_to(&format!("/programmes/{PROGRAMME}"));
        assert_eq!(ada.get("/avis").await.text("[data-notices] .badge").as_deref(), Some(""));
    }
}

story! {
    async fn p13_news_waits_for_the_rhythm_that_a_person_chose(school: TestSchool) {
        let mut ada = enrolled(&school).await;
        let weekly = [("act", "settings"), ("by_mail", "courses"), ("in_app", "courses"), ("rhythm", "weekly")];
        let page = ada.post(PREFERENCES, &[&weekly[..], &[("quiet_from", "25")]].concat()).await;
        page.assert_status(422);
        page.assert_says("Une heure entière, de 0 à 23.");
        assert_eq!(page.attributes("input[name=quiet_from]", "value"), ["25"], "what was typed is kept");
        assert_eq!(page.attributes("input[name=rhythm][checked]", "value"), ["weekly"]);
        ada.submit(PREFERENCES, &weekly).await.assert_says("C'est noté.");
        let sent = letters_to_ada(&school);
        school.import_with(PROGRAMME, "07-lire-un-releve.md").await;
        school.pass(SignedDuration::from_mins(1));
        school.import_with(PROGRAMME, "08-un-autre-releve.md").await;
        near_deadline(&school, &mut ada, "2026-11-24").await;
        school.work().await;
        assert_eq!(letters_to_ada(&school), sent, "it is Monday at eight: next Monday at six");
        school.pass(SignedDuration::from_hours(7 * 24));
        school.work().await;
        assert_eq!(letters_to_ada(&school), sent + 1, "one letter, and none about what was unticked");
        let letter = school.letter_to(ADA);
        assert!(letter.text.contains("Lire un relevé") && letter.text.contains("Un autre relevé"), "{}", letter.text);
        assert_eq!(link_in(&letter), "/avis");
    }
}

story! {
    async fn p40_whoever_froze_their_learning_is_told_nothing_drawn_from_it(school: TestSchool) {
        let mut ada = enrolled(&school).await;
        let freeze = [("category", "learning"), ("ground", "a"), ("text", "Je vérifie.")];
        ada.submit("/mes-donnees/geler", &freeze).await.assert_status(200);
        school.import_with(PROGRAMME, "07-lire-un-releve.md").await;
        assert_eq!(school.rows("notices").await, 0);
    }
}

story! {
    async fn the_count_of_notices_reaches_an_open_page(school: TestSchool) {
        let mut ada = enrolled(&school).await;
        assert_eq!(ada.first_event("/avis/flux").await, "data: 0");
        school.import_with(PROGRAMME, "07-lire-un-releve.md").await;
        assert_eq!(ada.first_event("/avis/flux").await, "data: 1");
        ada.submit("/avis/lus", &[]).await.assert_status(200);
        assert_eq!(ada.first_event("/avis/flux").await, "data: 0");
        school.visitor().get("/avis/flux").await.assert_leads_to("/connexion?retour=/avis/flux");
    }
}
