//! Leaving in the middle, and coming back to the same words on another device (P10).

use super::arriving::signs_in;
use crate::tab::{Tab, quoted};

const LESSON: &str = "/apprendre/ouvrir-un-atelier/premiers-calculs/les-charges-et-la-marge";
const EXERCISE: &str = "/apprendre/ouvrir-un-atelier/premiers-calculs/s-entrainer";

/// Reads, half answers a question, reads on, and gives the block at which she left.
pub(crate) async fn reads_and_leaves(ada: &Tab) -> String {
    ada.press("Continuer : Les charges et la marge").await;
    assert_eq!(ada.path().await, LESSON);
    let first = ada.read_on(700.0).await;
    ada.picture("lesson").await;
    ada.press("← Premiers calculs").await;
    ada.press("S'entraîner à compter").await;
    ada.fill("q-marge-du-mois", "1 2").await;
    ada.sees_in("form:has(#marge-du-mois) [data-autosave-mark]", "enregistré à").await;
    ada.press_in("nav", "Précédent Les charges et la marge").await;
    ada.wait_for(&format!("blockAtReadingLine() === {}", quoted(&first))).await;
    let second = ada.read_on(600.0).await;
    assert_ne!(first, second);
    second
}

/// A device that she never used shows the same words at the same place, and what she had half typed.
pub(crate) async fn resumes(ada: &Tab, block: &str) {
    signs_in(ada).await;
    // The farewell of the page that was closed is still on its way; asking for the page moves nothing.
    let kept = format!(
        "fetch('{LESSON}').then((answer) => answer.text()).then((text) => text.includes({}))",
        quoted(&format!("data-resume-block=\"{block}\""))
    );
    ada.wait_for(&kept).await;
    ada.sees("Vous reprenez à l'endroit exact où vous étiez").await;
    ada.picture("space").await;
    ada.press("Reprendre").await;
    assert_eq!(ada.path().await, LESSON);
    ada.wait_for(&format!("blockAtReadingLine() === {}", quoted(block))).await;
    ada.picture("resumed").await;
    ada.press_in("nav", "Suivant S'entraîner à compter").await;
    assert_eq!(ada.value("q-marge-du-mois").await, "1 2");
    ada.fill("q-marge-du-mois", "1 23").await;
    ada.sees_in("form:has(#marge-du-mois) [data-autosave-mark]", "enregistré à").await;
}

/// Back on the computer, she is led to the exercise, which was opened long before the lesson was left.
pub(crate) async fn resumes_where_the_telephone_was(ada: &Tab) {
    ada.open("/espace").await;
    ada.press("Reprendre").await;
    assert_eq!(ada.path().await, EXERCISE);
    assert_eq!(ada.value("q-marge-du-mois").await, "1 23");
}

/// The end of a lesson completes it.
pub(crate) async fn reads_to_the_end(ada: &Tab) {
    ada.press_in("nav", "Précédent Les charges et la marge").await;
    ada.key("End").await;
    ada.wait_for("scrollY + innerHeight >= document.body.scrollHeight - 2").await;
    ada.press_in("nav", "Suivant S'entraîner à compter").await;
    ada.press_in("nav", "Suivant Évaluation : premiers calculs").await;
}
