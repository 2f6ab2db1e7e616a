//! A photograph as a telephone writes it, byte by byte: with its maker, how it was held, and the place where it was taken.

/// What the telephone calls itself.
pub(crate) const MAKER: &[u8] = b"Le telephone d'Ada\0";
/// What other programs add, in every place where a JPEG may hold it.
pub(crate) const TALES: [&str; 4] =
    ["xmp de Colmar", "iptc de Colmar", "remarque de Colmar", "seconde image de Colmar"];

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a segment").to_be_bytes();
    [&[0xFF, marker], &length[..], content].concat()
}

/// An entry of a directory of TIFF: tag, type, count, and its value or where it lies.
fn entry(tag: u16, kind: u16, count: u32, value: [u8; 4]) -> Vec<u8> {
    [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
}

/// EXIF: maker, orientation 6 (held upright), and 48° 4' 39'' north.
fn exif() -> Vec<u8> {
    let (maker_at, places_at, degrees_at) = (50_u32, 70_u32, 100_u32);
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x03".to_vec();
    exif.extend(entry(0x010F, 2, u32::try_from(MAKER.len()).expect("short"), maker_at.to_be_bytes()));
    exif.extend(entry(0x0112, 3, 1, [0, 6, 0, 0]));
    exif.extend(entry(0x8825, 4, 1, places_at.to_be_bytes()));
    exif.extend([0; 4]);
    exif.extend_from_slice(MAKER);
    exif.resize(6 + places_at as usize, 0);
    exif.extend([0, 2]);
    exif.extend(entry(0x0001, 2, 2, *b"N\0\0\0"));
    exif.extend(entry(0x0002, 5, 3, degrees_at.to_be_bytes()));
    exif.extend([0; 4]);
    exif.resize(6 + degrees_at as usize, 0);
    exif.extend([48_u32, 1, 4, 1, 39, 1].into_iter().flat_map(u32::to_be_bytes));
    exif
}

/// The whole file.
pub(crate) fn photograph() -> Vec<u8> {
    let [xmp, iptc, remark, second] = TALES.map(str::as_bytes);
    let parts = [
        vec![0xFF, 0xD8],
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xE1, &exif()),
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", xmp].concat()),
        segment(0xED, &[b"Photoshop 3.0\0", iptc].concat()),
        segment(0xFE, remark),
        segment(0xDB, &[[0].as_slice(), &[1; 64]].concat()),
        segment(0xC0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        segment(0xC4, &[[0].as_slice(), &[0; 15], &[1, 0]].concat()),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        // A coded block in which a byte looks like a marker.
        vec![0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56],
        vec![0xFF, 0xD9],
        second.to_vec(),
    ];
    parts.concat()
}
