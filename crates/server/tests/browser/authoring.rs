//! Writing a lesson in two tabs, with the preview beside it, with the keyboard alone, and without any script.

use crate::ONE_AT_A_TIME;
use crate::device::{Device, Screen};
use crate::school::School;
use crate::tab::{Tab, quoted};
use crate::watch::Refusal;

const HOME: &str = "/equipe/enseignement/programmes/piloter-sa-tresorerie";
const LESSON: &str = "/equipe/enseignement/programmes/piloter-sa-tresorerie/fichiers/01-comprendre-sa-tresorerie/01-resultat-et-tresorerie.md";
const PASSWORD: &str = "quatre lunes tranquilles";

#[tokio::test(flavor = "multi_thread")]
async fn browser_a_lesson_is_written_beside_its_preview_and_two_tabs_lose_nothing() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let school = School::demonstration().await;
    let computer = Device::new(&school, Screen::Computer).await;
    let (first, second) = (computer.tab().await, computer.tab().await);
    signs_in(&first).await;
    first.open(LESSON).await;
    second.open(LESSON).await;
    sees_what_is_typed(&first).await;
    first.press("Enregistrer").await;
    first.sees("Gardé dans le brouillon.").await;
    // The other tab was opened before.
    second.fill("text", "# Un titre\n\nUne phrase **entière** de l'autre onglet.\n").await;
    second.press("Enregistrer").await;
    second.sees("Rien n'est enregistré, rien n'est perdu").await;
    second.sees_in("ins", "l'autre onglet").await;
    second.picture("conflict").await;
    second.press("Garder celui qui est en place").await;
    by_keyboard(&first).await;
    first.without_scripts().await;
    first.open(LESSON).await;
    first.fill("text", "# Un titre\n\nSans **script**.\n").await;
    first.press("Aperçu").await;
    first.sees_in("[data-preview] strong", "script").await;
    assert_eq!(first.value("text").await, "# Un titre\n\nSans **script**.\n");
    first.press("Enregistrer").await;
    first.sees("Gardé dans le brouillon.").await;
    let refused = [Refusal { ending: "01-resultat-et-tresorerie.md", status: 409 }];
    computer.put_away(&["session"], &refused).await;
    school.assert_calm();
}

async fn signs_in(tab: &Tab) {
    tab.open("/connexion").await;
    tab.fill("email", "helene@demo.example").await;
    tab.fill("password", PASSWORD).await;
    tab.press("Se connecter").await;
}

/// The preview follows, tells what is wrong with its line, and leads there.
async fn sees_what_is_typed(tab: &Tab) {
    tab.fill("text", "# Un titre\n\nUne phrase **entière**.\n\n<b>Non</b>\n").await;
    tab.sees_in("[data-preview] .prose strong", "entière").await;
    tab.sees_in("[data-preview] .error-summary", "ligne 5 : HTML brut").await;
    tab.touch("[data-preview] .error-summary", "ligne 5").await;
    let selected = "document.querySelector('#text').value.slice(document.querySelector('#text').selectionStart, \
                    document.querySelector('#text').selectionEnd)";
    tab.wait_for(&format!("{selected} === {}", quoted("<b>Non</b>"))).await;
    tab.fill("text", "# Un titre\n\nUne phrase **entière**.\n").await;
    tab.wait_for("!document.querySelector('[data-preview] .error-summary')").await;
}

/// Moves a lesson down, and undoes that, with Tab and Enter.
async fn by_keyboard(tab: &Tab) {
    tab.open(HOME).await;
    let second = "plain(document.querySelectorAll('.workshop-rows')[0].children[1].querySelector('a').textContent)";
    let before: String = tab.read(second).await;
    tabs_to(tab, &format!("Monter : {before}")).await;
    tab.key("Enter").await;
    tab.wait_for(&format!("{second} !== {}", quoted(&before))).await;
    tab.sees("Déplacé.").await;
    tab.open(HOME).await;
    tabs_to(tab, "Annuler").await;
    tab.key("Enter").await;
    tab.wait_for(&format!("{second} === {}", quoted(&before))).await;
}

async fn tabs_to(tab: &Tab, name: &str) {
    for _ in 0..60 {
        tab.key("Tab").await;
        let focused: String = tab
            .read("plain(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent)")
            .await;
        if focused == name {
            return;
        }
    }
    panic!("no Tab leads to « {name} »");
}
