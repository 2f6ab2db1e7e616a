//! What learners ask for, and those of the school who find it in their pages.

use std::collections::BTreeSet;

use super::album::Album;
use super::crawl::Crawl;
use super::signs_in;
use crate::device::{Device, Screen};
use crate::school::School;
use crate::tab::{Tab, quoted};

/// Hands a copy in without an answer, has it read again, and asks for a correction.
pub(super) async fn asks_for_things(tab: &Tab, attempt: &str) {
    tab.open(attempt).await;
    tab.press("Rendre ma copie").await;
    tab.fill("text", "La page s'est fermée avant que j'aie répondu.").await;
    tab.press("Demander une relecture").await;
    tab.open("/mes-donnees/corriger").await;
    tab.fill("text", "La date de mon inscription n'est pas la bonne.").await;
    tab.press("Envoyer").await;
    tab.open("/messages/nouveau").await;
    tab.choose("#desk", "L'équipe pédagogique").await;
    tab.fill("subject", "Choisir entre SASU et EURL").await;
    tab.fill("text", "Je ne comprends pas ce qui change pour ma protection sociale. Pouvez-vous m'aider ?").await;
    attaches(tab, &["Prévisionnel 2027.csv", "Questions.txt"]).await;
    tab.press("Envoyer").await;
    tab.open("/messages/nouveau").await;
    tab.choose("#desk", "L'assistance").await;
    tab.fill("subject", "Le lecteur ne s'ouvre pas").await;
    tab.fill("text", "Voici ce que dit mon navigateur.").await;
    attaches(tab, &["Message du navigateur.txt"]).await;
    tab.press("Envoyer").await;
    tab.open("/profil/preferences").await;
    tab.press_in("#newsletter", "Je veux le recevoir : La lettre mensuelle").await;
}

/// The officer, with an incident and an authority's request in the registers; the administrator, who reviews it; the teacher.
pub(super) async fn as_staff(school: &School, table: &[&'static str], album: &mut Album) -> BTreeSet<&'static str> {
    let mut answered = BTreeSet::new();
    for (person, email) in [
        ("officer", "anne@demo.example"),
        ("admin", "paul@demo.example"),
        ("teacher", "helene@demo.example"),
        ("support", "karim@demo.example"),
        ("partner", "marc@demo.example"),
        ("accountant", "sophie@demo.example"),
    ] {
        let device = Device::new(school, Screen::Computer).await;
        let tab = device.tab().await;
        signs_in(&tab, email).await;
        if person == "officer" {
            enters_an_incident(&tab).await;
            enters_a_disclosure(&tab).await;
        }
        if person == "teacher" {
            answers_and_writes(&tab).await;
            opens_a_path(&tab).await;
            writes_a_programme(&tab).await;
        }
        let mut crawl = Crawl::new(person, (&device, &tab), table);
        // What everybody has was pictured for the learner.
        crawl.only = "/equipe";
        answered.extend(crawl.from("/espace", album).await);
        album.troubles.extend(device.troubles(&[]).await);
    }
    answered
}

/// Answers the message that waits, and writes a newsletter.
async fn answers_and_writes(tab: &Tab) {
    tab.open("/equipe/enseignement/messages").await;
    let first: String = tab.read("find('main table a').getAttribute('href')").await;
    tab.open(&first).await;
    tab.fill(
        "text",
        "En SASU vous êtes assimilé salarié ; en EURL, travailleur indépendant. La leçon suivante compare les deux.",
    )
    .await;
    tab.press("Répondre").await;
    tab.open("/equipe/enseignement/lettres").await;
    tab.choose("#topic", "La lettre mensuelle").await;
    tab.fill("subject_fr", "La lettre de décembre").await;
    tab.fill("body_fr", "## Ce mois-ci\n\n- Un nouveau module sur la **trésorerie** ;\n- deux rencontres en ligne.")
        .await;
    tab.press("Garder le brouillon").await;
}

/// Says why, so that the path of the first learner opens.
async fn opens_a_path(tab: &Tab) {
    tab.open("/equipe/enseignement/suivi/creer-son-entreprise").await;
    let first: String = tab.read("find('table[data-sortable] tbody a').getAttribute('href')").await;
    tab.open(&first).await;
    tab.choose("#reason", "Pour préparer un entretien").await;
    tab.press("Ouvrir le parcours").await;
}

/// Begins a programme, adds an exercise with a question that is not right yet, and opens a draft of another programme.
async fn writes_a_programme(tab: &Tab) {
    const LESSON: &str = "01-premier-module/01-premiere-lecon.md";
    let home = "/equipe/enseignement/programmes/vendre-en-ligne";
    tab.open("/equipe/enseignement/programmes").await;
    tab.fill("title", "Vendre en ligne").await;
    tab.press("Commencer").await;
    tab.open(&format!("{home}/fichiers/{LESSON}")).await;
    let text = "# Le panier\n\n## Ce qu'il contient\n\nUn panier vaut **12 €**.\n\n- Le prix\n- Le délai\n";
    sets(tab, "text", text).await;
    tab.press("Enregistrer").await;
    tab.open(&format!("{home}/fichiers/01-premier-module/module.toml")).await;
    tab.fill("deadline_days", "bientôt").await;
    tab.press("Enregistrer").await;
    let other = "/equipe/enseignement/programmes/piloter-sa-tresorerie";
    tab.open(&format!("{other}/fichiers/01-comprendre-sa-tresorerie/module.toml")).await;
    sets(tab, "summary", "Où va l'argent, et quand il revient.").await;
    tab.press("Enregistrer").await;
}

async fn enters_an_incident(tab: &Tab) {
    tab.open("/equipe/confidentialite/incidents").await;
    let texts = [
        ("title", "Un message parti à la mauvaise adresse"),
        ("description", "Une réponse destinée à une personne a été envoyée à une autre."),
        ("consequences", "Une personne a pu lire le nom et la question d'une autre."),
        ("measures", "La personne qui l'a reçue l'a effacée et nous l'a écrit."),
        ("accounts", "camille@demo.example"),
    ];
    for (field, text) in texts {
        tab.fill(field, text).await;
    }
    tab.choose("#nature", "vues par").await;
    tab.choose("#categories", "").await;
    sets(tab, "risk", "risk").await;
    tab.press("Inscrire").await;
}

async fn enters_a_disclosure(tab: &Tab) {
    tab.open("/equipe/confidentialite/communications").await;
    for (field, text) in [
        ("authority", "Tribunal judiciaire de Strasbourg"),
        ("reference", "Ordonnance 26/114, article 99-3 du code de procédure pénale"),
        ("query", "camille@demo.example"),
    ] {
        tab.fill(field, text).await;
    }
    for (field, value) in [
        ("basis", "court_order"),
        ("received_on", "2026-01-15"),
        ("since_on", "2026-01-01"),
        ("until_on", "2026-01-10"),
    ] {
        sets(tab, field, value).await;
    }
    tab.press("Inscrire et préserver").await;
}

/// Chooses files of a few words, as the window of the system does, which no script can open.
async fn attaches(tab: &Tab, names: &[&str]) {
    let files = names.iter().map(|name| format!("chosen.items.add(new File(['mois;montant'], {}));", quoted(name)));
    let files: String = files.collect();
    let _: bool = tab.read(&format!("(() => {{ const chosen = new DataTransfer(); {files} find('#files').files = chosen.files; return true; }})()")).await;
}

/// Gives a field a value that no key types: a day, an entry of a list.
async fn sets(tab: &Tab, field: &str, value: &str) {
    let field = quoted(&format!("[name='{field}']"));
    let _: bool = tab.read(&format!("(find({field}).value = {}, true)", quoted(value))).await;
}
