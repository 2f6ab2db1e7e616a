//! Campaigns (P14): to those who agreed, one topic at a time, and to nobody else.

use jiff::SignedDuration;
use school::people::Role;

use crate::support::actor::link_in;
use crate::support::{Actor, Engine, TestSchool, story};

const LETTERS: &str = "/equipe/enseignement/lettres";
const BODY: &str = "Bonjour à toutes et tous,\n\n- *une* nouvelle ;\n- [une page](https://ecole.example/lire).\n\n\
                    <script>alert(1)</script>";

async fn agrees(school: &TestSchool, name: &str, email: &str, topic: &str) -> Actor {
    let mut person = school.learner(name, email).await;
    let agree = [("act", "give"), ("topic", topic), ("version", "1"), ("language", "fr")];
    person.submit("/profil/preferences", &agree).await.assert_status(200);
    person
}

async fn drafts(helene: &mut Actor, more: &[(&str, &str)]) -> String {
    let typed = [("act", "save"), ("subject_fr", "La lettre de décembre"), ("body_fr", BODY)];
    let page = helene.post(LETTERS, &[&typed[..], more].concat()).await;
    page.assert_status(303);
    page.location.expect("the campaign").split('?').next().map(str::to_owned).expect("a path")
}

fn received(school: &TestSchool, subject: &str) -> Vec<String> {
    let mut to: Vec<String> =
        school.letters().into_iter().filter(|letter| letter.subject == subject).map(|letter| letter.to).collect();
    to.sort();
    to
}

story! {
    async fn p14_a_newsletter_leaves_to_those_who_agreed_and_to_nobody_else(school: TestSchool) {
        let mut ada = agrees(&school, "Ada Keller", "ada@exemple.fr", "newsletter").await;
        agrees(&school, "Bob Weber", "bob@exemple.fr", "events").await;
        let mut eve = agrees(&school, "Eve Simon", "eve@exemple.fr", "newsletter").await;
        let mut zoe = agrees(&school, "Zoé Klein", "zoe@exemple.fr", "newsletter").await;
        school.learner("Jean Petit", "jean@exemple.fr").await;
        ada.get(LETTERS).await.assert_status(404);
        let mut helene = school.staff("Hélène Muller", "helene@exemple.fr", Role::Teacher).await;
        let wrong = [("topic", "account"), ("subject_fr", ""), ("body_fr", "![](https://ailleurs.example/pixel.gif)")];
        let page = helene.post(LETTERS, &wrong).await;
        page.assert_status(422);
        for words in ["Choisissez le sujet", "Un objet", "une image dirait"] {
            page.assert_says(words);
        }
        let campaign = drafts(&mut helene, &[("topic", "newsletter")]).await;
        let page = helene.get(&campaign).await;
        page.assert_says("3 personnes l'ont accepté");
        assert!(!page.html().contains("<script>alert"), "what is written is sanitised");
        helene.submit(&campaign, &[("act", "test")]).await.assert_says("L'essai part");
        school.work().await;
        assert_eq!(received(&school, "[test] La lettre de décembre"), ["helene@exemple.fr"]);

        let later = [("act", "schedule"), ("leaves_at", "2026-11-25T18:00")];
        helene.submit(&campaign, &later).await.assert_says("prête à partir");
        helene.post(&campaign, &[("act", "save"), ("topic", "newsletter"), ("subject_fr", "Autre"), ("body_fr", "Autre")])
            .await
            .assert_status(422);
        school.work().await;
        assert!(received(&school, "La lettre de décembre").is_empty(), "not before its day");
        eve.submit("/profil/preferences", &[("act", "withdraw"), ("topic", "newsletter")]).await.assert_status(200);
        zoe.submit("/mes-donnees/geler", &[("category", "identity"), ("ground", "a"), ("text", "Je vérifie.")]).await;
        school.pass(SignedDuration::from_hours(48));
        school.work().await;
        assert_eq!(received(&school, "La lettre de décembre"), ["ada@exemple.fr"]);
        let letter = school.letter_to("ada@exemple.fr");
        assert!(letter.text.replace('\r', "").contains("- une nouvelle ;\n- une page (https://ecole.example/lire)."), "{}", letter.text);
        assert!(letter.header.contains("List-Id: <newsletter.localhost.localdomain>"), "{}", letter.header);
        assert!(!letter.html.contains("<img") && !letter.html.contains("<script"), "no pixel, no script");
        assert!(letter.html.contains("href=\"https://ecole.example/lire\""), "no link is rewritten");
        let mut helene = school.visitor();
        helene.sign_in("helene@exemple.fr").await;
        let page = helene.get(&campaign).await;
        page.assert_says("partie");
        page.assert_says("Non écrites");
        for email in ["ada@exemple.fr", "Ada Keller"] {
            assert!(!page.words().contains(email), "totals only");
        }
        assert_eq!(helene.get(LETTERS).await.texts("td[data-label=Envoyées]"), ["1"]);
    }
}

story! {
    async fn p14_an_invitation_brings_its_calendar_file_and_a_place_to_register(school: TestSchool) {
        let mut ada = agrees(&school, "Ada Keller", "ada@exemple.fr", "events").await;
        let mut helene = school.staff("Hélène Muller", "helene@exemple.fr", Role::Teacher).await;
        let half = [("topic", "events"), ("subject_fr", "Une rencontre"), ("body_fr", "Venez."), ("event_minutes", "0")];
        let page = helene.post(LETTERS, &half).await;
        page.assert_status(422);
        page.assert_says("Une durée, de 1 à 1440 minutes.");
        let event = [
            ("topic", "events"),
            ("event_at", "2026-12-01T18:30"),
            ("event_minutes", "90"),
            ("event_place", "https://visio.example/salle"),
        ];
        let campaign = drafts(&mut helene, &event).await;
        let id = campaign.rsplit('/').next().expect("an identifier").to_owned();
        ada.get(&format!("/rencontres/{id}")).await.assert_status(404);
        helene.submit(&campaign, &[("act", "schedule")]).await.assert_status(200);
        school.work().await;
        let letter = school.letter_to("ada@exemple.fr");
        assert!(letter.files.iter().any(|file| file.contains("DTSTART:20261201T173000Z")), "{:?}", letter.files);
        assert_eq!(link_in(&letter), format!("/rencontres/{id}"));
        let page = ada.get(&link_in(&letter)).await;
        page.assert_says("90 minutes");
        ada.submit(&link_in(&letter), &[("act", "come")]).await.assert_says("vous êtes inscrit");
        helene.get(&campaign).await.assert_says("une inscription");
        ada.get("/mes-donnees/categorie/identity").await.assert_says("La lettre de décembre");
        ada.submit(&link_in(&letter), &[("act", "leave")]).await.assert_says("Votre place est rendue");
        school.pass(SignedDuration::from_hours(24 * 9));
        ada.submit(&link_in(&letter), &[("act", "come")]).await.assert_says("Cette rencontre a eu lieu");
        assert_eq!(school.rows("event_registrations").await, 0);
    }
}

story! {
    async fn p15_those_who_leave_a_campaign_that_is_queued_are_not_written_to_and_a_stopped_one_writes_to_nobody(school: TestSchool) {
        let people = ["ada", "bob", "eve"].map(|name| (name, format!("{name}@exemple.fr")));
        for (name, email) in &people {
            agrees(&school, &format!("{name} Test"), email, "programmes").await;
        }
        let mut helene = school.staff("Hélène Muller", "helene@exemple.fr", Role::Teacher).await;
        let campaign = drafts(&mut helene, &[("topic", "programmes")]).await;
        helene.submit(&campaign, &[("act", "schedule")]).await.assert_status(200);
        school.queue_campaigns().await;
        helene.get(&campaign).await.assert_says("en train de partir");
        let mut bob = school.visitor();
        bob.sign_in("bob@exemple.fr").await;
        bob.submit("/profil/preferences", &[("act", "withdraw_all")]).await.assert_status(200);
        school.work().await;
        assert_eq!(received(&school, "La lettre de décembre"), ["ada@exemple.fr", "eve@exemple.fr"]);

        let second = drafts(&mut helene, &[("topic", "programmes")]).await;
        helene.submit(&second, &[("act", "schedule")]).await.assert_status(200);
        school.queue_campaigns().await;
        helene.submit(&second, &[("act", "cancel")]).await.assert_says("arrêtée");
        school.work().await;
        assert_eq!(received(&school, "La lettre de décembre").len(), 2);
        let third = drafts(&mut helene, &[("topic", "programmes")]).await;
        helene.submit(&third, &[("act", "discard")]).await.assert_says("Brouillon jeté");
        helene.get(&third).await.assert_status(404);
    }
}

story! {
    async fn every_letter_that_the_program_writes_can_be_read_on_one_page_in_both_languages_and_parts(school: TestSchool) {
        let mut helene = school.staff("Hélène Muller", "helene@exemple.fr", Role::Teacher).await;
        let page = helene.get(&format!("{LETTERS}/modeles")).await;
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../locales/fr");
        let files = std::fs::read_dir(folder).expect("the words").map(|file| file.expect("a file").path());
        let words: Vec<String> = files.map(|path| std::fs::read_to_string(path).expect("words")).collect();
        let lines = words.iter().flat_map(|text| text.lines());
        let keys = lines.filter_map(|line| line.strip_prefix("letter-")?.split_once("-subject =").map(|(key, _)| key));
        let mut count = 0;
        for key in keys {
            for language in ["fr", "en"] {
                let address = format!("{LETTERS}/modeles/{language}/{key}");
                assert!(page.html().contains(&address), "{key} is not shown");
                let html = helene.get(&address).await;
                html.assert_status(200);
                assert!(html.headers["content-security-policy"].to_str().is_ok_and(|policy| policy.contains("'none'")));
                assert!(!html.html().contains("{ $") && !html.html().contains("{$"), "{key}: a value is missing");
            }
            count += 1;
        }
        assert_eq!(page.texts("details").len(), 2 * count);
        assert!(!page.html().contains("{ $") && !page.html().contains("{$"));
        school.learner("Ada Keller", "ada@exemple.fr").await.get(&format!("{LETTERS}/modeles")).await.assert_status(404);
    }
}

story! {
    async fn p14_letters_to_one_provider_leave_one_after_another_and_to_another_at_once(school: TestSchool) {
        let mut school = school;
        school.settle(|settings| settings.mail_per_minute = Some(2));
        for (name, email) in [("Ada", "ada@lent.example"), ("Bob", "bob@lent.example"), ("Eve", "eve@lent.example"),
            ("Jean", "jean@Lent.example"), ("Zoé", "zoe@autre.example")] {
            agrees(&school, &format!("{name} Keller"), email, "newsletter").await;
        }
        let mut helene = school.staff("Hélène Muller", "helene@exemple.fr", Role::Teacher).await;
        let campaign = drafts(&mut helene, &[("topic", "newsletter")]).await;
        helene.submit(&campaign, &[("act", "schedule")]).await.assert_status(200);
        let mut left = Vec::new();
        for _ in 0..4 {
            school.work().await;
            let to = received(&school, "La lettre de décembre");
            left.push((to.iter().filter(|to| to.contains("ent.example")).count(), to.iter().any(|to| to.contains("autre"))));
            // Work lets a second pass each time.
            school.pass(SignedDuration::from_secs(29));
        }
        assert_eq!(left, [(1, true), (2, true), (3, true), (4, true)], "two a minute for each provider");
        assert_eq!(school.count("SELECT COUNT(*) FROM jobs WHERE last_error IS NOT NULL").await, 0, "waiting is no failure");
        let next = drafts(&mut helene, &[("topic", "newsletter")]).await;
        school.pass(SignedDuration::from_hours(1));
        helene.sign_in("helene@exemple.fr").await;
        helene.submit(&next, &[("act", "schedule")]).await.assert_status(200);
        helene.submit(&next, &[("act", "cancel")]).await.assert_status(200);
        school.work().await;
        assert_eq!(school.rows("destinations").await, 0, "what nothing waits for is forgotten");
    }
}
