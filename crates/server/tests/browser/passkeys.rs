//! Eva, of the staff, on her first days: she engages, learns, adds a passkey, and it opens what a password alone does not.

use crate::ONE_AT_A_TIME;
use crate::device::{Device, Screen};
use crate::school::{Engine, School};
use crate::tab::Tab;
use crate::watch::Refusal;

const ADMINISTRATION: &str = "/equipe/administration";
/// Who is there is asked with the page of a refusal.
const ASKED: Refusal = Refusal { ending: ADMINISTRATION, status: 403 };

async fn p09_a_passkey_proves_who_is_there(engine: Engine) {
    let _turn = ONE_AT_A_TIME.lock().await;
    let school = School::open_under_a_name(engine).await;
    let computer = Device::new(&school, Screen::Computer).await;
    let eva = computer.tab().await;
    let authenticator = eva.keeps_passkeys().await;
    comes_in(&eva, &school).await;
    engages_and_learns(&eva).await;
    adds_a_passkey(&eva).await;
    eva.open(ADMINISTRATION).await;
    eva.sees("Accès de l'équipe").await;
    school.lets_proofs_age().await;
    invites_and_is_asked(&eva).await;
    eva.press_in("header", "Se déconnecter").await;
    eva.open(ADMINISTRATION).await;
    eva.press("Se connecter avec une clé d'accès").await;
    assert_eq!(eva.path().await, ADMINISTRATION, "she comes back to where she was going");
    eva.press_in("header", "Se déconnecter").await;
    eva.loses_passkeys(&authenticator).await;
    eva.open("/connexion").await;
    eva.touch("main", "Se connecter avec une clé d'accès").await;
    eva.sees("Rien n'a été fait").await;
    computer.put_away(&[], &[ASKED]).await;
    school.assert_calm();
}

async fn comes_in(eva: &Tab, school: &School) {
    eva.open(&school.invitation("admin")).await;
    eva.fill("password", "quatre lunes tranquilles").await;
    eva.press("Enregistrer ce mot de passe").await;
    eva.open(ADMINISTRATION).await;
    eva.fill("email", "eva@demo.example").await;
    eva.fill("password", "quatre lunes tranquilles").await;
    eva.press("Se connecter").await;
    assert_eq!(eva.path().await, "/equipe/acces");
}

async fn engages_and_learns(eva: &Tab) {
    eva.choose("main", "J'ai lu cet engagement et je le prends.").await;
    eva.press("Signer").await;
    eva.sees("C'est signé").await;
    eva.press("Suivre la formation").await;
    let training = school::access::training().expect("the training");
    for (number, part) in training.parts.iter().enumerate() {
        let right = part.options.iter().position(|option| option.right).expect("a right answer");
        let _: bool = eva.read(&format!("(find('[name=part-{number}][value=\"{right}\"]').checked = true)")).await;
    }
    eva.press("Valider mes réponses").await;
    eva.sees("Formation acquise pour un an").await;
}

async fn adds_a_passkey(eva: &Tab) {
    eva.open("/profil/securite/second-facteur").await;
    eva.picture("passkeys").await;
    eva.fill("label", "Ordinateur du bureau").await;
    eva.press("Ajouter une clé d'accès").await;
    eva.sees("Vos codes de secours").await;
    eva.press("Je les ai notés").await;
    eva.sees("Rien ne manque").await;
    eva.open("/profil/securite/second-facteur").await;
    eva.sees("Ordinateur du bureau").await;
}

async fn invites_and_is_asked(eva: &Tab) {
    eva.fill("name", "Rosa Klein").await;
    eva.fill("email", "rosa@ecole.example").await;
    let _: bool = eva.read("(find('[name=role]').value = 'teacher', true)").await;
    eva.press("Envoyer l'invitation").await;
    eva.sees("Est-ce bien vous").await;
    eva.picture("proof").await;
    eva.press("Utiliser une clé d'accès").await;
    eva.sees("L'invitation est partie.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn browser_p09_passkeys_on_sqlite() {
    p09_a_passkey_proves_who_is_there(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn browser_p09_passkeys_on_postgres() {
    p09_a_passkey_proves_who_is_there(Engine::Postgres).await;
}
