//! The report: archivable, accessible, over several pages.

use documents::{Language, Report, Section, report};
use jiff::Timestamp;

fn many_rows() -> Report {
    let row = |number: usize| vec![format!("ligne {number}"), "valeur 🦊 \u{202e}".to_owned()];
    Report {
        language: Language::French,
        title: "Vos données".to_owned(),
        subtitle: "Pour Ada Keller, le 23 novembre 2026".to_owned(),
        author: "miravolunex".to_owned(),
        sections: vec![
            Section {
                title: "Identité".to_owned(),
                level: 2,
                paragraphs: vec!["Une phrase.".to_owned()],
                facts: vec![("Pourquoi".to_owned(), "Gérer le compte".to_owned())],
                ..Section::default()
            },
            Section {
                title: "Connexions".to_owned(),
                level: 3,
                columns: vec!["nom".to_owned(), "valeur".to_owned()],
                rows: (0..200).map(row).collect(),
                note: "La suite est dans le fichier.".to_owned(),
                ..Section::default()
            },
        ],
    }
}

#[test]
fn a_long_report_is_archivable_accessible_and_always_the_same() {
    let made_at: Timestamp = "2026-11-23T19:00:00Z".parse().expect("an instant");
    let first = report(&many_rows(), "one", made_at).expect("a report");
    let text = String::from_utf8_lossy(&first);
    for part in ["%PDF-", "pdfuaid:part", "pdfaid:part"] {
        assert!(text.contains(part), "{part}");
    }
    let pages = text.split("/Count ").skip(1).filter_map(|rest| rest.split(|one: char| !one.is_ascii_digit()).next());
    let pages = pages.filter_map(|number| number.parse::<u32>().ok()).max().expect("a page tree");
    assert!(pages > 3, "{pages} pages");
    assert_eq!(first, report(&many_rows(), "one", made_at).expect("a report"));
}
