//! Hélène teaches and Karim assists, each in a browser of their own, for a learner who writes from her telephone: a day's work, and
//! what each of them cannot see.

use crate::ONE_AT_A_TIME;
use crate::device::{Device, Screen};
use crate::journey::arriving::signs_in_as;
use crate::school::{Engine, School};
use crate::tab::Tab;
use crate::watch::Refusal;

const CAMILLE: &str = "camille@demo.example";
const QUESTION: &str = "Choisir entre SASU et EURL";
const TROUBLE: &str = "Le lecteur ne s'ouvre pas";
/// What Hélène notes for her colleagues, and nobody else reads.
const NOTE: &str = "À reprendre au prochain atelier.";
const OTHERS: &str = "/equipe/enseignement/suivi";
const PAYMENTS: &str = "/equipe/comptabilite";
/// The correction is sent a first time without its points.
const NO_POINTS: Refusal = Refusal { ending: "/votre-guide", status: 422 };

async fn p30_two_of_the_staff_do_their_days_work(engine: Engine) {
    let _turn = ONE_AT_A_TIME.lock().await;
    let school = School::demonstration_on(engine).await;
    let telephone = Device::new(&school, Screen::Telephone).await;
    let camille = telephone.tab().await;
    signs_in_as(&camille, CAMILLE, "/espace").await;
    writes(&camille, "L'équipe pédagogique", QUESTION).await;
    writes(&camille, "L'assistance", TROUBLE).await;

    let (desk, counter) = (Device::new(&school, Screen::Computer).await, Device::new(&school, Screen::Computer).await);
    let (helene, karim) = (desk.tab().await, counter.tab().await);
    signs_in_as(&helene, "helene@demo.example", "/equipe/enseignement").await;
    signs_in_as(&karim, "karim@demo.example", "/equipe/assistance").await;
    takes_the_question(&helene).await;
    karim_sees_his_own_only(&karim).await;
    answers(&helene, "En SASU vous êtes assimilée salariée ; la leçon suivante compare les deux.").await;
    answers(&karim, "Videz le cache de votre navigateur, puis dites-nous ce qui s'affiche.").await;
    grades_an_essay(&helene).await;
    helps_with_an_account(&karim).await;
    follows_a_learner(&helene).await;
    is_refused_what_is_not_hers(&helene).await;

    reads_the_answers(&camille).await;
    reads_who_looked(&camille).await;
    desk.put_away(&["session"], &[NO_POINTS, Refusal { ending: PAYMENTS, status: 404 }]).await;
    counter.put_away(&["session"], &[Refusal { ending: OTHERS, status: 404 }]).await;
    telephone.put_away(&["session"], &[]).await;
    school.assert_calm();
}

async fn writes(camille: &Tab, desk: &str, subject: &str) {
    camille.open("/messages/nouveau").await;
    camille.choose("#desk", desk).await;
    camille.fill("subject", subject).await;
    camille.fill("text", "Pouvez-vous m'aider ?").await;
    camille.press("Envoyer").await;
    camille.sees("Envoyé.").await;
}

/// The first of a table's rows leads to what it is about.
async fn opens_the_first(tab: &Tab, table: &str) {
    let name: String = tab.read(&format!("plain(find(\"{table} tbody th a\").innerText)")).await;
    tab.press_in(&format!("{table} tbody tr:first-child"), &name).await;
}

async fn waiting(tab: &Tab) -> usize {
    tab.read("document.querySelectorAll('main tbody tr').length").await
}

async fn takes_the_question(helene: &Tab) {
    helene.press_in("nav", "Messages").await;
    assert_eq!(waiting(helene).await, 1, "what was written to the other desk is not hers");
    helene.picture("teaching-desk").await;
    opens_the_first(helene, "main table").await;
    helene.sees(QUESTION).await;
    helene.sees("Cet accès est consigné").await;
    helene.press("Je m'en occupe").await;
    helene.sees("Vous vous en occupez.").await;
    helene.fill("text", NOTE).await;
    helene.press("Garder comme note").await;
    helene.sees("Note gardée.").await;
}

async fn karim_sees_his_own_only(karim: &Tab) {
    assert_eq!(waiting(karim).await, 1);
    karim.picture("support-desk").await;
    opens_the_first(karim, "main table").await;
    karim.sees(TROUBLE).await;
    karim.open(OTHERS).await;
    karim.sees("Cette page n'existe pas").await;
    karim.open("/equipe/assistance").await;
    opens_the_first(karim, "main table").await;
}

async fn answers(tab: &Tab, text: &str) {
    tab.fill("text", text).await;
    tab.press("Répondre").await;
    tab.sees("Répondu. La personne est prévenue.").await;
}

async fn grades_an_essay(helene: &Tab) {
    const WAITING: &str = "document.querySelectorAll(\"main a[href*='/corrections/']\").length";
    helene.press_in("nav", "À faire").await;
    let before: usize = helene.read(WAITING).await;
    opens_the_first(helene, "main section:has(a[href*='/corrections/']) table").await;
    helene.sees("Points de chaque critère").await;
    helene.fill("comment", "Le besoin est bien dit ; il manque à qui il appartient.").await;
    helene.press("Rendre la correction").await;
    helene.sees("Donnez à chaque critère un nombre entier de points").await;
    let full = "([...document.querySelectorAll('[name=level]')].forEach((one) => (one.value = one.max)), true)";
    let _: bool = helene.read(full).await;
    assert!(helene.value("comment").await.contains("il manque à qui"), "what was typed is kept");
    helene.picture("grading").await;
    helene.press("Rendre la correction").await;
    helene.sees("Correction rendue.").await;
    assert_eq!(helene.read::<usize>(WAITING).await, before - 1);
}

async fn helps_with_an_account(karim: &Tab) {
    karim.press_in("nav", "Comptes").await;
    karim.fill("email", CAMILLE).await;
    karim.press("Chercher").await;
    karim.sees("Camille Roth").await;
    karim.picture("account-help").await;
    karim.wait_for("!/Créer son entreprise|ressources|€/.test(find('main').innerText)").await;
}

async fn follows_a_learner(helene: &Tab) {
    helene.press_in("nav", "Suivi").await;
    helene.press("Créer son entreprise, de l'idée au premier client").await;
    helene.picture("following").await;
    helene.press("Camille Roth").await;
    helene.sees("Pourquoi ouvrez-vous ce parcours ?").await;
    helene.choose("#reason", "Pour préparer un entretien").await;
    helene.press("Ouvrir le parcours").await;
    helene.sees("Cet accès est consigné.").await;
    helene.sees("Camille Roth").await;
    helene.picture("path").await;
}

async fn is_refused_what_is_not_hers(helene: &Tab) {
    helene.open(PAYMENTS).await;
    helene.sees("Cette page n'existe pas").await;
}

async fn reads_the_answers(camille: &Tab) {
    camille.open("/messages").await;
    for (subject, answer) in [(QUESTION, "En SASU vous êtes assimilée salariée"), (TROUBLE, "Videz le cache")] {
        camille.press(subject).await;
        camille.sees(answer).await;
        camille.wait_for("!find('main').innerText.includes('prochain atelier')").await;
        camille.picture("answer").await;
        camille.open("/messages").await;
    }
}

/// Each look stands among her data, with its reason.
async fn reads_who_looked(camille: &Tab) {
    camille.open("/mes-donnees").await;
    for reason in [
        "Pour préparer un entretien avec vous.",
        "Pour répondre à ce que vous avez écrit.",
        "Pour suivre votre promotion",
    ] {
        camille.sees(reason).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn browser_p30_working_day_on_sqlite() {
    p30_two_of_the_staff_do_their_days_work(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn browser_p30_working_day_on_postgres() {
    p30_two_of_the_staff_do_their_days_work(Engine::Postgres).await;
}
