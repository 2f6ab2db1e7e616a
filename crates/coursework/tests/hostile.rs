//! Whatever is written, what is shown does no harm.

use coursework::Language;
use coursework::markdown::{fragment, with_media};
use proptest::prelude::*;

fn french(source: &str) -> String {
    fragment(source, Language::Fr)
}

/// What an HTML text could do harm with: an element or an attribute outside the expected ones, or a bad address.
pub(crate) fn hostile_part(html: &str) -> Option<String> {
    let elements = "a audio blockquote br code div em figcaption figure h2 h3 h4 h5 h6 hr img li ol p pre section source strong sup \
        table tbody td th thead tr track ul video math semantics annotation";
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let mut quoted = false;
        let end = rest.find(|character| {
            quoted ^= character == '"';
            character == '>' && !quoted
        });
        let Some(end) = end else {
            return Some(rest.to_owned());
        };
        let tag = &rest[..end];
        rest = &rest[end..];
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let is_expected = elements.split_whitespace().any(|element| element == name) || name.starts_with('m');
        let pieces: Vec<&str> = tag.split('"').collect();
        let has_handler = pieces.iter().step_by(2).any(|outside| outside.to_ascii_lowercase().contains(" on"));
        let has_style =
            pieces.iter().step_by(2).any(|outside| outside.contains("style=") || outside.contains("srcdoc="));
        let has_bad_address = pieces.windows(2).any(|pair| {
            let is_link = ["https://", "mailto:", "/", "#"].iter().any(|start| pair[1].starts_with(start))
                && !pair[1].starts_with("//");
            pair[0].ends_with("href=") && !is_link || pair[0].ends_with("src=") && !pair[1].starts_with("media:")
        });
        if !is_expected || has_handler || has_style || has_bad_address {
            return Some(tag.to_owned());
        }
    }
    None
}

#[test]
fn very_deep_nesting_does_not_overflow() {
    for piece in ["> ", "- ", "[", "*a ", "![", "(", "$", "`", "[^a]: ", "\\(", "<div>"] {
        let html = french(&piece.repeat(3_000));
        assert_eq!(hostile_part(&html), None);
    }
    french(&format!("${}$", "{".repeat(2_000) + &"}".repeat(2_000)));
}

#[test]
fn the_judge_of_hostile_html_can_find_it() {
    for html in [
        "<script>",
        "<img src=\"x\" onerror=\"a\">",
        "<a href=\"javascript:a\">",
        "<p style=\"a\">",
        "<iframe>",
        "<a href=\"//x\">",
        "<img",
    ] {
        assert!(hostile_part(html).is_some(), "{html}");
    }
}

#[test]
fn formulas_cannot_exhaust_the_stack_or_the_processor() {
    for piece in ["\\sqrt ", "\\hat", "\\sqrt[3]", "\\overset a", "\\mathbf ", "\\not", "\\frac 1"] {
        for count in [80, 81, 5_000] {
            let html = french(&format!("$${}a$$", piece.repeat(count)));
            assert_eq!(hostile_part(&html), None, "{piece}");
        }
    }
    let bomb = french("$\\def\\a{\\b\\b}\\def\\b{\\a\\a}\\a$");
    assert!(bomb.starts_with("<p><code>"), "{bomb}");
}

#[test]
fn very_deep_elements_are_shown_as_text_at_once() {
    let html = french(&"> ".repeat(100_000));
    assert!(html.starts_with("<p>&gt; &gt; "));
    assert!(french(&format!("{}a", "> ".repeat(30))).contains("<blockquote>"));
}

/// Pieces that attackers put together, among ordinary ones.
fn hostile_markdown() -> impl Strategy<Value = String> {
    let pieces = [
        "<script>",
        "</script>",
        "<img src=x onerror=alert(1)>",
        "[a](",
        "javascript:alert(1)",
        ")",
        "![a](",
        "media/a.svg",
        " \"",
        "\"",
        "\" onload=\"x",
        "<svg onload=",
        "<math>",
        "<mtext>",
        "</mtext>",
        "<style>",
        "$",
        "$$",
        "\\text{",
        "}",
        "\\href{javascript:a}{b}",
        "`",
        "```\n",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "| a | b |\n|---|---|\n",
        "[^a]",
        "[^a]: ",
        "<a@b.c>",
        "<javascript:x>",
        "&lt;",
        "&#106;",
        "data:text/html,",
        "media:x",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "*",
        "**",
        "# ",
        "l'été ",
        "\u{0}",
        "\\",
        "{",
        "&",
        "\\frac",
        "^2",
        "_",
        "\\begin{array}{c|c}",
        "\\end{array}",
        "\\color{red}",
        "\\unicode{x3c}",
        "\\left(",
        "\\right)",
        "\\def\\a{\\a}",
        "\\a",
        "'",
        "=",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn hostile_markdown_gives_harmless_html(source in hostile_markdown()) {
        for language in [Language::Fr, Language::En] {
            let html = fragment(&source, language);
            prop_assert_eq!(hostile_part(&html), None, "{}", html);
        }
    }

    #[test]
    fn any_text_gives_harmless_html(source in any::<String>()) {
        prop_assert_eq!(hostile_part(&french(&source)), None);
    }

    #[test]
    fn any_formula_is_rendered_or_shown_as_code(latex in "(\\\\[a-z]{1,8}|[{}^_&a-z0-9 +=<>()-]|\\\\\\\\){0,20}") {
        let html = french(&format!("$${latex}$$"));
        prop_assert_eq!(hostile_part(&html), None);
    }

    #[test]
    fn addresses_go_round_through_their_placeholders(source in hostile_markdown()) {
        let html = french(&source);
        prop_assert_eq!(with_media(&html, |name| format!("media:{name}")), html);
    }
}
