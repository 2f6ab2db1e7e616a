//! The certificate as its holder, a screen reader and an archivist receive it.

use documents::{Certificate, Competence, Error, Language, Module, Signatory, certificate, undrawable};
use jiff::Timestamp;

fn noon() -> Timestamp {
    "2025-01-15T12:00:00Z".parse().expect("an instant")
}

fn competence(number: &str, label: &str, dimension: &str) -> Competence {
    Competence { number: number.into(), label: label.into(), dimension: dimension.into() }
}

fn module(title: &str, result: &str) -> Module {
    Module { title: title.into(), result: result.into() }
}

fn camille() -> Certificate {
    Certificate {
        language: Language::French,
        holder: "Camille Roth-Lefèvre".into(),
        programme: "Piloter sa trésorerie".into(),
        school: "miravolunex".into(),
        school_address: "12, rue de l’Observatoire, 67000 Strasbourg".into(),
        issued_on: "15 janvier 2025".into(),
        number: "7Q2M-K4XD-91TB".into(),
        competences: vec![
            competence("2.4", "Développer ses connaissances économiques et financières", "technique"),
            competence("3.2", "Planifier et gérer", "stratégique"),
            competence("3.3", "Faire face à l’incertitude, à l’ambiguïté et au risque", "stratégique"),
        ],
        modules: vec![module("Comprendre sa trésorerie", "84 %"), module("Prévoir", "78 %"), module("Décider", "81 %")],
        hours: "10 heures".into(),
        score: Some("81 %".into()),
        verification_url: "https://miravolunex.fr/verifier/7Q2MK4XD91TB#Zx8kQ2mVt0-9sLw3hYc7Ag".into(),
        signatory: Some(Signatory { name: "Hélène Marchand".into(), office: "directrice pédagogique".into() }),
    }
}

/// Twelve competences, ten modules and long words everywhere: more than any programme of the school.
fn abundant() -> Certificate {
    let competences = (0..12).map(|index| {
        competence(
            &format!("{}.{}", index / 5 + 1, index % 5 + 1),
            "Développer ses connaissances économiques et financières",
            "stratégique",
        )
    });
    let modules = (0..10).map(|_| module("Négocier et financer son besoin en fonds de roulement", "84 %"));
    Certificate {
        holder: "Marie-Antoinette Joséphine de La Rochefoucauld-Montmorency d’Aubigné-Châteaubriand, née Wolfeschlegelsteinhausenbergerdorff".into(),
        programme: "Reprendre, transmettre et développer une entreprise artisanale familiale dans un territoire rural en transition écologique".into(),
        competences: competences.collect(),
        modules: modules.collect(),
        ..camille()
    }
}

fn page(of: &Certificate) -> Vec<u8> {
    certificate(of, noon()).expect("a certificate")
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn a_certificate_declares_that_it_is_archivable_and_accessible() {
    let bytes = page(&camille());
    for mark in
        ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(holds(&bytes, mark), "{mark} is missing");
    }
}

#[test]
fn a_certificate_has_a_structure_a_language_and_a_title() {
    let bytes = page(&camille());
    for mark in [
        "/StructTreeRoot",
        "/MarkInfo<</Marked true",
        "/Lang(fr-FR)",
        "/DisplayDocTitle true",
        "/S/H1/",
        "/S/H2/",
        "/S/L/",
        "/S/Link/",
    ] {
        assert!(holds(&bytes, mark), "{mark} is missing");
    }
    assert!(holds(&bytes, ">Certificat · Piloter sa trésorerie · Camille Roth-Lefèvre</"), "no title in the metadata");
    assert!(holds(&bytes, "<xmp:CreateDate>2025-01-15T12:00:00+00:00</"), "no date in the metadata");
}

#[test]
fn an_english_certificate_says_so_to_the_screen_reader() {
    let bytes = page(&Certificate { language: Language::English, ..camille() });
    assert!(holds(&bytes, "/Lang(en-GB)"));
    assert!(holds(&bytes, ">Certificate · Piloter sa trésorerie · "));
}

#[test]
fn the_code_has_a_text_that_gives_the_address() {
    let text = format!("Code QR menant à la page de vérification du certificat, {}", camille().verification_url);
    assert!(holds(&page(&camille()), &format!("/Alt<FEFF{}>", hexadecimal(&text))));
}

#[test]
fn the_same_certificate_gives_the_same_bytes_even_when_made_side_by_side() {
    let first = page(&camille());
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..2).map(|_| scope.spawn(|| page(&camille()))).collect();
        for other in others {
            assert!(first == other.join().expect("a document"));
        }
    });
    let next_day = "2025-01-16T12:00:00Z".parse().expect("a document");
    assert!(first != certificate(&camille(), next_day).expect("a document"));
}

#[test]
fn twelve_competences_ten_modules_and_very_long_names_stay_on_one_page() {
    assert!(holds(&page(&abundant()), "<</Type/Pages/Count 1/"));
}

#[test]
fn a_name_as_wide_as_a_page_shrinks() {
    let bytes = page(&Certificate { holder: "W".repeat(200), ..camille() });
    assert!(holds(&bytes, "<</Type/Pages/Count 1/"));
}

#[test]
fn a_certificate_without_competences_modules_score_or_signatory_is_still_one() {
    let sober = Certificate {
        competences: Vec::new(),
        modules: Vec::new(),
        score: None,
        signatory: None,
        school_address: String::new(),
        ..camille()
    };
    let bytes = page(&sober);
    assert!(holds(&bytes, "Camille Roth-Lefèvre") && !holds(&bytes, "/S/L/"));
}

#[test]
fn what_looks_like_a_command_is_printed_as_it_is() {
    let hostile = "#include \"x\" ] } ) $x$ *a* _b_ `c` <d> @e \\ // f /* #sys.inputs -- ~ = - + 1.";
    let everywhere = || hostile.to_owned();
    let bytes = page(&Certificate {
        language: Language::French,
        holder: everywhere(),
        programme: everywhere(),
        school: everywhere(),
        school_address: everywhere(),
        issued_on: everywhere(),
        number: everywhere(),
        competences: vec![competence(hostile, hostile, hostile)],
        modules: vec![module(hostile, hostile)],
        hours: everywhere(),
        score: Some(everywhere()),
        verification_url: everywhere(),
        signatory: Some(Signatory { name: everywhere(), office: everywhere() }),
    });
    let in_metadata = hostile.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    assert!(holds(&bytes, &format!("Certificat · {in_metadata} · {in_metadata}")));
}

#[test]
fn marks_that_reorder_or_hide_are_dropped_from_a_name() {
    let bytes = page(&Certificate { holder: "Camille\u{202E}\u{200B}\u{0}\nRoth".into(), ..camille() });
    assert!(holds(&bytes, "Piloter sa trésorerie · Camille Roth<"));
}

#[test]
fn names_of_many_scripts_are_printed() {
    let names = "Đặng Thị Ngọc Hân, Şükrü Ağaoğlu, Ελένη Παπαδοπούλου, Ирина Ћирић, محمد علي, Արամ, e\u{301}x\u{30C}";
    assert_eq!(undrawable(names), "");
    assert!(holds(&page(&Certificate { holder: names.into(), ..camille() }), names));
}

#[test]
fn a_name_that_no_font_draws_is_refused_and_its_letters_named() {
    let refused = certificate(&Certificate { holder: "Li 王芳 王 \u{E801}".into(), ..camille() }, noon());
    assert!(matches!(refused, Err(Error::Undrawable(letters)) if letters == "王芳\u{E801}"));
    assert_eq!(undrawable("Li 王芳 王"), "王芳");
}

#[test]
fn an_address_too_long_for_the_code_is_refused() {
    let address = |length: usize| format!("https://miravolunex.fr/{}", "x".repeat(length));
    assert!(certificate(&Certificate { verification_url: address(200), ..camille() }, noon()).is_ok());
    let refused = certificate(&Certificate { verification_url: address(600), ..camille() }, noon());
    assert!(matches!(refused, Err(Error::AddressTooLong)));
}

#[test]
fn more_words_than_a_page_holds_are_refused_rather_than_cut() {
    let overflowing = Certificate { modules: vec![module("Prévoir", "78 %"); 70], ..camille() };
    assert!(matches!(certificate(&overflowing, noon()), Err(Error::TooLong)));
    let endless = Certificate { programme: "très long ".repeat(10_000), ..camille() };
    assert!(matches!(certificate(&endless, noon()), Err(Error::TooLong)));
}

/// The text as the file writes it when it is not plain ASCII: its UTF-16 units in capital hexadecimal.
fn hexadecimal(text: &str) -> String {
    let digit = |unit: u16, place: u32| {
        char::from_digit(u32::from(unit >> place & 15), 16).map(|digit| digit.to_ascii_uppercase())
    };
    text.encode_utf16().flat_map(|unit| [12, 8, 4, 0].into_iter().filter_map(move |place| digit(unit, place))).collect()
}
