//! Office documents of both families: what was written stays, who wrote it goes.

use std::io::{Cursor, Read, Write};

use files::{FileName, Kind, Refusal, clean, recognise};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::holds;
use crate::photograph::{MAKER, photograph};

type Parts<'p> = Vec<(&'p str, Vec<u8>)>;

fn package(parts: &Parts<'_>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let saved = DateTime::from_date_and_time(2026, 11, 23, 19, 0, 0).expect("an evening");
    for (name, content) in parts {
        let stored = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(stored).last_modified_time(saved);
        writer.start_file(*name, options).expect("a part");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("a package").into_inner()
}

/// The parts of a package; none says when it was saved.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let count = archive.len();
    let read = |index| {
        let mut part = archive.by_index(index).expect("a part");
        assert_eq!(part.last_modified().map(|at| at.year()), Some(1980));
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its content");
        (part.name().expect("a name").into_owned(), content)
    };
    (0..count).map(read).collect()
}

fn part<'p>(parts: &'p [(String, Vec<u8>)], name: &str) -> &'p [u8] {
    let found = parts.iter().find(|(one, _)| one == name);
    &found.unwrap_or_else(|| panic!("{name} is not among {:?}", parts.iter().map(|(one, _)| one).collect::<Vec<_>>())).1
}

fn relation(kind: &str, target: &str) -> String {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    format!("<Relationship Id=\"r\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
}

fn relations(lines: &[String]) -> Vec<u8> {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Relationships>{}</Relationships>", lines.concat())
        .into_bytes()
}

fn types(main: &str, overrides: &[&str]) -> Vec<u8> {
    let other =
        overrides.iter().map(|part| format!("<Override PartName=\"/{part}\" ContentType=\"application/xml\"/>"));
    let main = format!("<Override PartName=\"/word/document.xml\" ContentType=\"{main}\"/>");
    format!("<Types>{main}{}</Types>", other.collect::<String>()).into_bytes()
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const TALE: &[u8] = b"<p>conte de Colmar</p>";

fn workbook() -> Vec<u8> {
    package(&vec![
        ("[Content_Types].xml", types(SHEET, &["docProps/core.xml"])),
        ("_rels/.rels", relations(&[relation("metadata/core-properties", "docProps/core.xml")])),
        ("xl/workbook.xml", b"<workbook/>".to_vec()),
        ("docProps/core.xml", TALE.to_vec()),
    ])
}

fn text(more: Parts<'_>) -> Vec<u8> {
    let root = [
        relation("officeDocument", "word/document.xml"),
        relation("metadata/core-properties", "package/services/author.psmdcp"),
        relation("extended-properties", "docProps/app.xml"),
        relation("metadata/thumbnail", "docProps/thumbnail.jpeg"),
    ];
    let own = [
        relation("image", "media/image1.jpeg"),
        relation("people", "people.xml"),
        relation("customXml", "../customXml/item1.xml"),
        relation("attachedTemplate", "file:///C:\\Users\\Ada de Colmar\\Normal.dotm"),
    ];
    let told = ["docProps/app.xml", "package/services/author.psmdcp", "word/people.xml", "customXml/itemProps1.xml"];
    let mut parts = vec![
        ("[Content_Types].xml", types(WORD, &told)),
        ("_rels/.rels", relations(&root)),
        ("word/document.xml", "<document>Bonjour à vous</document>".as_bytes().to_vec()),
        ("word/_rels/document.xml.rels", relations(&own)),
        ("word/media/image1.jpeg", photograph()),
        ("word/embeddings/sheet.xlsx", workbook()),
        ("word/people.xml", TALE.to_vec()),
        ("docProps/app.xml", TALE.to_vec()),
        ("docProps/custom.xml", TALE.to_vec()),
        ("docProps/thumbnail.jpeg", photograph()),
        ("package/services/author.psmdcp", TALE.to_vec()),
        ("customXml/item1.xml", TALE.to_vec()),
        ("customXml/_rels/item1.xml.rels", relations(&[relation("customXmlProps", "itemProps1.xml")])),
        ("customXml/itemProps1.xml", TALE.to_vec()),
    ];
    parts.extend(more);
    package(&parts)
}

#[test]
fn an_office_document_keeps_what_was_written_and_forgets_who_wrote_it() {
    let sent = text(Vec::new());
    assert_eq!(recognise(&FileName::new("lettre.docx"), &sent), Ok(Kind::Docx));
    let cleaned = clean(Kind::Docx, sent).expect("a document");
    let kept = parts(&cleaned);
    for (name, content) in &kept {
        assert!(!holds(content, b"Colmar") && !holds(content, MAKER), "{name} tells");
    }
    assert_eq!(part(&kept, "word/document.xml"), "<document>Bonjour à vous</document>".as_bytes());
    assert_eq!(part(&kept, "word/media/image1.jpeg"), clean(Kind::Jpeg, photograph()).expect("a photograph"));
    let root = String::from_utf8(part(&kept, "_rels/.rels").to_vec()).expect("UTF-8");
    assert_eq!(root.matches("<Relationship ").count(), 1, "{root}");
    let own = String::from_utf8(part(&kept, "word/_rels/document.xml.rels").to_vec()).expect("UTF-8");
    assert!(own.contains("media/image1.jpeg") && own.contains("Target=\"Normal.dotm\""), "{own}");
    assert_eq!(own.matches("<Relationship ").count(), 2, "{own}");
    let types = String::from_utf8(part(&kept, "[Content_Types].xml").to_vec()).expect("UTF-8");
    assert_eq!(types.matches("<Override ").count(), 1, "{types}");
    let inner = parts(part(&kept, "word/embeddings/sheet.xlsx"));
    assert_eq!(
        inner.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]
    );
    assert_eq!(kept.len(), 6, "{:?}", kept.iter().map(|(name, _)| name).collect::<Vec<_>>());
    assert_eq!(recognise(&FileName::new("lettre.docx"), &cleaned), Ok(Kind::Docx));
}

#[test]
fn programs_in_an_office_document_are_refused() {
    let macros = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let named = package(&vec![("[Content_Types].xml", types(macros, &[])), ("word/document.xml", Vec::new())]);
    assert_eq!(recognise(&FileName::new("lettre.docx"), &named), Err(Refusal::Macros));
    for (name, content, refusal) in [
        ("word/vbaProject.bin", b"programme".to_vec(), Refusal::Macros),
        ("word/activeX/activeX1.bin", b"programme".to_vec(), Refusal::Macros),
        ("word/embeddings/oleObject1.bin", b"\xD0\xCF\x11\xE0".to_vec(), Refusal::Embedded),
        ("word/embeddings/outil.zip", package(&vec![("outil.exe", b"MZ".to_vec())]), Refusal::Embedded),
    ] {
        assert_eq!(clean(Kind::Docx, text(vec![(name, content)])), Err(refusal), "{name}");
    }
    let template = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";
    let named = package(&vec![("[Content_Types].xml", types(template, &[]))]);
    assert_eq!(recognise(&FileName::new("lettre.docx"), &named), Err(Refusal::Kind));
    assert_eq!(recognise(&FileName::new("archive.zip"), &package(&vec![("a.txt", b"a".to_vec())])), Err(Refusal::Kind));
}

#[test]
fn a_small_package_that_opens_to_a_large_one_is_refused() {
    let large = vec![0; 70 * 1024 * 1024];
    let sent = text(vec![("word/media/image2.png", large.clone())]);
    assert!(sent.len() < 200_000);
    assert_eq!(clean(Kind::Docx, sent), Err(Refusal::Damaged));
    let types = [b"<Types>".to_vec(), vec![b' '; 5 * 1024 * 1024], b"</Types>".to_vec()].concat();
    let named = package(&vec![("[Content_Types].xml", types)]);
    assert_eq!(recognise(&FileName::new("lettre.docx"), &named), Err(Refusal::Damaged));
}

fn open_document(more: Parts<'_>) -> Vec<u8> {
    let entries =
        ["content.xml", "meta.xml", "settings.xml", "Pictures/1.jpg", "Thumbnails/thumbnail.png", "Object 1/meta.xml"];
    let entry = |path: &&str| format!("<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"\"/>");
    let manifest = format!("<manifest:manifest>{}</manifest:manifest>", entries.iter().map(entry).collect::<String>());
    let settings = "<config:config-item-set><config:config-item config:name=\"PrinterName\">HP de Colmar</config:config-item>\
                    <config:config-item config:name=\"Zoom\">100</config:config-item></config:config-item-set>";
    let mut parts = vec![
        ("mimetype", b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml", b"<text>Bonjour</text>".to_vec()),
        ("meta.xml", TALE.to_vec()),
        ("settings.xml", settings.as_bytes().to_vec()),
        ("Pictures/1.jpg", photograph()),
        ("Thumbnails/thumbnail.png", TALE.to_vec()),
        ("Object 1/meta.xml", TALE.to_vec()),
        ("META-INF/manifest.xml", manifest.into_bytes()),
        ("META-INF/documentsignatures.xml", TALE.to_vec()),
    ];
    for (name, content) in more {
        parts.retain(|(one, _)| *one != name);
        parts.push((name, content));
    }
    package(&parts)
}

#[test]
fn an_open_document_keeps_what_was_written_and_forgets_who_wrote_it() {
    let sent = open_document(Vec::new());
    assert_eq!(recognise(&FileName::new("lettre.odt"), &sent), Ok(Kind::Odt));
    let cleaned = clean(Kind::Odt, sent).expect("a document");
    assert_eq!(&cleaned[30..38], b"mimetype", "it stands first, and is not packed");
    let kept = parts(&cleaned);
    for (name, content) in &kept {
        assert!(!holds(content, b"Colmar") && !holds(content, MAKER), "{name} tells");
    }
    assert_eq!(part(&kept, "content.xml"), b"<text>Bonjour</text>");
    assert!(holds(part(&kept, "settings.xml"), b"Zoom"));
    let manifest = String::from_utf8(part(&kept, "META-INF/manifest.xml").to_vec()).expect("UTF-8");
    assert_eq!(manifest.matches("file-entry").count(), 3, "{manifest}");
    assert_eq!(kept.len(), 5, "{:?}", kept.iter().map(|(name, _)| name).collect::<Vec<_>>());

    let locked = b"<manifest><file-entry full-path=\"content.xml\"><encryption-data/></file-entry></manifest>".to_vec();
    let object = b"<manifest><file-entry media-type=\"application/vnd.sun.star.oleobject\"/></manifest>".to_vec();
    for (name, content, refusal) in [
        ("META-INF/manifest.xml", locked, Refusal::Locked),
        ("META-INF/manifest.xml", object, Refusal::Embedded),
        ("META-INF/manifest.xml", b"<manifest".to_vec(), Refusal::Damaged),
        ("Basic/Standard/Module1.xml", b"programme".to_vec(), Refusal::Macros),
        ("Scripts/python/outil.py", b"programme".to_vec(), Refusal::Macros),
    ] {
        assert_eq!(clean(Kind::Odt, open_document(vec![(name, content)])), Err(refusal), "{name}");
    }
}
