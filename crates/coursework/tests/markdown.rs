//! Markdown to HTML: what is shown, what never is, and ids that stay.

use coursework::markdown::{fragment, with_media};
use coursework::{Language, Lesson};

use crate::hostile::hostile_part;
use crate::shared::lesson_of;

fn french(source: &str) -> String {
    fragment(source, Language::Fr)
}

/// The ids of blocks, by the first words of each.
fn ids(body: &str) -> Vec<String> {
    lesson_of(body).blocks
}

#[test]
fn text_is_typeset_and_code_and_math_are_not() {
    assert_eq!(
        french("L'idée : `l'idée : x` -- *oui* !"),
        "<p>L’idée\u{202f}: <code>l'idée : x</code> – <em>oui</em>\u{202f}!</p>\n"
    );
    assert_eq!(fragment("It's: 5€ -- *yes* !", Language::En), "<p>It's: 5€ -- <em>yes</em> !</p>\n");
    assert!(french("```\nl'idée : x\n```").contains("<code>l'idée : x\n</code>"));
    assert!(french("$a'$ : oui").contains("a'</annotation>"));
}

#[test]
fn every_top_level_block_has_an_id() {
    let body = "## Titre\n\nTexte.\n\n- a\n- b\n\n1. c\n\n> d\n\n| e |\n|---|\n| f |\n\n---\n\n```\ng\n```\n\n$$h$$\n\n![i](media/demande.svg)\n\n\
        ![j](media/demande.svg)\n![k](media/demande.svg)\n";
    let lesson = lesson_of(body);
    assert_eq!(lesson.blocks.len(), 11);
    for block in &lesson.blocks {
        assert!(block.len() == 10 && block.starts_with("b-"), "{block}");
        assert!(lesson.html.contains(&format!(" id=\"{block}\" data-block=\"{block}\"")), "{block}\n{}", lesson.html);
    }
    assert_eq!(lesson.html.matches("data-block").count(), 11);
}

#[test]
fn a_block_keeps_its_id_when_others_change_around_it() {
    let before = ids("Un.\n\nDeux *mots*.\n\nTrois.");
    let after = ids("Zéro.\n\nTrois.\n\n> Nouveau.\n\nDeux\n*mots*.");
    assert_eq!(before[2], after[1]);
    assert_eq!(before[1], after[3]);
    assert!(!after.contains(&before[0]));
}

#[test]
fn the_id_of_a_text_is_the_same_for_ever() {
    assert_eq!(ids("Un paragraphe."), ["b-744facad"]);
}

#[test]
fn a_text_that_comes_again_has_a_suffix() {
    assert_eq!(
        ids("Un paragraphe.\n\nAutre.\n\nUn paragraphe.\n\nUn paragraphe.")[2..],
        ["b-744facad-2", "b-744facad-3"]
    );
}

#[test]
fn the_outline_names_the_headings_and_their_blocks() {
    let lesson = lesson_of("## L'offre *et* la demande\n\n### Détail\n\n> ## Pas une partie");
    let outline: Vec<_> = lesson.outline.iter().map(|heading| (heading.level, heading.text.as_str())).collect();
    assert_eq!(outline, [(2, "L’offre et la demande"), (3, "Détail")]);
    assert_eq!(lesson.outline[1].block, lesson.blocks[1]);
}

#[test]
fn words_are_counted_without_marks_and_with_notes() {
    assert_eq!(lesson_of("## Un titre\n\nDeux mots -- et `trois`.[^n]\n\n[^n]: Une note.").word_count, 8);
}

#[test]
fn a_table_scrolls_in_a_named_region() {
    let html = french("| Poste | Montant |\n|---|---:|\n| Loyer | 500 € |");
    assert!(html.starts_with(
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Tableau\u{202f}: Poste, Montant\"><table>"
    ));
    assert!(html.contains("<th scope=\"col\">Poste</th><th scope=\"col\" class=\"align-right\">Montant</th>"));
    assert!(html.contains("<td class=\"align-right\">500&nbsp;€</td>"));
}

#[test]
fn math_is_mathml_without_inline_style() {
    let html = french("La formule $\\frac{a}{b} < 1$ puis\n\n$$\\color{red} x^2$$");
    assert!(html.contains("<mfrac>") && html.contains("<msup>") && html.contains("display=\"block\""), "{html}");
    assert!(html.contains("<annotation encoding=\"application/x-tex\">\\frac{a}{b} &lt; 1</annotation>"), "{html}");
    assert!(html.contains("<div class=\"math-scroll\" tabindex=\"0\"><math"), "{html}");
    assert!(!html.contains("style="));
}

#[test]
fn a_formula_cannot_open_an_element() {
    let html = french("$<img src=x onerror=alert(1)>$ et $\\text{<b>}$ et $a<b$");
    assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;</annotation>"), "{html}");
}

#[test]
fn an_image_alone_is_a_figure_with_its_caption() {
    let html = french("![La courbe](media/demande.svg \"L'offre\")");
    assert_eq!(
        html,
        "<figure><img src=\"media:demande.svg\" alt=\"La courbe\" loading=\"lazy\"><figcaption>L’offre</figcaption></figure>\n"
    );
    assert_eq!(
        french("Voir ![a](media/a.png) ici"),
        "<p>Voir <img src=\"media:a.png\" alt=\"a\" loading=\"lazy\"> ici</p>\n"
    );
}

#[test]
fn a_video_has_controls_captions_and_a_key() {
    let html = french("![Lina parle](media/lina.webm \"Lina\")");
    assert_eq!(
        html,
        "<figure><video controls=\"\" preload=\"metadata\" data-media-key=\"lina.webm\" aria-label=\"Lina parle\">\
         <source src=\"media:lina.webm\" type=\"video/webm\"><track kind=\"captions\" default=\"\" srclang=\"fr\" label=\"Français\" \
         src=\"media:lina.vtt\"></video><figcaption>Lina</figcaption></figure>\n"
    );
    assert!(french("![Un son](media/son.opus)").contains("<audio controls"));
}

#[test]
fn media_addresses_are_replaced_in_attributes_only() {
    let lesson: Lesson =
        lesson_of("Dire `src=\"media:demande.svg\"` :\n\n![a > \"b\"](media/demande.svg)\n\n![c](media/lina.mp4)");
    let html = lesson.html_with_media(|name| format!("/m/\"<&{name}"));
    assert!(html.contains("src=\"/m/&quot;&lt;&amp;demande.svg\""), "{html}");
    assert!(html.contains("src=\"/m/&quot;&lt;&amp;lina.vtt\"") && html.contains("data-media-key=\"lina.mp4\""));
    assert!(html.contains("<code>src=\"media:demande.svg\"</code>"));
    assert_eq!(html.matches("media:").count(), 1);
}

#[test]
fn replacing_no_address_changes_nothing() {
    let html = french("Un *mot* `media:x` ![a](media/a.png)");
    assert_eq!(with_media(&html, |name| format!("media:{name}")), html);
}

#[test]
fn footnotes_lead_there_and_back() {
    let lesson = lesson_of("Un[^b] deux[^a] trois[^b].\n\n[^a]: Note A.\n\n[^b]: Note B, voir[^c].\n\n[^c]: Note C.\n");
    let html = &lesson.html;
    assert!(html.contains(
        "<sup class=\"footnote-call\" id=\"fnref-1\"><a href=\"#fn-1\" role=\"doc-noteref\" aria-label=\"Note 1\""
    ));
    assert!(html.contains("id=\"fnref-1-2\"") && html.contains("role=\"doc-endnotes\""));
    let order: Vec<usize> = ["Note B", "Note A", "Note C"].iter().map(|note| html.find(note).unwrap()).collect();
    assert!(order.is_sorted(), "{html}");
    assert!(
        html.contains("href=\"#fnref-1\" role=\"doc-backlink\" aria-label=\"Retour au texte, note 1 (1)\""),
        "{html}"
    );
    assert_eq!(lesson.blocks.len(), 1);
}

#[test]
fn footnotes_of_two_fragments_have_different_ids() {
    let id = |html: &str| html.split("id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (one, other) = (french("Un[^a].\n\n[^a]: A."), french("Deux[^a].\n\n[^a]: A."));
    assert!(id(&one).starts_with("fnref-") && id(&one) != id(&other));
}

#[test]
fn headings_of_a_fragment_stand_under_those_of_the_page() {
    assert_eq!(french("# Un\n\n## Deux\n\n#### Quatre"), "<h3>Un</h3>\n<h3>Deux</h3>\n<h4>Quatre</h4>\n");
}

#[test]
fn links_are_kept_only_where_they_are_allowed() {
    assert_eq!(
        french("[a](https://exemple.fr/?a=1&b=2) [b](/aide) [c](javascript:alert\\(1\\)) <lina@exemple.fr>"),
        "<p><a href=\"https://exemple.fr/?a=1&amp;b=2\" rel=\"noopener noreferrer\">a</a> \
         <a href=\"/aide\" rel=\"noopener noreferrer\">b</a> c \
         <a href=\"mailto:lina@exemple.fr\" rel=\"noopener noreferrer\">lina@exemple.fr</a></p>\n"
    );
}

#[test]
fn raw_html_is_shown_as_text() {
    let html = french("<script>alert(1)</script>\n\nUn <b onclick=\"x()\">mot</b>.\n\n<style>\na{}\n</style>");
    assert!(html.contains("&lt;script&gt;") && html.contains("&lt;b onclick"), "{html}");
    assert_eq!(hostile_part(&html), None);
}
