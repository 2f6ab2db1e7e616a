//! The register of recipients (P22, P44), and the one way out that is held to it (P21, B07).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use school::people::Role;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use crate::copy::copy;
use crate::support::{Actor, Engine, Page, TestSchool, story};

const REGISTER: &str = "/equipe/confidentialite/destinataires";

async fn officer(school: &TestSchool) -> Actor {
    school.staff("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer).await
}

/// The form, right but for what a test changes in it.
async fn enters(anne: &mut Actor, changes: &[(&str, &str)]) -> Page {
    let right = [
        ("name", "Relais Postal SARL"),
        ("service", "porter nos lettres"),
        ("hosts", "127.0.0.2"),
        ("country", "fr"),
        ("instrument", ""),
        ("instrument_reference", ""),
        ("contract", "RP-2026-014"),
        ("contract_on", "2026-09-01"),
        ("review_on", "2027-09-01"),
        ("categories", "identity"),
        ("contact_email", ""),
        ("policy_url", "https://relais.exemple/confidentialite"),
    ];
    let changed = right
        .map(|(name, value)| (name, changes.iter().find(|(one, _)| *one == name).map_or(value, |(_, other)| *other)));
    anne.submit(REGISTER, &changed).await
}

story! {
    async fn p22_no_recipient_is_entered_without_contract_place_and_review_and_the_public_sees_them(school: TestSchool) {
        let mut anne = officer(&school).await;
        anne.get(REGISTER).await.assert_says("Le registre est vide");
        school.visitor().get("/confidentialite").await.assert_says("Aucun prestataire n'est inscrit au registre");
        for field in ["name", "service", "country", "contract", "contract_on", "review_on", "categories"] {
            let refused = enters(&mut anne, &[(field, "")]).await;
            refused.assert_status(422);
            assert_eq!(refused.attributes(".error-summary a", "href"), [format!("#{field}")]);
        }
        let refused = enters(&mut anne, &[("hosts", "https://relais.exemple/"), ("policy_url", "javascript:alert(1)")]).await;
        assert_eq!(refused.attributes(".error-summary a", "href"), ["#hosts", "#policy_url"]);
        assert_eq!(refused.attributes("#name", "value"), ["Relais Postal SARL"], "what was typed is kept");
        assert_eq!(school.rows("recipients").await, 0);
        enters(&mut anne, &[]).await.assert_says("Destinataire inscrit.");
        let public = school.visitor().get("/confidentialite").await;
        for words in ["Relais Postal SARL", "porter nos lettres", "Identité et coordonnées", "FR"] {
            assert!(public.texts("td").iter().any(|cell| cell.contains(words)), "{words}");
        }
        assert!(!public.html().contains("RP-2026-014"), "the contract itself is nobody else's");
        school.visitor().get("/engagements").await.assert_says("1 destinataire au registre, dont 0 hors d'Europe.");
        let mut bob = school.learner("Bob Martin", "bob@exemple.fr").await;
        let told = String::from_utf8(copy(&mut bob).await["mes-donnees.html"].clone()).expect("UTF-8");
        assert!(told.contains("Relais Postal SARL (porter nos lettres, FR)"), "a person is told who receives their data");
        school.pass(jiff::SignedDuration::from_hours(24 * 300));
        anne.sign_in("anne@ecole.example").await;
        let page = anne.get(REGISTER).await;
        page.assert_says("revue en retard");
        let entry = page.attributes("td form", "action").remove(0);
        anne.submit(&entry, &[("act", "reviewed")]).await.assert_says("19 septembre 2028");
        anne.submit(&entry, &[("act", "end")]).await.assert_says("Le registre est vide");
        anne.post(&entry, &[("act", "end")]).await.assert_status(404);
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.get(REGISTER).await.assert_status(404);
    }
}

story! {
    async fn p44_outside_europe_only_under_an_instrument_the_database_itself_refuses_otherwise(school: TestSchool) {
        let mut anne = officer(&school).await;
        let refused = enters(&mut anne, &[("country", "US")]).await;
        assert_eq!(refused.attributes(".error-summary a", "href"), ["#instrument"]);
        for outside in ["GB", "CH"] {
            enters(&mut anne, &[("country", outside)]).await.assert_status(422);
        }
        for inside in ["IS", "NO", "LI"] {
            enters(&mut anne, &[("country", inside), ("hosts", &format!("{inside}.example"))]).await.assert_status(200);
        }
        let refused = enters(&mut anne, &[("country", "US"), ("instrument", "clauses")]).await;
        assert_eq!(refused.attributes(".error-summary a", "href"), ["#instrument_reference"]);
        let under = [("country", "US"), ("instrument", "clauses"), ("instrument_reference", "2021/914, signées le 1er mars")];
        enters(&mut anne, &under).await.assert_says("clauses contractuelles types");
        school.visitor().get("/confidentialite").await.assert_says("US (2021/914, signées le 1er mars)");
        let record = anne.get("/equipe/confidentialite/registre/registre.json").await.json();
        let account = record["activities"].as_array().expect("activities").iter().find(|one| one["code"] == "account");
        let transfers = &account.expect("the account")["transfers"];
        assert_eq!(*transfers, serde_json::json!(["Relais Postal SARL, US : 2021/914, signées le 1er mars"]));
        assert!(school.strip_instruments().await.is_err(), "not even somebody with the database");
    }
}

/// A relay that answers on another address of this machine, and counts who comes.
async fn relay() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.2:0").await.expect("an address");
    let (port, came) = (listener.local_addr().expect("its port").port(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&came);
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            // It is not in the mood: what matters here is that it was reached at all.
            let _ = socket.write_all(b"421 later\r\n").await;
        }
    });
    (port, came)
}

story! {
    async fn p21_nothing_leaves_for_a_host_that_the_register_does_not_hold(school: TestSchool) {
        let mut anne = officer(&school).await;
        let (port, came) = relay().await;
        school.visitor().sign_up("Ada Keller", "ada@exemple.fr").await;
        let waiting = school.send_through("127.0.0.2", port).await;
        assert!(waiting[0].contains("127.0.0.2 is not in the register of recipients"), "{waiting:?}");
        assert_eq!(came.load(Ordering::SeqCst), 0, "no connection was even tried");
        school.visitor().get("/engagements").await.assert_says("connexion refusée en un mois");
        // Hours have passed, and a new way out asks who is there.
        anne.sign_in("anne@ecole.example").await;
        enters(&mut anne, &[("hosts", "x127.0.0.2 127.0.0.25")]).await.assert_status(200);
        school.send_through("127.0.0.2", port).await;
        assert_eq!(came.load(Ordering::SeqCst), 0, "a name that only holds it is another");
        let entry = anne.get(REGISTER).await.attributes("td form", "action").remove(0);
        anne.submit(&entry, &[("act", "end")]).await.assert_status(200);
        anne.sign_in("anne@ecole.example").await;
        enters(&mut anne, &[]).await.assert_status(200);
        school.send_through("127.0.0.2", port).await;
        assert!(came.load(Ordering::SeqCst) > 0, "what is in the register is reached");
        let before = came.load(Ordering::SeqCst);
        let entry = anne.get(REGISTER).await.attributes("td form", "action").remove(0);
        anne.submit(&entry, &[("act", "end")]).await.assert_status(200);
        school.send_through("127.0.0.2", port).await;
        assert_eq!(came.load(Ordering::SeqCst), before, "nothing goes where it ended");
    }
}

story! {
    async fn b07_a_refused_connection_stands_in_the_journal_and_the_letter_is_not_lost(school: TestSchool) {
        let mut anne = officer(&school).await;
        school.visitor().sign_up("Ada Keller", "ada@exemple.fr").await;
        school.send_through("relais.invalid", 25).await;
        assert!(school.journal_details("egress.refused").await[0].contains("relais.invalid"));
        assert_eq!(school.letters().iter().filter(|letter| letter.to == "ada@exemple.fr").count(), 0);
        anne.get(REGISTER).await.assert_status(200);
        school.pass(jiff::SignedDuration::from_hours(12));
        school.work().await;
        assert!(school.letter_to("ada@exemple.fr").text.contains("http"), "it leaves once it may");
    }
}

/// Each processing with the point of article 6(1) that it rests on.
const BASES: [(&str, &str); 21] = [
    ("account", "6(1)(b)"),
    ("sign_in", "6(1)(b)"),
    ("service_messages", "6(1)(b)"),
    ("answering", "6(1)(b)"),
    ("events", "6(1)(b)"),
    ("adults_only", "6(1)(b)"),
    ("information", "6(1)(c)"),
    ("security", "6(1)(f)"),
    ("audit", "6(1)(f)"),
    ("teaching", "6(1)(b)"),
    ("follow_up", "6(1)(b)"),
    ("partner_names", "6(1)(a)"),
    ("assessment", "6(1)(b)"),
    ("certification", "6(1)(b)"),
    ("personalisation", "6(1)(f)"),
    ("improvement", "6(1)(f)"),
    ("incidents", "6(1)(c)"),
    ("disclosure", "6(1)(c)"),
    ("marketing", "6(1)(a)"),
    ("retention", "6(1)(c)"),
    ("rights", "6(1)(c)"),
];

story! {
    async fn p19_the_officer_reads_the_record_and_takes_it_away_in_each_form(school: TestSchool) {
        let mut anne = officer(&school).await;
        enters(&mut anne, &[]).await.assert_status(200);
        let page = anne.get("/equipe/confidentialite/registre").await;
        page.assert_says("Registre des activités de traitement");
        page.assert_says("Relais Postal SARL (porter nos lettres, FR)");
        let bases = page.texts("li").iter().filter(|line| line.starts_with("Base légale")).count();
        assert_eq!(bases, school.opened.school.privacy.map().purposes().len(), "a basis for each activity");
        let record = anne.get("/equipe/confidentialite/registre/registre.json").await.json();
        for (code, article) in BASES {
            let activity = record["activities"].as_array().expect("activities").iter().find(|one| one["code"] == code);
            let basis = activity.unwrap_or_else(|| panic!("{code}"))["lawful_basis"].as_str().expect("a basis");
            assert!(basis.contains(article), "{code}: {basis}");
        }
        assert_eq!(BASES.len(), bases, "each of them");
        for (name, begins) in [("csv", "Activité,"), ("md", "# Registre"), ("json", "{")] {
            let file = anne.get(&format!("/equipe/confidentialite/registre/registre.{name}")).await;
            assert!(file.html().starts_with(begins), "{name}");
        }
        anne.get("/equipe/confidentialite/registre/registre.ods").await.assert_status(404);
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.get("/equipe/confidentialite/registre").await.assert_status(404);
    }
}

story! {
    async fn p38_whoever_received_data_is_told_when_it_is_corrected_frozen_or_erased(school: TestSchool) {
        let mut anne = officer(&school).await;
        let wrong = enters(&mut anne, &[("contact_email", "pas une adresse")]).await;
        assert_eq!(wrong.attributes(".error-summary a", "href"), ["#contact_email"]);
        enters(&mut anne, &[("contact_email", "dpo@relais.exemple")]).await.assert_says("dpo@relais.exemple");
        enters(&mut anne, &[("name", "Sans contact"), ("categories", "identity")]).await.assert_status(200);
        let other = [("name", "Autre"), ("categories", "learning"), ("contact_email", "dpo@autre.exemple")];
        enters(&mut anne, &other).await.assert_status(200);
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.submit("/profil", &[("name", "Ada Keller-Roth"), ("phone", "")]).await.assert_status(200);
        school.work().await;
        let letter = school.letter_to("dpo@relais.exemple");
        assert_eq!(letter.subject, "Une donnée a été corrigée");
        assert!(letter.text.contains("ada@exemple.fr") && letter.text.contains("Ada Keller-Roth"), "{}", letter.text);
        ada.submit("/mes-donnees/geler", &[("category", "learning"), ("ground", "a")]).await.assert_status(200);
        school.work().await;
        assert_eq!(school.letter_to("dpo@autre.exemple").subject, "Des données sont gelées");
        let report = String::from_utf8(copy(&mut ada).await["mes-donnees.html"].clone()).expect("UTF-8");
        assert!(report.contains("Ce que nous avons dit aux destinataires") && report.contains("Relais Postal SARL"));
        let erased = [("scope", "whole"), ("ground", "a"), ("current", crate::support::actor::PASSWORD)];
        ada.post("/mes-donnees/effacer", &erased).await.assert_status(200);
        let waiting = school.stored_bytes();
        assert!(!waiting.windows(14).any(|window| window == b"ada@exemple.fr"), "nothing readable waits in the queue");
        school.work().await;
        for contact in ["dpo@relais.exemple", "dpo@autre.exemple"] {
            let letter = school.letter_to(contact);
            assert_eq!(letter.subject, "Des données ont été effacées", "{contact}");
            assert!(letter.text.contains("ada@exemple.fr"), "whom it was about could still be said");
        }
        assert_eq!(school.letters().iter().filter(|letter| letter.to.ends_with("exemple") && letter.to.starts_with("dpo")).count(), 4);
    }
}
