//! PDF (ISO 32000): the pages, without who made them, when and with what.
//!
//! The file is written anew from what its pages need, so that nothing of an earlier state stays in it. A signature does not
//! outlive that.

use lopdf::{Dictionary, Document, LoadOptions, Object, Stream};

use crate::{Refusal, jpeg};

/// What the packed objects of one file may open to, together: a small file could otherwise fill the memory.
const MOST_OPENED_BYTES: usize = 32 * 1024 * 1024;
/// What a dictionary says about its object rather than drawing it: XMP, private data of programs, thumbnails, times.
const TELLING: [&[u8]; 5] = [b"Metadata", b"PieceInfo", b"Thumb", b"LastModified", b"SpiderInfo"];

/// What a table of packed objects leaves in the trailer, where the new file has a plain table.
const OF_THE_TABLE: [&[u8]; 8] = [b"Type", b"W", b"Index", b"Filter", b"DecodeParms", b"Length", b"Prev", b"XRefStm"];

/// Takes away what tells about the document.
pub(crate) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let most = MOST_OPENED_BYTES / packed(bytes)?.max(1);
    let options = LoadOptions::with_max_decompressed_size(most);
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|_| Refusal::Damaged)?;
    if document.trailer.has(b"Encrypt") || document.was_encrypted() {
        return Err(Refusal::Locked);
    }
    // The identifier is made of the time and of the path on its author's machine (ISO 32000-1 §14.4).
    for key in [b"Info".as_slice(), b"ID"].iter().chain(&OF_THE_TABLE) {
        document.trailer.remove(key);
    }
    for object in document.objects.values_mut() {
        strip(object)?;
    }
    document.objects.retain(|_, object| !is_metadata(object));
    document.prune_objects();
    if document.get_pages().is_empty() {
        return Err(Refusal::Damaged);
    }
    let mut written = Vec::with_capacity(bytes.len());
    document.save_to(&mut written).map_err(|_| Refusal::Damaged)?;
    Ok(written)
}

fn strip(object: &mut Object) -> Result<(), Refusal> {
    match object {
        Object::Dictionary(dictionary) => strip_dictionary(dictionary),
        Object::Stream(stream) => {
            strip_dictionary(&mut stream.dict)?;
            strip_photograph(stream);
            Ok(())
        }
        Object::Array(objects) => objects.iter_mut().try_for_each(strip),
        _ => Ok(()),
    }
}

fn strip_dictionary(dictionary: &mut Dictionary) -> Result<(), Refusal> {
    // Another file inside this one would go on telling what it likes.
    if dictionary.has(b"EF") {
        return Err(Refusal::Embedded);
    }
    for key in TELLING {
        dictionary.remove(key);
    }
    dictionary.iter_mut().try_for_each(|(_, value)| strip(value))
}

/// A photograph lies in the file as its camera wrote it, with the place where it was taken.
fn strip_photograph(stream: &mut Stream) {
    if stream.filters().is_ok_and(|filters| filters == [b"DCTDecode"])
        && let Ok(cleaned) = jpeg::clean(&stream.content)
    {
        stream.set_content(cleaned);
    }
}

fn is_metadata(object: &Object) -> bool {
    object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"Metadata"))
}

/// How many streams hold packed objects or the table of them. A name may be written with escapes (§7.3.5); nobody writes these so
/// but to hide how many there are.
fn packed(bytes: &[u8]) -> Result<usize, Refusal> {
    let mut count = 0;
    for after in bytes.split(|byte| *byte == b'/').skip(1) {
        let name: Vec<u8> = unescaped(after.get(..24).unwrap_or(after));
        if name.starts_with(b"ObjStm") || name.starts_with(b"XRef") {
            if !(after.starts_with(b"ObjStm") || after.starts_with(b"XRef")) {
                return Err(Refusal::Damaged);
            }
            count += 1;
        }
    }
    Ok(count)
}

fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'#');
        plain.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    plain
}
