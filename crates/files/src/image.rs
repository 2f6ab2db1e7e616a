//! PNG (W3C PNG 3) and WebP (RFC 9649): the chunks that draw, and how the image is turned.

use bytes::Bytes;
use exif::{In, Reader, Tag};
use img_parts::ImageEXIF;
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

use crate::Refusal;

/// What EXIF begins with inside a JPEG.
pub(crate) const EXIF_MARK: &[u8] = b"Exif\0\0";

/// Everything that draws, animates or says which colours are meant; texts, times, EXIF and what programs add are not here.
const PNG_CHUNKS: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs",
    b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
];
const WEBP_CHUNKS: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// The bits of VP8X that announce EXIF and XMP.
const TELLS: u8 = 0b0000_1100;
/// What stands before the chunks of a frame of an animation.
const FRAME_BYTES: usize = 16;

/// How an image is to be turned (EXIF 0x0112), 1 to 8, where its EXIF says so.
pub(crate) fn orientation(exif: &[u8]) -> Option<u16> {
    let read = Reader::new().read_raw(exif.to_vec()).ok()?;
    let value = read.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    u16::try_from(value).ok()
}

/// An EXIF that says how the image is turned and nothing besides; none where it stands as it is.
pub(crate) fn turned(orientation: u16) -> Option<Vec<u8>> {
    if !(2..=8).contains(&orientation) {
        return None;
    }
    // TIFF, big-endian: one directory at offset 8 with one entry, a SHORT, and none after it.
    let mut exif = b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    exif.extend_from_slice(&orientation.to_be_bytes());
    exif.extend_from_slice(&[0; 6]);
    Some(exif)
}

/// Keeps the chunks that draw.
pub(crate) fn clean_png(bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let mut image = Png::from_bytes(bytes.into()).map_err(|_| Refusal::Damaged)?;
    let exif = image.exif().and_then(|exif| orientation(&exif)).and_then(turned);
    image.chunks_mut().retain(|chunk| PNG_CHUNKS.contains(&&chunk.kind()));
    let has = |kind: &[u8; 4]| image.chunks().iter().any(|chunk: &PngChunk| chunk.kind() == *kind);
    if !(has(b"IHDR") && has(b"IDAT") && has(b"IEND")) {
        return Err(Refusal::Damaged);
    }
    image.set_exif(exif.map(Bytes::from));
    Ok(image.encoder().bytes().into())
}

/// Keeps the chunks that draw, in the frames of an animation too.
pub(crate) fn clean_webp(bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let mut image = WebP::from_bytes(bytes.into()).map_err(|_| Refusal::Damaged)?;
    let told = image.chunks().iter().find(|chunk| chunk.id() == *b"EXIF").and_then(|chunk| chunk.content().data());
    // Some programs write the mark of JPEG here too.
    let exif = told.map(|exif| exif.strip_prefix(EXIF_MARK).unwrap_or(exif));
    let exif = exif.and_then(orientation).and_then(turned);
    let chunks = image.chunks_mut();
    chunks.retain(|chunk| WEBP_CHUNKS.contains(&&chunk.id()));
    for chunk in chunks.iter_mut() {
        if let Some(content) = without_tales(chunk, exif.is_some())? {
            *chunk = RiffChunk::new(chunk.id(), RiffContent::Data(content));
        }
    }
    if !chunks.iter().any(|chunk| matches!(&chunk.id(), b"VP8 " | b"VP8L" | b"ANMF")) {
        return Err(Refusal::Damaged);
    }
    chunks.extend(exif.map(|exif| RiffChunk::new(*b"EXIF", RiffContent::Data(exif.into()))));
    Ok(image.encoder().bytes().into())
}

/// The content of a chunk whose own content tells more than it draws; none where it stays as it is.
fn without_tales(chunk: &RiffChunk, is_turned: bool) -> Result<Option<Bytes>, Refusal> {
    let data = chunk.content().data().ok_or(Refusal::Damaged)?;
    match &chunk.id() {
        b"VP8X" => {
            let (flags, rest) = data.split_first().ok_or(Refusal::Damaged)?;
            let flags = flags & !TELLS | if is_turned { 0b0000_1000 } else { 0 };
            Ok(Some([&[flags], rest].concat().into()))
        }
        b"ANMF" => frame(data).map(Some),
        _ => Ok(None),
    }
}

/// A frame with the chunks that draw it.
fn frame(data: &Bytes) -> Result<Bytes, Refusal> {
    let (head, mut rest) = data.split_at_checked(FRAME_BYTES).ok_or(Refusal::Damaged)?;
    let mut kept = head.to_vec();
    while !rest.is_empty() {
        let (begin, after) = rest.split_first_chunk::<8>().ok_or(Refusal::Damaged)?;
        let [a, b, c, d, length @ ..] = *begin;
        let length = u32::from_le_bytes(length) as usize;
        let padded = length.checked_add(length % 2).ok_or(Refusal::Damaged)?;
        let (content, after) = after.split_at_checked(padded).ok_or(Refusal::Damaged)?;
        if matches!(&[a, b, c, d], b"ALPH" | b"VP8 " | b"VP8L") {
            kept.extend_from_slice(begin);
            kept.extend_from_slice(content);
        }
        rest = after;
    }
    Ok(kept.into())
}
