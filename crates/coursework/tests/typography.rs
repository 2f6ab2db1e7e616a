//! French typography.

use std::borrow::Cow;

use coursework::Language;
use coursework::typography::{french, of_language};
use proptest::prelude::*;

/// Shows the special spaces, so that a difference can be read.
fn shown(text: &str) -> String {
    french(text).replace('\u{202f}', "_").replace('\u{a0}', "~")
}

#[test]
fn high_punctuation_takes_a_narrow_space_before_it() {
    assert_eq!(shown("Oui ; non : qui ? moi !"), "Oui_; non_: qui_? moi_!");
    assert_eq!(shown("Vraiment? Oui! Ah bon?!"), "Vraiment_? Oui_! Ah bon_?!");
    assert_eq!(shown("Prix (HT) : 5"), "Prix (HT)_: 5");
}

#[test]
fn guillemets_hold_their_words_with_narrow_spaces() {
    assert_eq!(shown("Dire « oui » ou «non»."), "Dire «_oui_» ou «_non_».");
}

#[test]
fn apostrophes_are_curly_and_dots_are_left() {
    assert_eq!(shown("L'eau d'aujourd'hui..."), "L’eau d’aujourd’hui...");
    assert_eq!(shown("Un 'mot' et 5' à pied"), "Un 'mot’ et 5' à pied");
}

#[test]
fn two_hyphens_are_a_dash_and_no_other_number_of_them() {
    assert_eq!(shown("ici -- là --- ligne ---- peut-être"), "ici – là --- ligne ---- peut-être");
}

#[test]
fn amounts_do_not_break() {
    assert_eq!(shown("5 €, 5€, 40 % et 40%."), "5~€, 5~€, 40~% et 40~%.");
    assert_eq!(shown("2 400 € puis 1 250 000,50 €"), "2_400~€ puis 1_250_000,50~€");
    assert_eq!(shown("en 2024 100 personnes"), "en 2024 100 personnes");
    assert_eq!(shown("TVA de 5,5 % : 12 000 €"), "TVA de 5,5~%_: 12_000~€");
}

#[test]
fn times_and_addresses_are_left() {
    for text in [
        "10:30",
        "https://exemple.fr/l'eau?a=b--c",
        "(https://exemple.fr/?a)",
        "www.exemple.fr/a--b",
        "lina@exemple.fr",
        "a::b",
    ] {
        assert_eq!(shown(text), text);
    }
    assert_eq!(shown("Voir https://exemple.fr : c'est là."), "Voir https://exemple.fr_: c’est là.");
}

#[test]
fn line_breaks_stay() {
    assert_eq!(shown("Un mot\n: suite\n\nfin"), "Un mot\n: suite\n\nfin");
}

#[test]
fn a_text_without_anything_to_change_is_not_copied() {
    assert!(matches!(french("Un texte simple, sans rien."), Cow::Borrowed(_)));
    assert!(matches!(of_language("It's 5€ : fine", Language::En), Cow::Borrowed("It's 5€ : fine")));
}

proptest! {
    #[test]
    fn applying_it_twice_changes_nothing_more(text in "[a-zé0-9 \u{a0}\u{202f}\n«»;:!?'’€%@./,()\"…-]{0,40}") {
        let once = french(&text).into_owned();
        let twice = french(&once).into_owned();
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn it_accepts_any_text(text in any::<String>()) {
        let once = french(&text).into_owned();
        let twice = french(&once).into_owned();
        prop_assert_eq!(twice, once);
    }

    #[test]
    fn it_never_loses_a_letter(text in "[a-zé0-9 «»;:!?'€%.,-]{0,40}") {
        let letters = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&french(&text)), letters(&text));
    }
}
