//! Pictures: what draws them stays to the last byte, what tells about them goes.

use bytes::Bytes;
use exif::{In, Reader, Tag};
use files::{Kind, Refusal, clean};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

use crate::holds;
use crate::photograph::{MAKER, TALES, photograph};

/// The EXIF of the photograph, as PNG and WebP hold it.
fn exif() -> Vec<u8> {
    let photograph = photograph();
    let at = photograph.windows(6).position(|window| window == b"Exif\0\0").expect("EXIF");
    let length = u16::from_be_bytes([photograph[at - 2], photograph[at - 1]]);
    photograph[at + 6..at - 2 + usize::from(length)].to_vec()
}

/// What the EXIF of a cleaned picture says: how it is turned, and nothing else.
fn turn(bytes: &[u8]) -> Option<u32> {
    let read = Reader::new().read_from_container(&mut std::io::Cursor::new(bytes)).ok()?;
    assert_eq!(read.fields().count(), 1);
    read.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)
}

fn png(extra: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut image = Png::from_bytes(Bytes::from_static(b"\x89PNG\r\n\x1a\n")).expect("no chunk yet");
    let chunks = image.chunks_mut();
    chunks.push(PngChunk::new(*b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0".to_vec().into()));
    chunks.extend(extra.iter().map(|(kind, content)| PngChunk::new(*kind, content.clone().into())));
    chunks.push(PngChunk::new(*b"IDAT", b"\x78\x9c\x63\0\0\0\x02\0\x01".to_vec().into()));
    chunks.push(PngChunk::new(*b"IEND", Bytes::new()));
    image.encoder().bytes().into()
}

#[test]
fn a_png_keeps_what_draws_it() {
    let tale = |text: &str| text.as_bytes().to_vec();
    let sent = png(&[
        (*b"gAMA", vec![0, 0, 0xB1, 0x8F]),
        (*b"eXIf", exif()),
        (*b"tEXt", tale("Author\0conte de Colmar")),
        (*b"iTXt", tale("XML:com.adobe.xmp\0\0\0\0\0conte de Colmar")),
        (*b"zTXt", tale("Comment\0conte de Colmar")),
        (*b"tIME", vec![7, 234, 11, 23, 19, 0, 0]),
        (*b"caBX", tale("conte de Colmar")),
    ]);
    let behind = [sent.as_slice(), b"conte de Colmar"].concat();
    let cleaned = clean(Kind::Png, behind).expect("a picture");
    assert!(holds(&cleaned, b"gAMA") && holds(&cleaned, b"IDAT") && cleaned.ends_with(b"IEND\xAE\x42\x60\x82"));
    for tale in [b"Colmar".as_slice(), MAKER, b"tIME", b"tEXt"] {
        assert!(!holds(&cleaned, tale), "{tale:?}");
    }
    assert_eq!(turn(&cleaned), Some(6));
    assert_eq!(clean(Kind::Png, cleaned.clone()).as_deref(), Ok(cleaned.as_slice()), "clean is clean");
    assert_eq!(turn(&clean(Kind::Png, png(&[])).expect("a picture")), None, "a picture that stands says nothing");
    for cut in [9, 40, sent.len() - 5] {
        assert_eq!(clean(Kind::Png, sent[..cut].to_vec()), Err(Refusal::Damaged), "cut at {cut}");
    }
}

fn chunk(id: &[u8; 4], content: &[u8]) -> RiffChunk {
    RiffChunk::new(*id, RiffContent::Data(content.to_vec().into()))
}

fn webp(chunks: Vec<RiffChunk>) -> Vec<u8> {
    let list = RiffContent::List { kind: Some(*b"WEBP"), subchunks: chunks };
    WebP::new(RiffChunk::new(*b"RIFF", list)).expect("WebP").encoder().bytes().into()
}

#[test]
fn a_webp_keeps_what_draws_it_and_no_longer_announces_what_went() {
    let flags = [0b0000_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let image = vec![
        chunk(b"VP8X", &flags),
        chunk(b"VP8 ", b"image"),
        chunk(b"EXIF", &exif()),
        chunk(b"XMP ", b"conte de Colmar"),
        chunk(b"AUTR", b"conte de Colmar"),
    ];
    let cleaned = clean(Kind::Webp, webp(image)).expect("a picture");
    assert!(holds(&cleaned, b"VP8 \x05\0\0\0image\0"));
    assert!(!holds(&cleaned, b"Colmar") && !holds(&cleaned, MAKER));
    assert_eq!(turn(&cleaned), Some(6));
    let flags = |bytes: &[u8]| bytes[bytes.windows(4).position(|window| window == b"VP8X").expect("flags") + 8];
    assert_eq!(flags(&cleaned), 0b0000_1000, "EXIF is announced, XMP no more");
    assert_eq!(
        usize::try_from(u32::from_le_bytes([cleaned[4], cleaned[5], cleaned[6], cleaned[7]])),
        Ok(cleaned.len() - 8)
    );

    let frame = [&[0; 16][..], b"ALPH\x01\0\0\0a\0", b"VP8 \x02\0\0\0im", b"AUTR\x06\0\0\0Colmar"].concat();
    let moving =
        vec![chunk(b"VP8X", &[0b10, 0, 0, 0, 0, 0, 0, 0, 0, 0]), chunk(b"ANIM", &[0; 6]), chunk(b"ANMF", &frame)];
    let cleaned = clean(Kind::Webp, webp(moving)).expect("an animation");
    assert!(holds(&cleaned, b"VP8 \x02\0\0\0im") && !holds(&cleaned, b"Colmar"), "in its frames too");
    assert_eq!(flags(&cleaned), 0b10);
    assert_eq!(clean(Kind::Webp, webp(vec![chunk(b"EXIF", b"")])), Err(Refusal::Damaged));
}

#[test]
fn a_jpeg_keeps_its_image_to_the_last_byte_and_nothing_behind_it() {
    let sent = photograph();
    let cleaned = clean(Kind::Jpeg, sent.clone()).expect("a photograph");
    let from_tables = |bytes: &[u8]| bytes.windows(2).position(|pair| pair == [0xFF, 0xDB]).expect("tables");
    let image = &sent[from_tables(&sent)..sent.len() - TALES[3].len()];
    assert_eq!(&cleaned[from_tables(&cleaned)..], image);
    assert_eq!(turn(&cleaned), Some(6));
    assert!(cleaned.starts_with(b"\xFF\xD8\xFF\xE0\0\x10JFIF"), "JFIF comes first");
    assert_eq!(clean(Kind::Jpeg, cleaned.clone()).as_deref(), Ok(cleaned.as_slice()), "clean is clean");

    // A later scan, with a remark between the two, as a progressive image could have.
    let later = [
        &image[..image.len() - 2],
        b"\xFF\xFE\0\x08Colmar",
        b"\xFF\xFF\xFF\xDA\0\x08\x01\x01\0\0\x3F\0",
        b"\x77",
        b"\xFF\xD9",
    ];
    let cleaned = clean(Kind::Jpeg, [b"\xFF\xD8".as_slice(), &later.concat()].concat()).expect("two scans");
    assert!(!holds(&cleaned, b"Colmar") && holds(&cleaned, b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x77\xFF\xD9"));

    let cut = clean(Kind::Jpeg, sent[..sent.len() - TALES[3].len() - 3].to_vec()).expect("what there is of it");
    assert!(cut.ends_with(&[0xFF, 0xD9]));
    for (bytes, words) in
        [(&sent[..2], "nothing"), (&sent[..30], "half of a segment"), (b"\xFF\xD8\xFF\xD9".as_slice(), "no image")]
    {
        assert_eq!(clean(Kind::Jpeg, bytes.to_vec()), Err(Refusal::Damaged), "{words}");
    }
}
