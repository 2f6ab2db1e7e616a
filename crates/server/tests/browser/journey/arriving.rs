//! Opening an account, coming in, choosing a programme.

use crate::school::{School, link_in};
use crate::tab::Tab;
use crate::watch::Refusal;

/// The form is sent a first time without the declaration of age.
pub(crate) const NOT_ADULT: Refusal = Refusal { ending: "/inscription", status: 422 };

const EMAIL: &str = "ada@exemple.fr";
const PASSWORD: &str = "quatre lunes tranquilles";

/// From the home page to a confirmed address.
pub(crate) async fn signs_up(ada: &Tab, school: &School) {
    ada.open("/").await;
    ada.sees("Apprendre à entreprendre").await;
    ada.press_in("header", "Créer un compte").await;
    ada.fill("name", "Ada Keller").await;
    ada.fill("email", EMAIL).await;
    ada.fill("password", PASSWORD).await;
    ada.sees_in("#strength", "Assez solide.").await;
    ada.press("Créer mon compte").await;
    ada.sees_in("#adult-error", "Nos programmes s'adressent aux adultes").await;
    assert_eq!(ada.value("password").await, "", "a password is never sent back");
    ada.fill("password", PASSWORD).await;
    ada.choose("main", "Je déclare avoir 18 ans ou plus.").await;
    ada.press("Créer mon compte").await;
    ada.sees("Regardez votre courrier").await;
    let letter = school.letter(EMAIL, "Confirmez votre adresse").await;
    ada.open(&link_in(&letter)).await;
    ada.press("Confirmer mon adresse").await;
    ada.sees("Votre adresse est confirmée").await;
}

/// On whatever device.
pub(crate) async fn signs_in(ada: &Tab) {
    signs_in_as(ada, EMAIL, "/espace").await;
}

/// On the way to a page, which is there afterwards. Everybody of the stories and of the demonstration has the same password.
pub(crate) async fn signs_in_as(tab: &Tab, email: &str, to: &str) {
    tab.open(to).await;
    assert_eq!(tab.path().await, "/connexion");
    tab.fill("email", email).await;
    tab.fill("password", PASSWORD).await;
    tab.press("Se connecter").await;
    assert_eq!(tab.path().await, to);
}

/// In the only programme there is.
pub(crate) async fn enrols(ada: &Tab) {
    ada.sees("Votre espace est encore vide").await;
    ada.press("Choisir un programme").await;
    ada.press("Ouvrir un atelier").await;
    ada.press("M'inscrire à ce programme").await;
    ada.sees("Vous êtes inscrit").await;
    ada.picture("programme").await;
}
