//! An assessment: drawn from a bank, against the clock, over a reload and in two tabs.

use crate::device::Device;
use crate::tab::Tab;

const ATTEMPT: &str = "/tentatives/";

/// Two right answers of three pass, and everything can be read again.
pub(crate) async fn passes(ada: &Tab, computer: &Device) {
    ada.sees("Le temps court dès que vous commencez").await;
    ada.press("Commencer").await;
    let attempt = ada.path().await;
    assert!(attempt.starts_with(ATTEMPT), "{attempt}");
    let drawn: Vec<String> = ada.read("[...document.querySelectorAll('fieldset.question')].map(({ id }) => id)").await;
    assert_eq!(drawn.len(), 3, "drawn from a bank of four");
    answers(ada, &drawn[0]).await;
    is_saved(ada).await;
    survives_a_reload(ada, &drawn[0]).await;
    a_second_tab_goes_on(computer, &attempt, &drawn).await;
    the_first_tab_covers_nothing(ada, &drawn).await;
    ada.picture("attempt").await;
    ada.press("Rendre ma copie").await;
    is_reviewed(ada, &drawn).await;
    ada.open("/apprendre/ouvrir-un-atelier/premiers-calculs/evaluation").await;
    ada.sees("1 utilisées sur 2").await;
    ada.press("réussie").await;
    assert_eq!(ada.path().await, attempt);
    is_reviewed(ada, &drawn).await;
}

/// Answers and the time that is left are still there.
async fn survives_a_reload(ada: &Tab, answered: &str) {
    let deadline = "find('[data-deadline]').dataset.deadline";
    let before: String = ada.read(deadline).await;
    ada.reload().await;
    assert_eq!(ada.read::<String>(deadline).await, before);
    ada.wait_for(r"/^Temps restant : 1\d:\d\d$/.test(plain(find('.timer').textContent))").await;
    assert!(has_answer(ada, answered).await);
}

/// Another tab comes to the same attempt, finds the answer, and gives the next.
async fn a_second_tab_goes_on(computer: &Device, attempt: &str, drawn: &[String]) {
    let tab = computer.tab().await;
    tab.open("/apprendre/ouvrir-un-atelier/premiers-calculs/evaluation").await;
    tab.press("Reprendre la tentative").await;
    assert_eq!(tab.path().await, attempt);
    assert!(has_answer(&tab, &drawn[0]).await);
    answers(&tab, &drawn[1]).await;
    is_saved(&tab).await;
    tab.close().await;
}

/// The first tab, which knows nothing of it, is told instead of covering the newer answer.
async fn the_first_tab_covers_nothing(ada: &Tab, drawn: &[String]) {
    assert!(!has_answer(ada, &drawn[1]).await);
    answers_wrongly(ada, &drawn[2]).await;
    ada.sees_in("[data-autosave-mark]", "Une version plus récente existe sur un autre appareil.").await;
    ada.press("La charger").await;
    assert!(has_answer(ada, &drawn[0]).await && has_answer(ada, &drawn[1]).await && !has_answer(ada, &drawn[2]).await);
    answers_wrongly(ada, &drawn[2]).await;
    is_saved(ada).await;
}

async fn is_saved(ada: &Tab) {
    ada.sees_in("[data-autosave-mark]", "enregistré à").await;
}

async fn is_reviewed(ada: &Tab, drawn: &[String]) {
    ada.sees("Évaluation réussie : 66 %").await;
    ada.sees("Le score à atteindre est de 60 %.").await;
    for (key, verdict) in drawn.iter().zip(["right", "right", "wrong"]) {
        ada.sees_in(&format!("#{key} .verdict-{verdict}"), explanation(key)).await;
    }
}

async fn answers(ada: &Tab, key: &str) {
    let question = format!("#{key}");
    match key {
        "assurance" => ada.choose(&question, "fixe").await,
        "marge-du-bol" => ada.fill("q-marge-du-bol", "24,00 €").await,
        "autre-nom" => ada.fill("q-autre-nom", "point mort").await,
        _ => {
            ada.choose(&question, "La terre").await;
            ada.choose(&question, "L'émail").await;
        }
    }
}

async fn answers_wrongly(ada: &Tab, key: &str) {
    let question = format!("#{key}");
    match key {
        "assurance" => ada.choose(&question, "variable").await,
        "marge-du-bol" => ada.fill("q-marge-du-bol", "36").await,
        "autre-nom" => ada.fill("q-autre-nom", "bénéfice").await,
        _ => ada.choose(&question, "Le loyer").await,
    }
}

async fn has_answer(ada: &Tab, key: &str) -> bool {
    let typed = "[...find('#KEY').querySelectorAll('input')].some((one) => /radio|checkbox/.test(one.type) ? one.checked : one.value)";
    ada.read::<bool>(&typed.replace("KEY", key).replacen("[...", "!![...", 1)).await
}

fn explanation(key: &str) -> &'static str {
    match key {
        "assurance" => "Elle se paie chaque année",
        "marge-du-bol" => "30 − 6 = 24 €",
        "autre-nom" => "On l'appelle point mort.",
        _ => "La terre et l'émail suivent les ventes",
    }
}
