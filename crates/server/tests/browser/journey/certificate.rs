//! The certificate: told by a letter, kept as a document, verified by anyone (P11).

use crate::device::Device;
use crate::school::{School, link_in};
use crate::tab::Tab;

/// Follows the letter, downloads the document, and gives the code that anyone may verify.
pub(crate) async fn receives(ada: &Tab, computer: &Device, school: &School) -> String {
    let letter = school.letter("ada@exemple.fr", "Votre certificat est prêt").await;
    ada.open(&link_in(&letter)).await;
    if ada.path().await == "/certificats" {
        ada.press("Ouvrir un atelier").await;
    }
    ada.sees("Ada Keller").await;
    ada.sees("EntreComp 2.4").await;
    ada.picture("certificate").await;
    ada.touch("main", "Télécharger le PDF").await;
    let document = computer.download("certificat-").await;
    assert!(document.starts_with(b"%PDF-") && document.len() > 10_000, "{} bytes", document.len());
    let code = ada.path().await.rsplit('/').next().expect("a code").to_owned();
    ada.press("Voir la page de vérification").await;
    ada.sees("Ce certificat est valide.").await;
    code
}

/// Nobody has to sign in to learn that it is valid, and nobody learns more.
pub(crate) async fn is_verified_by_anyone(employer: &Tab, code: &str) {
    employer.open(&format!("/verifier/{code}")).await;
    for words in ["Ce certificat est valide.", "Ada Keller", "Ouvrir un atelier", "EntreComp 2.4"] {
        employer.sees(words).await;
    }
    employer.picture("verification").await;
    employer.open(&format!("/certificats/{code}")).await;
    assert_eq!(employer.path().await, "/connexion");
}
