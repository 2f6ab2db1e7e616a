//! Mistakes in the text of a lesson.

use coursework::MistakeKind;

use crate::shared::{Folder, LESSON_PATH};

/// Writes a lesson with this text from its third line and gives its only mistake, with its line.
fn lesson_mistake(body: &str) -> (u32, MistakeKind) {
    let folder = Folder::good();
    folder.write(LESSON_PATH, format!("# Titre\n\n{body}"));
    let (file, line, kind) = folder.only_mistake();
    assert_eq!(file, LESSON_PATH);
    (line.unwrap(), kind)
}

#[test]
fn nothing_leads_out_of_the_folder() {
    for path in
        ["../secret.svg", "media/../../secret.svg", "/etc/x.svg", "https://ailleurs.fr/x.svg", "media\\\\..\\\\x.svg"]
    {
        let (line, kind) = lesson_mistake(&format!("![Un dessin]({path})"));
        assert_eq!(line, 3);
        assert!(matches!(kind, MistakeKind::EscapingPath { .. }), "{path}: {kind}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_seen_or_heard_needs_words() {
    let (line, kind) = lesson_mistake("Texte.\n\n![](media/demande.svg)");
    assert_eq!((line, kind), (5, MistakeKind::MissingAlternativeText { path: "media/demande.svg".to_owned() }));
    let folder = Folder::good();
    folder.remove("01-trouver-son-marche/media/lina.vtt");
    let expected =
        MistakeKind::MissingCaptions { path: "media/lina.mp4".to_owned(), expected: "media/lina.vtt".to_owned() };
    assert_eq!(folder.only_mistake(), (LESSON_PATH.to_owned(), Some(9), expected));
}

#[test]
fn html_is_refused_once_a_line() {
    let (line, kind) = lesson_mistake("Un <b>mot</b> gras.");
    assert_eq!((line, kind), (3, MistakeKind::RawHtml { html: "<b>".to_owned() }));
    let (line, kind) = lesson_mistake("Texte.\n\n<div>\nbloc\n</div>\n");
    assert_eq!((line, kind), (5, MistakeKind::RawHtml { html: "<div>".to_owned() }));
    assert!(matches!(lesson_mistake("<!-- note -->").1, MistakeKind::RawHtml { .. }));
}

#[test]
fn links_are_encrypted_or_inside() {
    let (line, kind) = lesson_mistake("Texte,\nvoir [ici](http://exemple.fr).");
    assert_eq!((line, kind), (4, MistakeKind::InsecureLink { url: "http://exemple.fr".to_owned() }));
    for url in [
        "javascript:alert(1)",
        "//exemple.fr",
        "autre.md",
        "/\\exemple.fr",
        "data:text/html,x",
        "#",
        "https:exemple.fr",
    ] {
        assert!(matches!(lesson_mistake(&format!("[ici]({url})")).1, MistakeKind::BadLink { .. }), "{url}");
    }
}

#[test]
fn other_mistakes_of_a_lesson_are_told() {
    assert_eq!(lesson_mistake("Texte.\n\n# Encore"), (5, MistakeKind::SecondTitle));
    assert!(matches!(lesson_mistake("Texte.\n\n$\\frac$"), (5, MistakeKind::BadMathematics { .. })));
    assert!(matches!(lesson_mistake("![Un plan](media/plan.pdf)"), (3, MistakeKind::UnknownMedia { .. })));
    assert_eq!(lesson_mistake("Un fait[^a]."), (3, MistakeKind::LonelyFootnote { label: "a".to_owned() }));
    assert_eq!(lesson_mistake("Un fait.\n\n[^a]: Source."), (5, MistakeKind::LonelyFootnote { label: "a".to_owned() }));
    let deep = format!("Texte.\n\n{}a", "> ".repeat(60));
    assert!(matches!(lesson_mistake(&deep), (5, MistakeKind::TooDeep { limit: 40 })));
    let folder = Folder::good();
    folder.write(LESSON_PATH, "Pas de titre.\n");
    assert_eq!(folder.only_mistake(), (LESSON_PATH.to_owned(), Some(1), MistakeKind::MissingTitle));
    folder.write(LESSON_PATH, "# Titre\n\n");
    assert_eq!(folder.only_mistake(), (LESSON_PATH.to_owned(), None, MistakeKind::EmptyLesson));
}
