//! The certificate as its holder, a screen reader and an archivist receive it.

use documents::{Certificate, Competence, Error, Language, Module, Signatory, certificate, undrawable};
use jiff::Timestamp;

fn noon() -> Timestamp {
    "2025-01-15T12:00:00Z".parse().unwrap()
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
        competence(&format!("{}.{}", index / 5 + 1, index % 5 + 1), "Développer ses connaissances économiques et financières", "stratégique")
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

fn page(certificate_of: &Certificate) -> Vec<u8> {
    let bytes = certificate(certificate_of, noon()).unwrap();
    if let Ok(folder) = std::env::var("CERT_LOOK") { static N: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0); std::fs::write(format!("{folder}/{}-{}.pdf", N.fetch_add(1, std::sync::atomic::Ordering::SeqCst), certificate_of.holder.chars().take(5).filter(|c| c.is_alphanumeric()).collect::<String>()), &bytes).unwrap(); }
    bytes
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn a_certificate_declares_that_it_is_archivable_and_accessible() {
    let bytes = page(&camille());
    for mark in ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"] {
        assert!(holds(&bytes, mark), "{mark} is missing");
    }
}

#[test]
fn a_certificate_has_a_structure_a_language_and_a_title() {
    let bytes = page(&camille());
    for mark in ["/StructTreeRoot", "/MarkInfo", "/Marked true", "/Lang (fr-FR)", "/DisplayDocTitle true", "/S /H1", "/S /H2", "/S /Figure", "/S /L"] {
        assert!(holds(&bytes, mark), "{mark} is missing");
    }
    assert!(holds(&bytes, "Certificat · Piloter sa trésorerie · Camille Roth-Lefèvre"), "the title is missing from the metadata");
    assert!(holds(&bytes, "2025-01-15T12:00:00"), "the date is missing from the metadata");
}

#[test]
fn an_english_certificate_says_so_to_the_screen_reader() {
    let bytes = page(&Certificate { language: Language::English, issued_on: "15 January 2025".into(), hours: "10 hours".into(), ..camille() });
    assert!(holds(&bytes, "/Lang (en-GB)"));
    assert!(holds(&bytes, "Certificate · Piloter sa trésorerie"));
}

#[test]
fn the_code_has_a_text_that_gives_the_address() {
    let bytes = page(&camille());
    let address = "https://miravolunex.fr/verifier/7Q2MK4XD91TB#Zx8kQ2mVt0-9sLw3hYc7Ag";
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let alternative = format!("Code QR menant à la page de vérification du certificat, {address}");
    assert!(holds(&bytes, &format!("/Alt ({alternative})")) || bytes.windows(2 * alternative.len()).any(|window| window.starts_with(&utf_16(&alternative))));
}

#[test]
fn the_same_certificate_gives_the_same_bytes() {
    let first = page(&camille());
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..2).map(|_| scope.spawn(|| page(&camille()))).collect();
        for other in others {
            assert_eq!(first, other.join().unwrap());
        }
    });
    assert_ne!(first, certificate(&camille(), "2025-01-16T12:00:00Z".parse().unwrap()).unwrap());
}

#[test]
fn twelve_competences_and_very_long_names_stay_on_one_page() {
    let bytes = page(&abundant());
    assert!(holds(&bytes, "/Count 1"));
}
#[test]
fn nothing() {
    page(&Certificate { competences: vec![], modules: vec![], score: None, signatory: None, school_address: String::new(), ..camille() });
    page(&Certificate { competences: vec![], ..camille() });
    let h = "#include \"x\" ] $x$ *a* _b_ `c` <d> @e \\ // f /* #sys.inputs -- \"q\" 'q' ~ = - + 1. \u{202E}gnp\n\tx".to_owned();
    page(&Certificate { holder: h.clone(), programme: h.clone(), school: h.clone(), school_address: h.clone(), issued_on: h.clone(), number: h.clone(), competences: vec![competence(&h,&h,&h)], modules: vec![module(&h,&h)], hours: h.clone(), score: Some(h.clone()), verification_url: h.clone(), signatory: Some(Signatory{name: h.clone(), office: h.clone()}), ..camille() });
    page(&Certificate { holder: "W".repeat(200), ..camille() });
    assert!(matches!(certificate(&Certificate{holder:"王".into(), ..camille()}, noon()), Err(Error::Undrawable(_))));
    assert_eq!(undrawable("a王b王🌙"), "王🌙");
}
