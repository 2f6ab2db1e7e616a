//! JPEG (ITU-T T.81): the image, its colours, how it is turned, and nothing else.
//!
//! Segments are walked here to the end of the image: what a library keeps as it is behind the first scan may hold more
//! segments, and behind the image whole other images with the place where they were taken.

use crate::Refusal;
use crate::image::{EXIF_MARK, turned};

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

/// Keeps what draws the image. The orientation stays, alone in an EXIF of its own: turning the image itself would mean decoding
/// and coding it again, which loses of it each time.
pub(crate) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = bytes.strip_prefix(&[0xFF, START]).ok_or(Refusal::Damaged)?;
    let mut kept = Vec::with_capacity(bytes.len());
    let (mut orientation, mut is_drawn) = (None, false);
    loop {
        let (marker, after) = marker(rest)?;
        rest = after;
        match marker {
            END => break,
            // Markers without a length: fillings, and restarts that stand where no scan is.
            START | 0x01 | 0xD0..=0xD7 => {}
            _ => {
                let (segment, after) = segment(rest)?;
                rest = after;
                orientation = orientation.or_else(|| turn_of(marker, segment));
                if let Some(segment) = drawing(marker, segment) {
                    put(&mut kept, marker, &segment)?;
                }
            }
        }
        if marker == SCAN {
            is_drawn = true;
            let length = scan_length(rest);
            kept.extend_from_slice(rest.get(..length).unwrap_or_default());
            rest = rest.get(length..).unwrap_or_default();
            // A picture that was cut off shows what there is of it.
            if rest.is_empty() {
                break;
            }
        }
    }
    if !is_drawn {
        return Err(Refusal::Damaged);
    }
    whole(&kept, orientation)
}

/// The image with its marks, the orientation behind JFIF, which comes first where there is one.
fn whole(kept: &[u8], orientation: Option<u16>) -> Result<Vec<u8>, Refusal> {
    let first = match kept {
        [0xFF, 0xE0, high, low, ..] => 2 + usize::from(u16::from_be_bytes([*high, *low])),
        _ => 0,
    };
    let (first, others) = kept.split_at_checked(first).ok_or(Refusal::Damaged)?;
    let mut whole = [&[0xFF, START], first].concat();
    if let Some(exif) = orientation.and_then(turned) {
        put(&mut whole, 0xE1, &[EXIF_MARK, &exif].concat())?;
    }
    whole.extend_from_slice(others);
    whole.extend_from_slice(&[0xFF, END]);
    Ok(whole)
}

/// The next marker, and what follows it.
fn marker(bytes: &[u8]) -> Result<(u8, &[u8]), Refusal> {
    let rest = bytes.strip_prefix(&[0xFF]).ok_or(Refusal::Damaged)?;
    // A marker may stand behind as many fillings as one likes.
    let fillings = rest.iter().take_while(|byte| **byte == 0xFF).count();
    let (marker, after) = rest.get(fillings..).and_then(<[u8]>::split_first).ok_or(Refusal::Damaged)?;
    Ok((*marker, after))
}

/// The content of a segment, without its length.
fn segment(bytes: &[u8]) -> Result<(&[u8], &[u8]), Refusal> {
    let (length, rest) = bytes.split_first_chunk::<2>().ok_or(Refusal::Damaged)?;
    let length = usize::from(u16::from_be_bytes(*length)).checked_sub(2).ok_or(Refusal::Damaged)?;
    rest.split_at_checked(length).ok_or(Refusal::Damaged)
}

fn put(kept: &mut Vec<u8>, marker: u8, content: &[u8]) -> Result<(), Refusal> {
    let length = u16::try_from(content.len() + 2).map_err(|_| Refusal::Damaged)?;
    kept.extend_from_slice(&[0xFF, marker]);
    kept.extend_from_slice(&length.to_be_bytes());
    kept.extend_from_slice(content);
    Ok(())
}

/// What of a segment draws the image; none of one that only tells about it.
fn drawing(marker: u8, segment: &[u8]) -> Option<Vec<u8>> {
    match marker {
        // JFIF without its thumbnail, which may show what was cut away since.
        0xE0 if segment.starts_with(b"JFIF\0") => Some([segment.get(..12)?, &[0, 0]].concat()),
        0xE2 if segment.starts_with(b"ICC_PROFILE\0") => Some(segment.to_vec()),
        // How colours are coded.
        0xEE if segment.starts_with(b"Adobe") => Some(segment.to_vec()),
        0xE0..=0xEF | 0xFE => None,
        _ => Some(segment.to_vec()),
    }
}

fn turn_of(marker: u8, segment: &[u8]) -> Option<u16> {
    let exif = segment.strip_prefix(EXIF_MARK).filter(|_| marker == 0xE1)?;
    crate::image::orientation(exif)
}

/// How far a scan goes: to the next marker that is neither a restart nor a byte that only looks like one.
fn scan_length(bytes: &[u8]) -> usize {
    let pairs = bytes.windows(2).position(|pair| match pair {
        [0xFF, 0x00 | 0xFF | 0xD0..=0xD7] => false,
        [0xFF, _] => true,
        _ => false,
    });
    pairs.unwrap_or(bytes.len())
}
