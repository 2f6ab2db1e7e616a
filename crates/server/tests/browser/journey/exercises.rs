//! The eight kinds of questions: each is answered and explained at once, and can be tried again.

use crate::tab::Tab;

/// On the page of the exercise.
pub(crate) async fn answers_every_kind(ada: &Tab) {
    one_option(ada).await;
    several_options(ada).await;
    a_number(ada).await;
    a_few_words(ada).await;
    an_order(ada).await;
    pairs(ada).await;
    blanks(ada).await;
    an_essay(ada).await;
    ada.picture("exercise").await;
}

/// The form of one question.
fn form(key: &str) -> String {
    format!("form:has(#{key})")
}

async fn answers(ada: &Tab, key: &str, button: &str) {
    ada.press_in(&form(key), button).await;
}

/// The marking of a question: its class, then words of it.
async fn is_told(ada: &Tab, key: &str, verdict: &str, words: &[&str]) {
    for word in words {
        ada.sees_in(&format!("#{key} .verdict-{verdict}"), word).await;
    }
}

async fn one_option(ada: &Tab) {
    let key = "charge-fixe";
    answers(ada, key, "Vérifier").await;
    ada.sees("Donnez d'abord une réponse à cette question.").await;
    ada.choose(&form(key), "La terre").await;
    answers(ada, key, "Vérifier").await;
    is_told(ada, key, "wrong", &["Ce n'est pas cela.", "0 point sur 1", "Le loyer tombe chaque mois"]).await;
    ada.sees_in("#charge-fixe .option-wrong", "La terre suit le nombre de pièces.").await;
    ada.sees_in("#charge-fixe .option-right", "✓ attendu").await;
    ada.choose(&form(key), "Le loyer").await;
    answers(ada, key, "Réessayer").await;
    is_told(ada, key, "right", &["C'est juste.", "1 point sur 1", "Le loyer tombe chaque mois"]).await;
}

async fn several_options(ada: &Tab) {
    let key = "charges-variables";
    ada.choose(&form(key), "L'émail").await;
    ada.choose(&form(key), "Le carton d'expédition").await;
    answers(ada, key, "Vérifier").await;
    is_told(ada, key, "right", &["C'est juste.", "l'assurance se paie de toute façon"]).await;
}

async fn a_number(ada: &Tab) {
    let (key, field) = ("marge-du-mois", "q-marge-du-mois");
    ada.fill(field, "1 235,5").await;
    answers(ada, key, "Vérifier").await;
    is_told(ada, key, "wrong", &["Ce n'est pas cela."]).await;
    ada.fill(field, "1 234,5 €").await;
    answers(ada, key, "Réessayer").await;
    is_told(ada, key, "right", &["C'est juste.", "1 234,50 €"]).await;
    // Half a euro is the tolerance of this question.
    ada.fill(field, "1235").await;
    answers(ada, key, "Réessayer").await;
    is_told(ada, key, "right", &["C'est juste."]).await;
}

async fn a_few_words(ada: &Tab) {
    let key = "le-mot";
    ada.fill("q-le-mot", "Seuil de rentabilite").await;
    answers(ada, key, "Vérifier").await;
    is_told(ada, key, "right", &["C'est juste.", "que l'on appelle aussi point mort"]).await;
}

async fn an_order(ada: &Tab) {
    let key = "les-etapes";
    // Whatever the shuffled order is worth, it is marked, and can be put right.
    answers(ada, key, "Vérifier").await;
    ada.sees_in(&format!("#{key} .verdict"), "Sans les charges, pas de marge").await;
    let at = |place: usize| {
        format!("plain(find('#{key} [data-order-item]:nth-child({place}) label').firstChild.textContent)")
    };
    let first: String = ada.read(&at(1)).await;
    ada.touch(&form(key), &format!("Descendre {first}")).await;
    ada.sees_in(&format!("#{key} [data-order-status]"), &format!("{first} : position 2 sur 3")).await;
    for (place, item) in ["Relever les charges", "Calculer la marge", "Fixer le prix"].iter().enumerate() {
        let mut moves = 0;
        while ada.read::<String>(&at(place + 1)).await != *item {
            ada.touch(&form(key), &format!("Monter {item}")).await;
            moves += 1;
            assert!(moves < 4, "« {item} » does not move up");
        }
    }
    answers(ada, key, "Réessayer").await;
    is_told(ada, key, "right", &["C'est juste.", "Sans les charges, pas de marge"]).await;
}

async fn pairs(ada: &Tab) {
    let key = "les-paires";
    ada.pick("q-les-paires-0", "ce que paie le client").await;
    ada.pick("q-les-paires-1", "ce que coûte l'atelier").await;
    ada.pick("q-les-paires-2", "ce que coûte l'atelier").await;
    answers(ada, key, "Vérifier").await;
    is_told(ada, key, "partly", &["En partie juste.", "0,67 point sur 1"]).await;
    ada.pick("q-les-paires-1", "ce qui reste d'une vente").await;
    answers(ada, key, "Réessayer").await;
    is_told(ada, key, "right", &["C'est juste.", "la marge reste"]).await;
}

async fn blanks(ada: &Tab) {
    let key = "la-phrase";
    ada.fill("q-la-phrase-0", "Prix").await;
    ada.fill("q-la-phrase-1", "fixes").await;
    answers(ada, key, "Vérifier").await;
    is_told(ada, key, "partly", &["En partie juste.", "0,5 point sur 1", "la marge sert à les payer"]).await;
}

async fn an_essay(ada: &Tab) {
    let key = "mon-projet";
    ada.fill("q-mon-projet", "Je tourne des bols. Je paie un loyer, de la terre et de l'émail.").await;
    ada.sees_in("#mon-projet .word-count", "14 mots sur 10 attendus").await;
    answers(ada, key, "Remettre ce texte").await;
    is_told(ada, key, "waiting", &["En attente de correction."]).await;
}
