//! An exercise with the keyboard alone, then without any script.

use crate::ONE_AT_A_TIME;
use crate::device::{Device, Screen};
use crate::journey::arriving;
use crate::school::{Engine, School};
use crate::tab::Tab;

const EXERCISE: &str = "/apprendre/ouvrir-un-atelier/premiers-calculs/s-entrainer";

#[tokio::test(flavor = "multi_thread")]
async fn browser_exercise_by_keyboard_and_without_scripts() {
    let _turn = ONE_AT_A_TIME.lock().await;
    let school = School::open(Engine::Sqlite).await;
    let computer = Device::new(&school, Screen::Computer).await;
    let ada = computer.tab().await;
    arriving::signs_up(&ada, &school).await;
    arriving::signs_in(&ada).await;
    arriving::enrols(&ada).await;
    by_keyboard(&ada).await;
    ada.without_scripts().await;
    without_scripts(&ada).await;
    computer.put_away(&["session"], &[arriving::NOT_ADULT]).await;
    school.assert_calm();
}

async fn by_keyboard(ada: &Tab) {
    ada.open(EXERCISE).await;
    ada.key("Tab").await;
    assert_eq!(focused(ada).await, "Aller au contenu");
    ada.key("Enter").await;
    ada.wait_for("location.hash === '#contenu'").await;
    tabs_to(ada, "q-charge-fixe").await;
    // The arrows walk through the options of a choice, and choose.
    ada.key("ArrowDown").await;
    ada.wait_for("find('#charge-fixe :checked')?.value === '1'").await;
    tabs_to(ada, "Vérifier").await;
    ada.key("Enter").await;
    ada.sees_in("#charge-fixe .verdict-right", "C'est juste.").await;
}

/// Strikes Tab until an element of this name, or of this words, has the focus.
async fn tabs_to(ada: &Tab, name: &str) {
    for _ in 0..20 {
        ada.key("Tab").await;
        if focused(ada).await == name {
            return;
        }
    }
    panic!("no Tab leads to « {name} »");
}

async fn focused(ada: &Tab) -> String {
    ada.read("document.activeElement.name || plain(document.activeElement.textContent)").await
}

async fn without_scripts(ada: &Tab) {
    ada.open(EXERCISE).await;
    // With scripts, an order is made with buttons; without, each item has its list of positions.
    ada.wait_for("!find('.order-moves') && find('#les-etapes select').checkVisibility()").await;
    for (item, place) in ["1", "2", "3"].iter().enumerate() {
        ada.pick(&format!("q-les-etapes-{item}"), place).await;
    }
    ada.press_in("form:has(#les-etapes)", "Vérifier").await;
    ada.sees_in("#les-etapes .verdict-right", "C'est juste.").await;
    ada.fill("q-marge-du-mois", "1 234,5").await;
    ada.press_in("form:has(#marge-du-mois)", "Vérifier").await;
    ada.sees_in("#marge-du-mois .verdict-right", "C'est juste.").await;
}
