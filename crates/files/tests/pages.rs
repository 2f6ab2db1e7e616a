//! PDF: its pages stay, who made them goes, in every revision that the file ever had.

use files::{Kind, Refusal, clean};
use lopdf::{Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};

use crate::holds;
use crate::photograph::{MAKER, photograph};

/// A page with a text and a photograph.
fn document() -> Document {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let image = Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Image", "Filter" => "DCTDecode", "Width" => 8, "Height" => 8,
        "PieceInfo" => dictionary! { "Colmar" => 1 } },
        photograph(),
    );
    let image = document.add_object(image.with_compression(false));
    let content = document.add_object(Stream::new(dictionary! {}, b"BT (Bonjour) Tj ET".to_vec()));
    let metadata =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, b"<x>conte de Colmar</x>".to_vec());
    let metadata = document.add_object(metadata);
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Metadata" => metadata,
        "LastModified" => Object::string_literal("D:20261123190000"),
        "Resources" => dictionary! { "XObject" => dictionary! { "Im1" => image } },
    });
    document.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Metadata" => metadata });
    let info = document.add_object(dictionary! { "Author" => Object::string_literal("Ada de Colmar") });
    document.trailer.set("Root", catalog);
    document.trailer.set("Info", info);
    document
        .trailer
        .set("ID", vec![Object::string_literal("marque de Colmar"), Object::string_literal("marque de Colmar")]);
    document
}

fn written(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a file");
    bytes
}

/// The same with its objects packed, as most programs write them.
fn packed(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes).expect("a file");
    bytes
}

#[test]
fn a_pdf_keeps_its_pages_and_forgets_who_made_them() {
    for sent in [written(document()), packed(document())] {
        let cleaned = clean(Kind::Pdf, sent).expect("a document");
        for tale in [b"Colmar".as_slice(), MAKER, b"D:2026", b"/Info", b"/ID", b"/Metadata"] {
            assert!(!holds(&cleaned, tale), "{:?}", String::from_utf8_lossy(tale));
        }
        let read = Document::load_mem(&cleaned).expect("a document still");
        assert_eq!(read.get_pages().len(), 1);
        let page = read.get_pages()[&1];
        assert_eq!(read.get_page_content(page).trim_ascii(), b"BT (Bonjour) Tj ET");
        let pictures = read.get_page_images(page).expect("pictures");
        assert_eq!(pictures.len(), 1);
        let expected = clean(Kind::Jpeg, photograph()).expect("a photograph");
        assert_eq!(pictures[0].content, expected, "the photograph no longer says where it was taken");
    }
}

#[test]
fn what_an_earlier_revision_said_is_gone_too() {
    let sent = written(document());
    let mut later =
        lopdf::IncrementalDocument::create_from(sent.clone(), Document::load_mem(&sent).expect("a document"));
    let info = later.get_prev_documents().trailer.get(b"Info").and_then(Object::as_reference).expect("its author");
    later.new_document.objects.insert(info, Dictionary::new().into());
    let mut twice = Vec::new();
    later.save_to(&mut twice).expect("a file");
    assert!(holds(&twice, b"Ada de Colmar"), "the earlier revision lies in the file");
    assert!(!holds(&clean(Kind::Pdf, twice).expect("a document"), b"Colmar"));
}

#[test]
fn what_cannot_be_cleaned_is_refused() {
    let mut attached = document();
    let file = attached.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"autre".to_vec()));
    let note = dictionary! { "Type" => "Filespec", "EF" => dictionary! { "F" => file } };
    attached.catalog_mut().expect("a catalog").set("AF", vec![note.into()]);
    assert_eq!(clean(Kind::Pdf, written(attached)), Err(Refusal::Embedded));

    for password in ["", "secret"] {
        let mut locked = document();
        let version = EncryptionVersion::V2 {
            document: &locked,
            owner_password: "école",
            user_password: password,
            key_length: 128,
            permissions: Permissions::PRINTABLE,
        };
        let state = EncryptionState::try_from(version).expect("a lock");
        locked.encrypt(&state).expect("it is locked");
        assert_eq!(clean(Kind::Pdf, written(locked)), Err(Refusal::Locked), "{password}");
    }
    for damaged in [b"%PDF-1.7\n".as_slice(), b"%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"] {
        assert_eq!(clean(Kind::Pdf, damaged.to_vec()), Err(Refusal::Damaged));
    }
}

#[test]
fn a_small_file_that_opens_to_a_large_one_is_refused() {
    let mut bomb = document();
    for _ in 0..4 {
        let zeros =
            Stream::new(dictionary! { "Type" => "ObjStx", "N" => 1, "First" => 4 }, vec![b'0'; 16 * 1024 * 1024]);
        bomb.add_object(zeros);
    }
    bomb.compress();
    // Whoever writes a file packs its objects anew, and leaves out what says that it holds some.
    let mut sent = written(bomb);
    while let Some(at) = sent.windows(6).position(|window| window == b"ObjStx") {
        sent[at + 5] = b'm';
    }
    assert!((60_000..200_000).contains(&sent.len()), "it is small: {}", sent.len());
    assert_eq!(clean(Kind::Pdf, sent), Err(Refusal::Damaged));
    let hidden = String::from_utf8_lossy(&written(document())).replacen("/Catalog", "/Obj#53tm", 1);
    assert_eq!(clean(Kind::Pdf, hidden.into_bytes()), Err(Refusal::Damaged), "how many there are is not hidden");
}
