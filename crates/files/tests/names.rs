//! What a file is, and what it may be called.

use files::{FileName, Kind, Refusal, clean, recognise};
use proptest::prelude::*;

use crate::photograph::photograph;

fn named(sent: &str) -> String {
    FileName::new(sent).as_str().to_owned()
}

#[test]
fn a_name_is_one_line_without_a_folder_or_a_trick() {
    let long = format!("{}.pdf", "é".repeat(300));
    let cases = [
        ("devis.pdf", "devis.pdf"),
        ("C:\\Users\\Ada\\devis.pdf", "devis.pdf"),
        ("../../etc/passwd", "passwd"),
        ("  mon\tdevis\n.pdf ", "mon devis.pdf"),
        ("devis\u{202E}fdp.exe", "devisfdp.exe"),
        (".htaccess", "htaccess"),
        ("...", "fichier"),
        ("", "fichier"),
        (".pdf", "pdf"),
        ("été à Colmar.JPG", "été à Colmar.JPG"),
        ("une phrase. Et la suite", "une phrase. Et la suite"),
    ];
    for (sent, name) in cases {
        assert_eq!(named(sent), name, "{sent:?}");
    }
    assert_eq!(named(&long).chars().count(), 80);
    assert!(named(&long).ends_with("é.pdf"));
    assert_eq!(FileName::new("photo").of(Kind::Jpeg).as_str(), "photo.jpg");
    assert_eq!(FileName::new("photo.jpeg").of(Kind::Jpeg).as_str(), "photo.jpeg");
}

#[test]
fn content_says_what_a_file_is_and_its_name_has_to_agree() {
    let photograph = photograph();
    let utf16: Vec<u8> = [0xFEFF_u16].into_iter().chain("é\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cases: [(&str, &[u8], Result<Kind, Refusal>); 17] = [
        ("a.jpg", &photograph, Ok(Kind::Jpeg)),
        ("a.JPEG", &photograph, Ok(Kind::Jpeg)),
        ("a", &photograph, Ok(Kind::Jpeg)),
        ("a.png", &photograph, Err(Refusal::Disagrees(Kind::Jpeg))),
        ("a.heic", &photograph, Err(Refusal::Disagrees(Kind::Jpeg))),
        ("a.txt", "Été".as_bytes(), Ok(Kind::Text)),
        ("a.csv", b"a;b\r\n1;2\r\n", Ok(Kind::Csv)),
        ("a", b"a;b", Ok(Kind::Text)),
        ("a.txt", b"\xC9t\xE9, 12 \x80\n", Ok(Kind::Text)),
        ("a.txt", &utf16, Ok(Kind::Text)),
        ("a.txt", b"MZ\x90\0\x03", Err(Refusal::Kind)),
        ("a.svg", b"<svg/>", Err(Refusal::Kind)),
        ("a.html", b"<p>", Err(Refusal::Kind)),
        ("a.pdf", b"Bonjour", Err(Refusal::Disagrees(Kind::Text))),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Err(Refusal::Kind)),
        ("a.docx", b"PK\x03\x04", Err(Refusal::Damaged)),
        ("a.txt", b"", Err(Refusal::Empty)),
    ];
    for (name, bytes, expected) in cases {
        assert_eq!(recognise(&FileName::new(name), bytes), expected, "{name} {:?}", &bytes[..bytes.len().min(8)]);
    }
}

#[test]
fn every_kind_has_a_code_of_its_own() {
    for kind in Kind::ALL {
        assert_eq!(Kind::from_code(kind.code()), Some(kind));
        assert!(kind.suffixes().contains(&kind.code()), "the code is a suffix too");
    }
    assert_eq!(Kind::from_code("exe"), None);
}

/// The first bytes of each kind, before bytes of any sort.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let begins = prop_oneof![
        Just(b"%PDF-1.7\n1 0 obj<<>>stream\n".to_vec()),
        Just(b"\xFF\xD8\xFF\xDA\x00\x02".to_vec()),
        Just(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        Just(b"RIFF\xFF\0\0\0WEBPVP8X".to_vec()),
        Just(b"PK\x03\x04".to_vec()),
    ];
    (begins, prop::collection::vec(any::<u8>(), 0..300)).prop_map(|(begin, rest)| [begin, rest].concat())
}

proptest! {
    #[test]
    fn nothing_that_is_sent_makes_a_reader_stumble(bytes in hostile()) {
        for kind in Kind::ALL {
            let _ = clean(kind, bytes.clone());
        }
        let _ = recognise(&FileName::new("a.pdf"), &bytes);
    }

    #[test]
    fn a_name_made_of_anything_is_a_name(sent in "\\PC{0,200}|.{0,200}") {
        let name = named(&sent);
        prop_assert!(!name.is_empty() && name.chars().count() <= 80);
        prop_assert!(!name.contains(['/', '\\', '\n', '\0']));
        prop_assert_eq!(named(&name), name, "and stays what it is");
    }
}
